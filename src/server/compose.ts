import { randomBytes } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import type { FastifyBaseLogger, FastifyInstance } from 'fastify';
import { AppError, messageOf } from '#shared/kernel/app-error.ts';
import { systemClock } from '#shared/kernel/clock.ts';
import type { Clock } from '#shared/kernel/clock.ts';
import { createNewId, pooled } from '#shared/kernel/ids.ts';
import { stopAll } from '#shared/kernel/service.ts';
import type { Service } from '#shared/kernel/service.ts';
import { MAX_PAGE_BYTES, MAX_PAGE_ROWS, MOST_PAGE_ROWS } from '#shared/sync/protocol.ts';
import { createAdmin } from './admin.ts';
import type { Admin } from './admin.ts';
import { createAuthenticate, createFindPrincipal } from './auth/authenticate.ts';
import { accountRoutes } from './auth/account-routes.ts';
import { authCommands } from './auth/operator-commands.ts';
import type { PasswordCost } from './auth/password.ts';
import { authSecrets } from './auth/secret-columns.ts';
import { createProviderClient } from './auth/provider/client.ts';
import { providerCommands } from './auth/provider/operator-commands.ts';
import { providerRoutes } from './auth/provider/routes.ts';
import { loginRoutes, logoutRoute } from './auth/routes.ts';
import { SESSIONS_TOPIC } from './auth/sessions.ts';
import { findTenant } from './auth/tenants.ts';
import { serverFeatures } from './features.ts';
import { assertEncryptedOrLocal } from './flags.ts';
import type { TlsFiles } from './flags.ts';
import { healthRoutes } from './http/health.ts';
import { createHttpServer, stopServer } from './http/server.ts';
import { readTls, replaceTls } from './http/tls.ts';
import { USUAL_LIMITS, withinLimits } from './limits.ts';
import type { Beyond, CentreLimits } from './limits.ts';
import { createMetrics } from './metrics/metrics.ts';
import { metricsRoute, watchRequests } from './metrics/routes.ts';
import { createRegistry } from './registry.ts';
import type { KeyStore } from './secrets/keys.ts';
import { createOperatorSecrets } from './secrets/operator.ts';
import { secretCommands } from './secrets/operator-commands.ts';
import { sealPlaintext } from './secrets/rotation.ts';
import { SecretVault } from './secrets/secrets.ts';
import type {
  CentrePorts,
  OperatorCommand,
  OperatorPorts,
  LinesOfUser,
  UsersOfLines,
} from './server-feature.ts';
import { migrate, missingMigrations } from './store/migrate.ts';
import { readMigrations } from './store/migrations.ts';
import type { Migration } from './store/migrations.ts';
import { createPool, endPool } from './store/pool.ts';
import { createPostgresSignals } from './store/signals.ts';
import { asOwner, createStore } from './store/store.ts';
import type { Tx } from './store/store.ts';
import type { ChangeNotifier } from './sync/change-notifier.ts';
import { HintHub } from './sync/hint-hub.ts';
import type { PageLimits } from './sync/page.ts';
import { createPostgresNotifier } from './sync/postgres-notifier.ts';
import { createPull } from './sync/pull.ts';
import { FreshStatistics } from './store/fresh-statistics.ts';
import { Retention, RETENTION_LIMITS } from './sync/retention.ts';
import type { RetentionLimits } from './sync/retention.ts';
import { syncRoutes } from './sync/routes.ts';
import { scopeCommands } from './sync/scope-commands.ts';
import { createStandingAnswers } from './sync/standing-answers.ts';
import { createTotals } from './sync/totals.ts';
import type { SyncDeps } from './sync/routes.ts';
import type { ReplicaSchema } from './sync/snapshot/replica-schema.ts';
import { createSnapshotFiles } from './sync/snapshot/snapshot-files.ts';
import { SnapshotMaker } from './sync/snapshot/snapshot-maker.ts';

