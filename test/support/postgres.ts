import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { startPostgres } from '#server/postgres/supervisor.ts';

export interface TestPostgres {
  /** An empty database of its own; the superuser's connection. */
  createDatabase(): Promise<string>;
  stop(): Promise<void>;
}

/** A real PostgreSQL: the embedded one in a temporary folder, or the one TEST_DATABASE_URL names. */
export async function startTestPostgres(): Promise<TestPostgres> {
  const given = process.env['TEST_DATABASE_URL'];
  const server = given ? { url: given, stop: async () => undefined } : await startPostgres();
  const made: string[] = [];
  return {
    async createDatabase() {
      const name = `rufblatt_test_${randomBytes(6).toString('hex')}`;
      await runOn(server.url, `CREATE DATABASE ${name}`);
      made.push(name);
      const url = new URL(server.url);
      url.pathname = `/${name}`;
      return url.href;
    },
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
