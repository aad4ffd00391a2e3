import type { FastifyInstance } from 'fastify';
import type { CommandRegistry } from '#shared/commands/command.ts';
import { messageOf } from '#shared/kernel/app-error.ts';
import type { Service } from '#shared/kernel/service.ts';
import { MAX_PAGE_BYTES, MAX_PAGE_ROWS, MOST_PAGE_ROWS } from '#shared/sync/protocol.ts';
import { keepsLogFrom } from './all-features.ts';
import { SESSIONS_TOPIC } from './auth/sessions.ts';
import type { CentreOptions } from './centre-options.ts';
import type { CentreAccounts } from './compose-accounts.ts';
import type { CentreDatabase } from './compose-database.ts';
import type { SocketTimes } from './http/session-sockets.ts';
import type { Metrics } from './metrics/metrics.ts';
import { FreshStatistics } from './store/fresh-statistics.ts';
import type { Signals } from './store/signals.ts';
import type { ChangeNotifier } from './sync/change-notifier.ts';
import { HintHub } from './sync/hint-hub.ts';
import type { PageLimits } from './sync/page.ts';
import { createPull } from './sync/pull.ts';
import { Retention, RETENTION_LIMITS } from './sync/retention.ts';
import { syncRoutes } from './sync/routes.ts';
import type { SnapshotRouteDeps } from './sync/snapshot/routes.ts';
import { createSnapshotFiles } from './sync/snapshot/snapshot-files.ts';
import { SnapshotMaker } from './sync/snapshot/snapshot-maker.ts';
import { createStandingAnswers } from './sync/standing-answers.ts';
import { createTotals } from './sync/totals.ts';

const MIN_PULL_SCHEMA = 1;
const PAGE_LIMITS: PageLimits = {
  rows: MAX_PAGE_ROWS,
  mostRows: MOST_PAGE_ROWS,
  bytes: MAX_PAGE_BYTES,
};
const SNAPSHOT_MIN_ROWS = 20_000;
const PRUNE_EVERY_MS = 3_600_000;

/** What desks push and pull, and what a node does for it beside. */
export interface CentreSync {
  readonly hub: HintHub;
  /** What keeps the database fit for pulls; in the order of their start. */
  readonly keepers: readonly Service[];
  /** Behind authenticate. */
  routes(app: FastifyInstance): void;
}

type SyncOptions = Pick<
  CentreOptions,
  'databaseUrl' | 'log' | 'pageLimits' | 'retention' | 'replicaSchema' | 'snapshotMinRows'
>;

interface Around {
  readonly database: CentreDatabase;
  readonly accounts: Pick<CentreAccounts, 'find'>;
  /** As far as this centre allows them. */
  readonly commands: CommandRegistry;
  readonly notifier: ChangeNotifier;
  readonly signals: Signals;
  readonly metrics: Metrics;
  readonly socketTimes: SocketTimes;
  /** Of sockets and of what fails with nobody waiting. */
  readonly onError: (error: unknown) => void;
}

export function composeSync(options: SyncOptions, around: Around): CentreSync {
  const { log } = options;
  const { database, accounts, commands, notifier, signals, metrics, socketTimes, onError } = around;
  const { pool, store, clock, registry } = database;
  const { tables } = registry;
  const totals = createTotals({
    ...{ store, clock },
    onError: (error) => log.warn({ cause: messageOf(error) }, 'the rows of a tenant could not be counted'),
  });
  const limits = options.pageLimits ?? PAGE_LIMITS;
  const pulls = { store, tables, clock, limits, totals, minSchema: MIN_PULL_SCHEMA };
  const pull = createPull(pulls);
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
  const hub = new HintHub({
    store,
    clock,
    notifier,
    answer: createStandingAnswers({
      find: accounts.find,
      pull,
      onAnswer({ tenantId, reply, ms }) {
        retention.note(tenantId);
        metrics.pulled(reply.kind, reply.kind === 'page' ? reply.rows.length : 0, ms / 1000);
      },
      onError,
    }),
    onError,
    onSessionsEnded: (listener) => signals.on(SESSIONS_TOPIC, listener),
    ...socketTimes,
  });
  const statistics = new FreshStatistics({
    pool,
    onError: (error) =>
      log.warn({ cause: messageOf(error) }, 'the database counts its tables when it comes to it'),
  });
  const snapshots = composeSnapshots(options, around);
  return {
    hub,
    keepers: [retention, statistics, ...(snapshots ? [snapshots.maker] : [])],
    routes: (app) =>
      syncRoutes(app, {
        retention,
        ...(snapshots && { snapshots }),
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
      }),
  };
}

/** undefined: no schema of the desks is known, and they are fed by pages alone. */
function composeSnapshots(
  { databaseUrl, log, replicaSchema: schema, snapshotMinRows: minRows = SNAPSHOT_MIN_ROWS }: SyncOptions,
  { database, accounts, metrics }: Pick<Around, 'database' | 'accounts' | 'metrics'>,
): (SnapshotRouteDeps & { readonly maker: SnapshotMaker }) | undefined {
  if (!schema) return undefined;
  const { store, clock, newId, registry } = database;
  const { tables } = registry;
  const files = createSnapshotFiles(store, () => clock.now());
  const maker = new SnapshotMaker({
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
  const { find } = accounts;
  return { store, tables, schema, maker, minRows, files, find, now: () => performance.now() };
}
