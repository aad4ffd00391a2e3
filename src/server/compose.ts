import { messageOf } from '#shared/kernel/app-error.ts';
import { systemClock } from '#shared/kernel/clock.ts';
import { stopAll } from '#shared/kernel/service.ts';
import type { Service } from '#shared/kernel/service.ts';
import type { Admin } from './admin.ts';
import { allowedCommands, linesOfUser, resources, usersOfLines } from './all-features.ts';
import type { CentreOptions } from './centre-options.ts';
import { composeAccounts, composeAdmin, composeOperatorPorts } from './compose-accounts.ts';
import { composeDatabase } from './compose-database.ts';
import { composeHttp } from './compose-http.ts';
import { composeSync } from './compose-sync.ts';
import { serverFeatures } from './features.ts';
import { USUAL_LIMITS } from './limits.ts';
import { createMetrics } from './metrics/metrics.ts';
import type { CentrePorts, OperatorPorts } from './server-feature.ts';
import { endPool } from './store/pool.ts';
import { createPostgresSignals } from './store/signals.ts';
import { createPostgresNotifier } from './sync/postgres-notifier.ts';

export interface Centre {
  /**
   * Migrates, reads the keys of the secrets, then answers requests. Where it throws, `stop` ends what runs by then.
   *
   * @throws AppError `centre.plaintext` for a host beyond loopback; `secrets.wrong-key`, `secrets.key-file`
   */
  start(): Promise<{ readonly url: string }>;
  /** Answers what it has begun and says goodbye to its sockets; may be called again. */
  stop(): Promise<void>;
  /** New connections get the certificate that is in the files now. Throws AppError `tls.bad`: the old one stays. */
  reloadTls(): Promise<void>;
  /** From `start` on. */
  readonly admin: Admin;
}

const HINT_TIMES = { pollMs: 5000, pingMs: 30_000 };
/** When the requests are over, so are their transactions. */
const POOL_PATIENCE_MS = 1000;

/**
 * One node; any number of them may run on one database. With {@link composeAdministration} the centre's composition
 * root: nothing of it is created anywhere else than here and in the pieces beside it (`compose-….ts`), which meet here
 * alone.
 */
export function composeCentre(options: CentreOptions): Centre {
  const { log, limits = USUAL_LIMITS, hintTimes: socketTimes = HINT_TIMES } = options;
  const onError = (error: unknown): void =>
    log.warn({ cause: messageOf(error) }, 'sockets: falling back to polling');
  const database = composeDatabase({ ...options, clock: options.clock ?? systemClock });
  const { pool, store, clock, newId, secrets, registry } = database;
  const listens = { databaseUrl: options.listenUrl ?? options.databaseUrl, onError };
  const notifier = options.notifier ?? createPostgresNotifier({ ...listens, pool });
  const signals = createPostgresSignals(listens);
  const commands = allowedCommands(registry.commands, limits);
  const metrics = createMetrics({ ofProcess: options.ownsProcess ?? false });
  const admin = composeAdmin({ database, commands, notifier, passwordCost: options.passwordCost });
  const accounts = composeAccounts({ database, limits });
  const sync = composeSync(options, {
    database,
    accounts,
    commands,
    notifier,
    signals,
    metrics,
    socketTimes,
    onError,
  });
  const ports: CentrePorts = {
    ...{ store, clock, newId, secrets, commands, notifier, signals, socketTimes, onError },
    ...{ resources, usersOfLines, linesOfUser, timer: metrics.timer },
    createUser: admin.createUserAs,
    renameUser: admin.renameUserAs,
  };
  const parts = serverFeatures.flatMap((feature) => feature.parts?.(ports) ?? []);
  let stopping: Promise<void> | undefined;
  const isStopping = (): boolean => stopping !== undefined;
  const http = composeHttp(options, { database, accounts, sync, parts, metrics, isStopping });

  /** Started in this order, stopped in the other; the pool is the first to be there and the last to go. */
  const services: readonly Service[] = [
    notifier,
    sync.hub,
    signals,
    ...sync.keepers,
    ...parts.flatMap((part) => part.services ?? []),
  ];
  const running: Service[] = [{ start() {}, stop: () => endPool(pool, POOL_PATIENCE_MS) }];
  return {
    admin,
    async start() {
      await http.check();
      const applied = await database.migrate();
      if (applied.length > 0) log.info({ migrations: applied }, 'database migrated');
      const sealed = await database.unlock();
      if (sealed > 0) log.info({ sealed }, 'secrets that were readable in the database were sealed');
      for (const service of services) {
        running.push(service);
        await service.start();
      }
      running.push({ start() {}, stop: http.stop });
      return { url: await http.listen() };
    },
    stop: () => (stopping ??= stopAll(running.splice(0))),
    reloadTls: http.reloadTls,
  };
}

export interface Administration extends Service {
  readonly admin: Admin;
  readonly operatorPorts: OperatorPorts;
}

/** For the operator's command line: no requests are answered. Migrates at start. */
export function composeAdministration(
  options: Pick<CentreOptions, 'databaseUrl' | 'secretKeys' | 'log' | 'passwordCost'>,
): Administration {
  const { databaseUrl, secretKeys, log, passwordCost } = options;
  const database = composeDatabase({ databaseUrl, secretKeys, log, clock: systemClock });
  const { pool, registry } = database;
  const notifier = createPostgresNotifier({
    databaseUrl,
    pool,
    onError: (error) => log.warn({ err: error }, 'running nodes were not told'),
  });
  const admin = composeAdmin({ database, commands: registry.commands, notifier, passwordCost });
  return {
    admin,
    operatorPorts: composeOperatorPorts({ database, admin, secretKeys }),
    start: async () => void (await database.migrate()),
    async stop() {
      // What it has not told by now the nodes find by themselves.
      await notifier.stop();
      await pool.end();
    },
  };
}
