import { useRouteLoaderData } from '@remix-run/react';
import type { ReactNode } from 'react';
import { useFreshness } from '#web/app/freshness.ts';
import type { loader as opsLoader } from '#web/app/routes/ops.tsx';
import { ClockTime } from './when.tsx';

/** What is said in the present tense; of lights of the past only from when they are. */
export function WhileFresh({ children }: { children: ReactNode }) {
  const { phase, lostAt } = useFreshness();
  const readAt = useRouteLoaderData<typeof opsLoader>('routes/ops')?.now;
  if (phase !== 'old' || lostAt === null) return <>{children}</>;
  return (
    <>
      These lights are from <ClockTime at={readAt && readAt > lostAt ? readAt : lostAt} />.
    </>
  );
}
