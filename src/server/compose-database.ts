import { randomBytes } from 'node:crypto';
import type { Pool } from 'pg';
import { messageOf } from '#shared/kernel/app-error.ts';
import type { Clock } from '#shared/kernel/clock.ts';
import { createNewId, pooled } from '#shared/kernel/ids.ts';
import type { NewId } from '#shared/kernel/ids.ts';
import { secretColumns } from './all-features.ts';
import type { CentreOptions } from './centre-options.ts';
import { serverFeatures } from './features.ts';
import { createRegistry } from './registry.ts';
import type { Registry } from './registry.ts';
import { sealPlaintext } from './secrets/rotation.ts';
import { SecretVault } from './secrets/secrets.ts';
import { migrate } from './store/migrate.ts';
import { readMigrations } from './store/migrations.ts';
import type { Migration } from './store/migrations.ts';
import { createPool } from './store/pool.ts';
import { createStore } from './store/store.ts';
import type { Store } from './store/store.ts';

/** The database of a centre, what lies in it sealed, and what core and features keep there. */
export interface CentreDatabase {
  readonly clock: Clock;
  readonly newId: NewId;
  /** Whoever has it ends it. */
  readonly pool: Pool;
  readonly store: Store;
  readonly secrets: SecretVault;
  readonly registry: Registry;
  /** Everything this version brings, in its order. */
  readMigrations(): Promise<readonly Migration[]>;
  /** Several nodes may do so at once. @returns the ids that were applied by this call */
  migrate(): Promise<readonly string[]>;
  /**
   * Reads the keys and seals what older versions left readable. @returns how many values
   * @throws {AppError} `secrets.wrong-key`, `secrets.key-file`
   */
  unlock(): Promise<number>;
}

/** Nothing is connected before it is asked something. */
export function composeDatabase({
  databaseUrl,
  secretKeys,
  log,
  clock,
  poolSize,
}: Pick<CentreOptions, 'databaseUrl' | 'secretKeys' | 'log' | 'poolSize'> & {
  readonly clock: Clock;
}): CentreDatabase {
  const pool = createPool(
    databaseUrl,
    // The error carries its whole connection along; its message is what matters.
    (error) => log.warn({ cause: messageOf(error) }, 'an idle database connection broke'),
    poolSize,
  );
  const store = createStore(pool);
  const registry = createRegistry(serverFeatures);
  const secrets = new SecretVault({
    store,
    keys: secretKeys,
    onCreated: (file) =>
      log.warn(
        { file },
        'A key for the secrets in the database was made. Keep a copy of this file, apart from the backups: ' +
          'without it second factors, sign-in providers and webhooks cannot be restored.',
      ),
  });
  return {
    clock,
    newId: createNewId(
      clock,
      pooled((length) => randomBytes(length)),
    ),
    pool,
    store,
    secrets,
    registry,
    readMigrations: () => readMigrations(registry.migrations),
    migrate: async () => migrate(pool, await readMigrations(registry.migrations)),
    async unlock() {
      const keys = await secrets.unlock();
      return sealPlaintext({ store, secrets, keys, columns: secretColumns });
    },
  };
}
