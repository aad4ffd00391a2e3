import type { FastifyBaseLogger } from 'fastify';
import type { Clock } from '#shared/kernel/clock.ts';
import type { PasswordCost } from './auth/password.ts';
import type { TlsFiles } from './flags.ts';
import type { CentreLimits } from './limits.ts';
import type { KeyStore } from './secrets/keys.ts';
import type { ChangeNotifier } from './sync/change-notifier.ts';
import type { PageLimits } from './sync/page.ts';
import type { RetentionLimits } from './sync/retention.ts';
import type { ReplicaSchema } from './sync/snapshot/replica-schema.ts';

/** What a node is told. */
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
