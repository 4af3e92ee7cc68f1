import type { ChecksPage } from '#web/app/checks-page.ts';
import { Light } from './light.tsx';

/** What each service lacks before anything can be asked of it, and the guide that leads there. */
export function SetupList({ setup }: { setup: NonNullable<ChecksPage['setup']> }) {
  return (
    <ul className="setup">
      {setup.map(({ key, name, checks, missing, guide }) => (
        <li key={key}>
          <h2>{name}</h2>
          <p>{checks === 1 ? '1 check' : `${checks} checks`}</p>
          <ul aria-label={`Variables of ${name}`}>
            {missing.map((variable) => (
              <li key={variable}>
                <Light light="never" />
                <code>{variable}</code>
                <span>missing</span>
              </li>
            ))}
          </ul>
          {guide && (
            <p>
              <code>{guide}</code>
            </p>
          )}
        </li>
      ))}
    </ul>
  );
}
