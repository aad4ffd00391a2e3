import { startTestPostgres } from '#test/support/postgres.ts';
import { runSeeds } from './run-seeds.ts';
import type { SeedsOptions, SeedsReport } from './run-seeds.ts';

/** {@link runSeeds} with the centre's data in a real PostgreSQL, a database a worker. */
export async function runOnPostgres(options: SeedsOptions): Promise<SeedsReport> {
  const server = await startTestPostgres();
  try {
    const count = Math.min(options.workers, options.seeds);
    const databases = await Promise.all(Array.from({ length: count }, () => server.createDatabase()));
    return await runSeeds({ ...options, databases });
  } finally {
    await server.stop();
  }
}
