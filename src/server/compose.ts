import { randomBytes } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import type { FastifyBaseLogger, FastifyInstance } from 'fastify';
import { AppError, messageOf } from '#shared/kernel/app-error.ts';
import { systemClock } from '#shared/kernel/clock.ts';
import type { Clock } from '#shared/kernel/clock.ts';
import { createNewId } from '#shared/kernel/ids.ts';
import { stopAll } from '#shared/kernel/service.ts';
import type { Service } from '#shared/kernel/service.ts';
import { MAX_PAGE_BYTES, MAX_PAGE_ROWS } from '#shared/sync/protocol.ts';
import { createAdmin } from './admin.ts';
import type { Admin } from './admin.ts';
import { createAuthenticate } from './auth/authenticate.ts';
import { loginRoutes, logoutRoute } from './auth/routes.ts';
import { serverFeatures } from './features.ts';
import { healthRoutes } from './http/health.ts';
import { isLoopback } from './http/loopback.ts';
import { createHttpServer } from './http/server.ts';
import { createRegistry } from './registry.ts';
import type { CentrePorts, OperatorCommand, OperatorPorts, UsersOfLines } from './server-feature.ts';
import { migrate } from './store/migrate.ts';
import { readMigrations } from './store/migrations.ts';
import { createPool } from './store/pool.ts';
import { createPostgresSignals } from './store/signals.ts';
import { createStore } from './store/store.ts';
import type { ChangeNotifier } from './sync/change-notifier.ts';
import { HintHub } from './sync/hint-hub.ts';
import type { PageLimits } from './sync/page.ts';
import { createPostgresNotifier } from './sync/postgres-notifier.ts';
import { syncRoutes } from './sync/routes.ts';
import type { SyncDeps } from './sync/routes.ts';

export interface CentreOptions {
  /** A PostgreSQL 15 or newer; the user must be able to create tables and, the first time, a role. */
  readonly databaseUrl: string;
  /** Loopback only: elsewhere a reverse proxy with TLS stands in front. */
  readonly host: string;
  /** 0: a free one. */
  readonly port: number;
  readonly log: FastifyBaseLogger;
  readonly clock?: Clock;
  /** Default: LISTEN/NOTIFY of the same database. */
  readonly notifier?: ChangeNotifier;
  readonly pageLimits?: PageLimits;
  readonly hintTimes?: { readonly pollMs: number; readonly pingMs: number };
}

export interface Centre {
  /** Migrates, then answers requests. Throws AppError `centre.plaintext` for a host beyond loopback. */
  start(): Promise<{ readonly url: string }>;
  stop(): Promise<void>;
  /** From `start` on. */
  readonly admin: Admin;
}

const MIN_PULL_SCHEMA = 1;
const PAGE_LIMITS: PageLimits = { rows: MAX_PAGE_ROWS, bytes: MAX_PAGE_BYTES };
const HINT_TIMES = { pollMs: 5000, pingMs: 30_000 };

const usersOfLines: UsersOfLines = async (tx, lines) => {
  const found = [];
  for (const feature of serverFeatures) found.push(...((await feature.usersOfLines?.(tx, lines)) ?? []));
  return found;
};

