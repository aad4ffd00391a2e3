import { Client, DatabaseError } from 'pg';
import { AppError } from '#shared/kernel/app-error.ts';

/** Lends a connection of its own, with bigint as numbers (src/server/store/pool.ts says why that is safe). */
export async function withConnection<T>(
  databaseUrl: string,
  work: (client: Client) => Promise<T>,
): Promise<T> {
  const client = new Client({ connectionString: databaseUrl, application_name: 'rufblatt-backup' });
  // A connection that breaks fails the statement under way; the event besides would end the process.
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await work(client);
  } catch (error) {
    throw explain(error);
  } finally {
    await client.end().catch(() => undefined);
  }
}

const INSUFFICIENT_PRIVILEGE = '42501';
const NOT_SUPPORTED = '0A000';

/** Row level security would leave rows out, or refuse to be written past. */
function explain(error: unknown): unknown {
  const isWalled =
    error instanceof DatabaseError &&
    ((error.code === INSUFFICIENT_PRIVILEGE && /row.level security/.test(error.message)) ||
      (error.code === NOT_SUPPORTED && /row.level security/.test(error.message)));
  if (!isWalled) return error;
  return new AppError(
    'backup.row-security',
    'this needs a database user that row level security does not bind (a superuser, or one with BYPASSRLS)',
    {},
    { cause: error },
  );
}
