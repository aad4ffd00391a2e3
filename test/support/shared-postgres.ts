import pino from 'pino';
import { composeAdministration } from '#server/compose.ts';
import { startPostgres } from '#server/postgres/supervisor.ts';
import { memoryKeys } from '#server/secrets/keys.ts';
import { GIVEN, runOn, SETTINGS, TEMPLATE } from './postgres.ts';

const MIGRATED = 'rufblatt_migrated';

/**
 * One server for all files of a run, which make databases of their own on it; without it every file starts one. Where
 * the environment names a server already it is left alone.
 *
 * @returns stops it
 */
export async function sharePostgres(): Promise<() => Promise<void>> {
  if (process.env[GIVEN]) return async () => undefined;
  const server = await startPostgres({ settings: SETTINGS });
  try {
    await runOn(server.url, `CREATE DATABASE ${MIGRATED}`);
    const databaseUrl = new URL(server.url);
    databaseUrl.pathname = `/${MIGRATED}`;
    const centre = composeAdministration({
      databaseUrl: databaseUrl.href,
      secretKeys: memoryKeys(),
      log: pino({ level: 'silent' }),
    });
    await centre.start();
    await centre.stop();
  } catch (error) {
    await server.stop();
    throw error;
  }
  process.env[GIVEN] = server.url;
  process.env[TEMPLATE] = MIGRATED;
  return () => server.stop();
}
