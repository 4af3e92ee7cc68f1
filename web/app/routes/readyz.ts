import type { LoaderFunctionArgs } from '@remix-run/node';

const PATIENCE_MS = 2_000;

/** Whether the database and Temporal answer, within two seconds; 503 and which of them does not, where one doesn't. */
export async function loader({ context: { services } }: LoaderFunctionArgs) {
  const [database, temporal] = await Promise.all([answers(services.assertMemory()), answers(services.doctor.ping())]);
  const ready = database && temporal;
  return Response.json(
    { ready, database: database ? 'answers' : 'does not answer', temporal: temporal ? 'answers' : 'does not answer' },
    { status: ready ? 200 : 503, headers: { 'Cache-Control': 'no-store' } },
  );
}

async function answers(asked: Promise<void>): Promise<boolean> {
  const late = new Promise<false>((resolve) => setTimeout(resolve, PATIENCE_MS, false).unref());
  return Promise.race([
    asked.then(
      () => true,
      () => false,
    ),
    late,
  ]);
}
