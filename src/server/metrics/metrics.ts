import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { Outcome } from '#shared/sync/protocol.ts';

export interface AnsweredRequest {
  /** The route's pattern, never the path: `/api/cti/:token`; undefined where there is none. */
  readonly route: string | undefined;
  readonly method: string;
  readonly status: number;
  readonly seconds: number;
}

/**
 * What a node counts. Labels are closed sets (routes, methods, kinds, outcomes): no tenant, person or content is
 * among them, and the number of series does not grow with the data.
 */
export interface Metrics {
  answered(request: AnsweredRequest): void;
  pushed(kind: string, seconds: number): void;
  pulled(kind: string, rows: number, seconds: number): void;
  decided(outcomes: readonly Outcome['outcome'][]): void;
  /** A snapshot for desks was made here, or could not be. */
  snapshot(outcome: SnapshotOutcome, seconds: number): void;
  /** A value that is read when somebody asks. `name` without the prefix `rufblatt_`. */
  gauge(name: string, help: string, read: () => number): void;
  /** See {@link CreateTimer}. */
  readonly timer: CreateTimer;
  text(): Promise<string>;
  readonly contentType: string;
}

/**
 * How long something of a feature took, by what came of it: `outcomes` are all there are. `name` without the prefix
 * `rufblatt_`; once a node.
 */
export type CreateTimer = <O extends string>(
  name: string,
  help: string,
  outcomes: readonly O[],
) => (outcome: O, seconds: number) => void;

export type SnapshotOutcome = 'made' | 'failed';

const NO_ROUTE = 'none';
const METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);
const SYNC_KINDS: ReadonlySet<string> = new Set(['taken', 'gap', 'epoch', 'page', 'reset', 'upgrade']);
/** From a lookup in memory to the statement timeout, s. */
const SECONDS = [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];
const SNAPSHOT_SECONDS = [1, 5, 15, 30, 60, 120, 300, 900];
const OUTCOMES: readonly Outcome['outcome'][] = ['applied', 'conflict', 'rejected'];

/** @param ofProcess whether to add memory, processor, event loop and garbage collection of this process: once a process */
export function createMetrics({ ofProcess }: { readonly ofProcess: boolean }): Metrics {
  const register = new Registry();
  const registers = [register];
  if (ofProcess) collectDefaultMetrics({ register });
  const requests = new Histogram({
    name: 'rufblatt_http_request_seconds',
    help: 'Requests answered, by route, method and status',
    labelNames: ['route', 'method', 'status'] as const,
    buckets: SECONDS,
    registers,
  });
  const sync = new Histogram({
    name: 'rufblatt_sync_seconds',
    help: 'Pushes and pulls, by what was answered',
    labelNames: ['direction', 'kind'] as const,
    buckets: SECONDS,
    registers,
  });
  const rows = new Counter({
    name: 'rufblatt_sync_pulled_rows_total',
    help: 'Rows handed out in pages',
    registers,
  });
  const commands = new Counter({
    name: 'rufblatt_commands_total',
    help: 'Commands decided, by outcome',
    labelNames: ['outcome'] as const,
    registers,
  });
  for (const outcome of OUTCOMES) commands.inc({ outcome }, 0);
  const snapshots = new Histogram({
    name: 'rufblatt_snapshot_seconds',
    help: 'Snapshots for desks that start, by what came of making them',
    labelNames: ['outcome'] as const,
    buckets: SNAPSHOT_SECONDS,
    registers,
  });
  for (const outcome of ['made', 'failed']) snapshots.zero({ outcome });

  return {
    answered({ route = NO_ROUTE, method, status, seconds }) {
      const known = METHODS.has(method) ? method : 'other';
      requests.observe({ route, method: known, status: `${Math.floor(status / 100)}xx` }, seconds);
    },
    pushed: (kind, seconds) => sync.observe({ direction: 'push', kind: kindOf(kind) }, seconds),
    pulled(kind, count, seconds) {
      sync.observe({ direction: 'pull', kind: kindOf(kind) }, seconds);
      rows.inc(count);
    },
    decided(outcomes) {
      for (const outcome of outcomes) commands.inc({ outcome });
    },
    snapshot: (outcome, seconds) => snapshots.observe({ outcome }, seconds),
    gauge(name, help, read) {
      const made: Gauge = new Gauge({
        name: `rufblatt_${name}`,
        help,
        registers,
        collect: () => made.set(read()),
      });
    },
    timer(name, help, outcomes) {
      const timed = new Histogram({
        name: `rufblatt_${name}`,
        help,
        labelNames: ['outcome'] as const,
        buckets: SECONDS,
        registers,
      });
      for (const outcome of outcomes) timed.zero({ outcome });
      return (outcome, seconds) => timed.observe({ outcome }, seconds);
    },
    text: () => register.metrics(),
    contentType: register.contentType,
  };
}

function kindOf(kind: string): string {
  return SYNC_KINDS.has(kind) ? kind : 'other';
}
