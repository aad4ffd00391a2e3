import type { AddressInfo } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { contents } from './all-features.ts';
import type { CentreOptions } from './centre-options.ts';
import type { CentreAccounts } from './compose-accounts.ts';
import type { CentreDatabase } from './compose-database.ts';
import type { CentreSync } from './compose-sync.ts';
import { serverFeatures } from './features.ts';
import { assertEncryptedOrLocal } from './flags.ts';
import { healthRoutes } from './http/health.ts';
import { createHttpServer, stopServer } from './http/server.ts';
import { readTls, replaceTls } from './http/tls.ts';
import type { Metrics } from './metrics/metrics.ts';
import { metricsRoute, watchRequests } from './metrics/routes.ts';
import type { CentreParts } from './server-feature.ts';
import { missingMigrations } from './store/migrate.ts';

const STOP_TIMEOUT_MS = 20_000;

/** A node's way to the outside. */
export interface CentreHttp {
  /** Before anything else is done. @throws {AppError} `centre.plaintext` for a host beyond loopback; `tls.bad` */
  check(): Promise<void>;
  /** Answers requests from now on; `stop` is to be called even where this throws. @returns the address */
  listen(): Promise<string>;
  /** Answers what it has begun. */
  stop(): Promise<void>;
  /** @throws {AppError} `tls.bad`: the old certificate stays */
  reloadTls(): Promise<void>;
}

type HttpOptions = Pick<
  CentreOptions,
  'host' | 'port' | 'log' | 'tls' | 'trustedProxies' | 'stopTimeoutMs' | 'metricsToken' | 'onRoute'
>;

export function composeHttp(
  options: HttpOptions,
  around: {
    readonly database: CentreDatabase;
    readonly accounts: CentreAccounts;
    readonly sync: Pick<CentreSync, 'hub' | 'routes'>;
    /** Of the features. */
    readonly parts: readonly CentreParts[];
    readonly metrics: Metrics;
    readonly isStopping: () => boolean;
  },
): CentreHttp {
  const { host, port, log, tls, trustedProxies = ['loopback'], stopTimeoutMs = STOP_TIMEOUT_MS } = options;
  const { database, accounts, sync, parts, metrics, isStopping } = around;
  const { pool, store, clock, registry } = database;
  let listening: FastifyInstance | undefined;
  metrics.gauge('hint_sockets', 'Open hint sockets of this node', () => sync.hub.size);
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
    const migrations = await database.readMigrations();
    healthRoutes(app, { isStopping, missingMigrations: () => missingMigrations(pool, migrations) });
    metricsRoute(app, metrics, options.metricsToken);
    accounts.signInRoutes(app);
    for (const { publicRoutes } of parts) {
      if (publicRoutes) await app.register(async (scope) => publicRoutes(scope));
    }
    await app.register(async (scope) => accounts.ownRoutes(scope));
    await app.register(async (scope) => {
      scope.addHook('onRequest', accounts.authenticate);
      sync.routes(scope);
      const deps = { store, clock, tables: registry.tables, contents };
      for (const feature of serverFeatures) feature.routes?.(scope, deps);
      for (const part of parts) part.routes?.(scope);
    });
    return app;
  }

  return {
    async check() {
      assertEncryptedOrLocal(host, tls !== undefined);
      if (tls) await readTls(tls);
    },
    async listen() {
      const app = (listening = await createApp());
      await app.listen({ host, port });
      return urlOf(app.server.address() as AddressInfo, tls !== undefined);
    },
    async stop() {
      if (listening) await stopServer(listening, stopTimeoutMs);
    },
    async reloadTls() {
      if (tls && listening) replaceTls(listening.server, await readTls(tls));
    },
  };
}

function urlOf({ address, family, port }: AddressInfo, isEncrypted: boolean): string {
  const scheme = isEncrypted ? 'https' : 'http';
  return `${scheme}://${family === 'IPv6' ? `[${address}]` : address}:${port}`;
}
