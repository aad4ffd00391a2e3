import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { startPostgres } from '#server/postgres/supervisor.ts';

export interface TestPostgres {
  /** An empty database of its own; the superuser's connection. */
  createDatabase(): Promise<string>;
  /** One for a centre: migrated where the run has such a one to copy, else empty, and the centre migrates it. */
  createCentreDatabase(): Promise<string>;
  stop(): Promise<void>;
}

/** The address of a server that is there already. */
export const GIVEN = 'TEST_DATABASE_URL';
/** The database there that is migrated and holds nothing; nobody is connected to it. */
export const TEMPLATE = 'TEST_DATABASE_TEMPLATE';

/** Nobody misses what is in it after a power cut; several files at once have many nodes at once. */
export const SETTINGS = {
  fsync: 'off',
  full_page_writes: 'off',
  synchronous_commit: 'off',
  max_connections: '500',
} as const;

/** A real PostgreSQL: the embedded one in a temporary folder, or the one TEST_DATABASE_URL names. */
export async function startTestPostgres(): Promise<TestPostgres> {
  const given = process.env[GIVEN];
  const server = given
    ? { url: given, stop: async () => undefined }
    : await startPostgres({ settings: SETTINGS });
  const made: string[] = [];
  const create = async (like = ''): Promise<string> => {
    const name = `rufblatt_test_${randomBytes(6).toString('hex')}`;
    await runOn(server.url, `CREATE DATABASE ${name} ${like}`);
    made.push(name);
    const url = new URL(server.url);
    url.pathname = `/${name}`;
    return url.href;
  };
  return {
    createDatabase: () => create(),
    createCentreDatabase: () => create(process.env[TEMPLATE] && `TEMPLATE ${process.env[TEMPLATE]}`),
    async stop() {
      if (given) for (const name of made) await runOn(given, `DROP DATABASE ${name} WITH (FORCE)`);
      await server.stop();
    },
  };
}

/** One statement on a connection of its own; past row level security where the user is a superuser. */
export async function runOn<R extends object>(
  url: string,
  sql: string,
  values: unknown[] = [],
): Promise<R[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql, values)).rows as R[];
  } finally {
    await client.end();
  }
}