/** One node; any number of them may run on one database. */
export function composeCentre(options: CentreOptions): Centre {
  const { databaseUrl, host, port, log, clock = systemClock, pageLimits = PAGE_LIMITS } = options;
  const { pool, store, registry, newId } = composeStore({ databaseUrl, log, clock });
  const { commands, tables } = registry;
  const warn = (error: unknown): void =>
    log.warn({ cause: messageOf(error) }, 'sockets: falling back to polling');
  const notifier = options.notifier ?? createPostgresNotifier({ databaseUrl, pool, onError: warn });
  const socketTimes = options.hintTimes ?? HINT_TIMES;
  const hub = new HintHub({ store, clock, notifier, onError: warn, ...socketTimes });
  const signals = createPostgresSignals({ databaseUrl, onError: warn });
  const ports: CentrePorts = { store, clock, signals, usersOfLines, socketTimes, onError: warn };
  const parts = serverFeatures.flatMap((feature) => feature.parts?.(ports) ?? []);
  const admin = createAdmin({ store, commands, features: serverFeatures, notifier, clock, newId });
  const syncDeps: SyncDeps = {
    store,
    commands,
    tables,
    clock,
    notifier,
    hub,
    limits: pageLimits,
    minSchema: MIN_PULL_SCHEMA,
    onBug: (error, name) => log.error({ err: error, command: name }, 'a command failed'),
  };

  async function createApp(): Promise<FastifyInstance> {
    const app = await createHttpServer(log);
    const authenticate = createAuthenticate({ store, clock });
    healthRoutes(app, { ping: async () => void (await pool.query('SELECT 1')) });
    loginRoutes(app, { store, clock });
    for (const { publicRoutes } of parts) {
      if (publicRoutes) await app.register(async (scope) => publicRoutes(scope));
    }
    await app.register(async (scope) => {
      scope.addHook('onRequest', authenticate);
      logoutRoute(scope, { store, clock });
      syncRoutes(scope, syncDeps);
      for (const feature of serverFeatures) feature.routes?.(scope, { store, clock });
      for (const part of parts) part.routes?.(scope);
    });
    return app;
  }

  const poolService: Service = { start: () => undefined, stop: () => pool.end() };
  const running: Service[] = [poolService];
  return {
    admin,
    async start() {
      assertLoopback(host);
      const applied = await migrate(pool, await readMigrations(registry.migrations));
      if (applied.length > 0) log.info({ migrations: applied }, 'database migrated');
      for (const service of [notifier, hub, signals, ...parts.flatMap(({ services = [] }) => services)]) {
        running.push(service);
        await service.start();
      }
      const app = await createApp();
      running.push({ start: () => undefined, stop: () => app.close() });
      await app.listen({ host, port });
      return { url: urlOf(app.server.address() as AddressInfo) };
    },
    stop: () => stopAll(running.splice(0)),
  };
}

export interface Administration extends Service {
  readonly admin: Admin;
  readonly operatorPorts: OperatorPorts;
}

/** What the features add to the operator's command line. */
export const operatorCommands: readonly OperatorCommand[] = serverFeatures.flatMap(
  (feature) => feature.operatorCommands ?? [],
);

/** For the operator's command line: no requests are answered. Migrates at start. */
export function composeAdministration(options: Pick<CentreOptions, 'databaseUrl' | 'log'>): Administration {
  const { databaseUrl, log } = options;
  const clock = systemClock;
  const { pool, store, registry, newId } = composeStore({ databaseUrl, log, clock });
  const notifier = createPostgresNotifier({
    databaseUrl,
    pool,
    onError: (error) => log.warn({ err: error }, 'running nodes were not told'),
  });
  const admin = createAdmin({
    store,
    commands: registry.commands,
    features: serverFeatures,
    notifier,
    clock,
    newId,
  });
  return {
    admin,
    operatorPorts: { inTenant: admin.inTenant, newId, clock },
    start: async () => void (await migrate(pool, await readMigrations(registry.migrations))),
    stop: () => pool.end(),
  };
}

function composeStore({
  databaseUrl,
  log,
  clock,
}: Pick<CentreOptions, 'databaseUrl' | 'log'> & { clock: Clock }) {
  const pool = createPool(databaseUrl, (error) =>
    // The error carries its whole connection along; its message is what matters.
    log.warn({ cause: messageOf(error) }, 'an idle database connection broke'),
  );
  return {
    pool,
    store: createStore(pool),
    registry: createRegistry(serverFeatures),
    newId: createNewId(clock, (length) => randomBytes(length)),
  };
}

function assertLoopback(host: string): void {
  if (isLoopback(host)) return;
  throw new AppError(
    'centre.plaintext',
    `The centre speaks plain HTTP and therefore listens on this machine only, not on ${host}. ` +
      'Let it listen on 127.0.0.1 and put a reverse proxy with TLS in front of it.',
    { host },
  );
}

function urlOf({ address, family, port }: AddressInfo): string {
  return family === 'IPv6' ? `http://[${address}]:${port}` : `http://${address}:${port}`;
}