export interface CentreOptions {
  /** A PostgreSQL 15 or newer; the user must be able to create tables and, the first time, a role. */
  readonly databaseUrl: string;
  /** The same database without a connection pooler in between, for LISTEN; default: `databaseUrl`. */
  readonly listenUrl?: string | undefined;
  /** Of the secrets in the database; the same for all its nodes. */
  readonly secretKeys: KeyStore;
  /** Without `tls` loopback only. */
  readonly host: string;
  /** 0: a free one. */
  readonly port: number;
  readonly log: FastifyBaseLogger;
  readonly clock?: Clock;
  /** Default: LISTEN/NOTIFY of the same database. */
  readonly notifier?: ChangeNotifier;
  readonly pageLimits?: PageLimits;
  readonly hintTimes?: { readonly pollMs: number; readonly pingMs: number };
  readonly tls?: TlsFiles | undefined;
  /** Default: a reverse proxy on this machine. */
  readonly trustedProxies?: readonly string[];
  readonly poolSize?: number;
  /** Lets a scraper read the metrics from elsewhere. */
  readonly metricsToken?: string | undefined;
  /** Whether the metrics tell of the process as well; for one node a process. */
  readonly ownsProcess?: boolean;
  /** Of the desks; without it they are fed by pages alone. */
  readonly replicaSchema?: ReplicaSchema | undefined;
  /** From so many rows on a desk is fed by a snapshot; default 20,000. */
  readonly snapshotMinRows?: number;
  readonly retention?: Partial<RetentionLimits> & { readonly everyMs?: number };
  /** Default: files of 20 MB. */
  readonly limits?: CentreLimits;
  /** How long a stop may wait for requests under way; default 20 s. */
  readonly stopTimeoutMs?: number;
  /** Of accounts it makes; less than the default only for tests, which sign in some hundred times. */
  readonly passwordCost?: PasswordCost;
  /** Hears of every route there is; for the test that tries them all. */
  readonly onRoute?: (method: string, url: string) => void;
}

