import { data } from '@remix-run/node';
import type { Services } from './services.server.ts';

/** What the page of a lost memory shows. */
export interface LostMemory {
  memory: string;
}

/** Reads from the database for a page. Where it does not answer, throws a 503 that says so in words; any other error stays what it is. */
export async function remembered<T>(services: Services, read: (reader: Services['reader']) => Promise<T>): Promise<T> {
  try {
    await services.assertMemory();
    return await read(services.reader);
  } catch (error) {
    const memory = troubleOf(error);
    if (memory === null) throw error;
    throw data({ memory } satisfies LostMemory, { status: 503, headers: { 'Retry-After': '5' } });
  }
}

/** What is the matter with the database, in a sentence; null where the error is not about that. Read by name: the panel never loads the database's driver. */
function troubleOf(error: unknown): string | null {
  const { name = '', message = '', parent } = error as { name?: string; message?: string; parent?: { code?: string } };
  const code = parent?.code ?? (error as { code?: string }).code ?? '';
  if (name === 'ModeMismatch') return message;
  if (code === '42P01' || code === '3D000')
    return 'The database is there but holds none of our tables. Run “npm run db:migrate”, or let “npm start” do it.';
  const lost =
    /^Sequelize(Connection|Host|AccessDenied|InvalidConnection)/.test(name) ||
    /^(08|57P|53)/.test(code) ||
    /Connection terminated|ECONNRE(FUSED|SET)/.test(message);
  return lost
    ? `Postgres does not answer${code === 'ECONNREFUSED' ? ': connection refused' : ''}. No light is shown, because none can be vouched for.`
    : null;
}