export interface Centre {
  /**
   * Migrates, reads the keys of the secrets, then answers requests.
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

const MIN_PULL_SCHEMA = 1;
const PAGE_LIMITS: PageLimits = {
  rows: MAX_PAGE_ROWS,
  mostRows: MOST_PAGE_ROWS,
  bytes: MAX_PAGE_BYTES,
};
const HINT_TIMES = { pollMs: 5000, pingMs: 30_000 };
const STOP_TIMEOUT_MS = 20_000;
/** When the requests are over, so are their transactions. */
const POOL_PATIENCE_MS = 1000;
const SNAPSHOT_MIN_ROWS = 20_000;
const PRUNE_EVERY_MS = 3_600_000;

const usersOfLines: UsersOfLines = async (tx, lines) => {
  const found = [];
  for (const feature of serverFeatures) found.push(...((await feature.usersOfLines?.(tx, lines)) ?? []));
  return found;
};

const linesOfUser: LinesOfUser = async (tx, userId) => {
  const found = [];
  for (const feature of serverFeatures) found.push(...((await feature.linesOfUser?.(tx, userId)) ?? []));
  return found;
};

const contents = new Map(serverFeatures.flatMap((feature) => Object.entries(feature.contents ?? {})));
const resources = serverFeatures.flatMap((feature) => feature.resources ?? []);
const secretColumns = [...authSecrets, ...serverFeatures.flatMap((feature) => feature.secretColumns ?? [])];

/** The version from which on some feature still needs the log. */
async function keepsLogFrom(tx: Tx): Promise<number> {
  let least = Number.MAX_SAFE_INTEGER;
  for (const feature of serverFeatures)
    least = Math.min(least, (await feature.keepsLogFrom?.(tx)) ?? Number.MAX_SAFE_INTEGER);
  return least;
}

/** One node; any number of them may run on one database. */
export function composeCentre(options: CentreOptions): Centre {
  const { databaseUrl, host, port, log, clock = systemClock, pageLimits = PAGE_LIMITS } = options;
  const { tls, trustedProxies = ['loopback'], stopTimeoutMs = STOP_TIMEOUT_MS } = options;
  const { limits = USUAL_LIMITS } = options;
  const listenUrl = options.listenUrl ?? databaseUrl;
  const { pool, store, registry, newId, secrets } = composeStore({
    databaseUrl,
    log,
    clock,
    secretKeys: options.secretKeys,
    ...(options.poolSize !== undefined && { poolSize: options.poolSize }),
  });
  const { tables } = registry;
  const beyond = serverFeatures.map((feature) => feature.beyond?.(limits) ?? {});
  const commands = withinLimits(registry.commands, Object.assign({}, ...beyond) as Beyond);
  const metrics = createMetrics({ ofProcess: options.ownsProcess ?? false });
  let stopping: Promise<void> | undefined;
  let listening: FastifyInstance | undefined;
  const warn = (error: unknown): void =>
    log.warn({ cause: messageOf(error) }, 'sockets: falling back to polling');
  const notifier =
    options.notifier ?? createPostgresNotifier({ databaseUrl: listenUrl, pool, onError: warn });
  const socketTimes = options.hintTimes ?? HINT_TIMES;
  const find = createFindPrincipal({ store, clock });
  const totals = createTotals({
    ...{ store, clock },
    onError: (error) => log.warn({ cause: messageOf(error) }, 'the rows of a tenant could not be counted'),
  });
  const pulls = { store, tables, clock, limits: pageLimits, totals, minSchema: MIN_PULL_SCHEMA };
  const pull = createPull(pulls);
  const hub = new HintHub({
    store,
    clock,
    notifier,
    answer: createStandingAnswers({
      find,
      pull,
      onAnswer({ tenantId, reply, ms }) {
        retention.note(tenantId);
        metrics.pulled(reply.kind, reply.kind === 'page' ? reply.rows.length : 0, ms / 1000);
      },
      onError: warn,
    }),
    onError: warn,
    onSessionsEnded: (listener) => signals.on(SESSIONS_TOPIC, listener),
    ...socketTimes,
  });
  const signals = createPostgresSignals({ databaseUrl: listenUrl, onError: warn });
  const known = { commands, notifier, resources, usersOfLines, linesOfUser };
  const { timer } = metrics;
  const admin = createAdmin({
    ...{ store, commands, features: serverFeatures, notifier, clock, newId },
    passwordCost: options.passwordCost,
  });
  const ports: CentrePorts = {
    ...known,
    ...{ store, clock, secrets, signals, newId, socketTimes, timer, onError: warn },
    createUser: admin.createUserAs,
    renameUser: admin.renameUserAs,
  };
  const parts = serverFeatures.flatMap((feature) => feature.parts?.(ports) ?? []);
  const retention = new Retention({
    store,
    clock,
    tables,
    limits: { ...RETENTION_LIMITS, ...options.retention },
    everyMs: options.retention?.everyMs ?? PRUNE_EVERY_MS,
    keepsLogFrom,
    onPruned: (pruned) => log.info(pruned, 'pruned'),
    onError: (error) => log.warn({ cause: messageOf(error) }, 'pruning failed and will be tried again'),
  });
  const files = createSnapshotFiles(store, () => clock.now());
  const schema = options.replicaSchema;
  const maker =
    schema &&
    new SnapshotMaker({
      databaseUrl,
      store,
      clock,
      newId,
      tables,
      schema,
      files,
      onMade: (made) => {
        metrics.snapshot('made', made.ms / 1000);
        log.info(made, 'snapshot made');
      },
      onFailed: (error, ms) => {
        metrics.snapshot('failed', ms / 1000);
        log.warn({ cause: messageOf(error) }, 'no snapshot could be made; desks pull pages');
      },
      onError: (error) => log.warn({ cause: messageOf(error) }, 'the progress of a snapshot was not noted'),
    });
  const statistics = new FreshStatistics({
    pool,
    onError: (error) =>
      log.warn({ cause: messageOf(error) }, 'the database counts its tables when it comes to it'),
  });
  const minRows = options.snapshotMinRows ?? SNAPSHOT_MIN_ROWS;
  const syncDeps: SyncDeps = {
    retention,
    ...(maker && { snapshots: { store, tables, schema, maker, minRows, files } }),
    ...pulls,
    pull,
    commands,
    notifier,
    hub,
    onBug: (error, name) => log.error({ err: error, command: name }, 'a command failed'),
    onDecided(outcomes) {
      metrics.decided(outcomes);
      statistics.note();
    },
  };
  metrics.gauge('hint_sockets', 'Open hint sockets of this node', () => hub.size);
  metrics.gauge('database_connections', 'Connections to the database', () => pool.totalCount);
  metrics.gauge('database_connections_idle', 'Of these, unused', () => pool.idleCount);
  metrics.gauge('database_waiting', 'Transactions that wait for a connection', () => pool.waitingCount);

  async function createApp(): Promise<FastifyInstance> {
    const material = tls && (await readTls(tls));
    const app = await createHttpServer({ log, tls: material, trustedProxies });
    app.addHook('onRoute', ({ method, url }) => {
      for (const each of [method].flat()) options.onRoute?.(each, url);
    });
    watchRequests(app, metrics);
    const authenticate = createAuthenticate({ store, clock, find });
    const migrations = await readMigrations(registry.migrations);
    healthRoutes(app, {
      isStopping: () => stopping !== undefined,
      missingMigrations: () => missingMigrations(pool, migrations),
    });
    metricsRoute(app, metrics, options.metricsToken);
    loginRoutes(app, { store, clock, secrets, limits });
    providerRoutes(app, { store, clock, secrets, limits, client: createProviderClient(clock.now) });
    for (const { publicRoutes } of parts) {
      if (publicRoutes) await app.register(async (scope) => publicRoutes(scope));
    }
    await app.register(async (scope) => {
      scope.addHook('onRequest', createAuthenticate({ store, clock, letsUnfinishedIn: true }));
      logoutRoute(scope, { store, clock });
      accountRoutes(scope, { store, clock, secrets, limits });
    });
    await app.register(async (scope) => {
      scope.addHook('onRequest', authenticate);
      syncRoutes(scope, syncDeps);
      for (const feature of serverFeatures) feature.routes?.(scope, { store, clock, tables, contents });
      for (const part of parts) part.routes?.(scope);
    });
    return app;
  }

  const poolService: Service = { start: () => undefined, stop: () => endPool(pool, POOL_PATIENCE_MS) };
  const running: Service[] = [poolService];
  return {
    admin,
    async start() {
      assertEncryptedOrLocal(host, tls !== undefined);
      if (tls) await readTls(tls);
      const applied = await migrate(pool, await readMigrations(registry.migrations));
      if (applied.length > 0) log.info({ migrations: applied }, 'database migrated');
      const keys = await secrets.unlock();
      const sealed = await sealPlaintext({ store, secrets, keys, columns: secretColumns });
      if (sealed > 0) log.info({ sealed }, 'secrets that were readable in the database were sealed');
      for (const service of [
        notifier,
        hub,
        signals,
        retention,
        statistics,
        ...(maker ? [maker] : []),
        ...parts.flatMap(({ services = [] }) => services),
      ]) {
        running.push(service);
        await service.start();
      }
      const made = await createApp();
      listening = made;
      running.push({ start: () => undefined, stop: () => stopServer(made, stopTimeoutMs) });
      await made.listen({ host, port });
      return { url: urlOf(made.server.address() as AddressInfo, tls !== undefined) };
    },
    stop: () => (stopping ??= stopAll(running.splice(0))),
    async reloadTls() {
      if (tls && listening) replaceTls(listening.server, await readTls(tls));
    },
  };
}

/** Everything this version brings to a database, in its order. */
export function knownMigrations(): Promise<readonly Migration[]> {
  return readMigrations(createRegistry(serverFeatures).migrations);
}

export interface Administration extends Service {
  readonly admin: Admin;
  readonly operatorPorts: OperatorPorts;
}

/** What the features add to the operator's command line. */
export const operatorCommands: readonly OperatorCommand[] = [
  ...authCommands,
  ...secretCommands,
  ...scopeCommands,
  ...providerCommands,
  ...serverFeatures.flatMap((feature) => feature.operatorCommands ?? []),
];

/** For the operator's command line: no requests are answered. Migrates at start. */
export function composeAdministration(
  options: Pick<CentreOptions, 'databaseUrl' | 'secretKeys' | 'log' | 'passwordCost'>,
): Administration {
  const { databaseUrl, secretKeys, log } = options;
  const clock = systemClock;
  const { pool, store, registry, newId, secrets } = composeStore({ databaseUrl, secretKeys, log, clock });
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
    passwordCost: options.passwordCost,
  });
  return {
    admin,
    operatorPorts: {
      inTenant: admin.inTenant,
      introduce: admin.introduce,
      async asOwner(slug, work) {
        const tenant = await findTenant(store, slug);
        if (!tenant) throw new AppError('tenant.unknown', `no tenant ${slug}`, { slug });
        return asOwner(pool, tenant.tenantId, work);
      },
      resources,
      secrets: createOperatorSecrets({
        store,
        clock,
        keys: secretKeys,
        vault: secrets,
        columns: secretColumns,
      }),
      newId,
      clock,
    },
    start: async () => void (await migrate(pool, await readMigrations(registry.migrations))),
    async stop() {
      // What it has not told by now the nodes find by themselves.
      await notifier.stop();
      await pool.end();
    },
  };
}

function composeStore({
  databaseUrl,
  secretKeys,
  log,
  clock,
  poolSize,
}: Pick<CentreOptions, 'databaseUrl' | 'secretKeys' | 'log' | 'poolSize'> & { clock: Clock }) {
  const pool = createPool(
    databaseUrl,
    // The error carries its whole connection along; its message is what matters.
    (error) => log.warn({ cause: messageOf(error) }, 'an idle database connection broke'),
    poolSize,
  );
  const store = createStore(pool);
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
    pool,
    store,
    secrets,
    registry: createRegistry(serverFeatures),
    newId: createNewId(
      clock,
      pooled((length) => randomBytes(length)),
    ),
  };
}

function urlOf({ address, family, port }: AddressInfo, isEncrypted: boolean): string {
  const scheme = isEncrypted ? 'https' : 'http';
  return `${scheme}://${family === 'IPv6' ? `[${address}]` : address}:${port}`;
}
