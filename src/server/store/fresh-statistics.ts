import type { Pool } from 'pg';
import type { Service } from '#shared/kernel/service.ts';

export interface FreshStatisticsOptions {
  /** What it is asked through owns the tables; where it does not, nothing comes of it. */
  readonly pool: Pick<Pool, 'query'>;
  readonly onError: (error: unknown) => void;
  /** ms from the first write to a look; default: 2 s, for the database itself tells a second late. */
  readonly afterMs?: number;
}

interface Grown {
  readonly name: string;
  /** Those of its indexes. */
  readonly columns: string;
  readonly rows: number;
}

/**
 * PostgreSQL chooses its ways by what it last counted, and counts a table a minute after it has grown, or later. An
 * import fills empty tables faster: each row was then looked up among all of its tenant. So a table that holds four
 * times what was counted is counted at once, in the columns by which it is found.
 *
 * ```
 * idle ──written──▶ waiting ──2 s──▶ looking ──▶ idle          looking ──an error──▶ off: no such database
 * ```
 */
export class FreshStatistics implements Service {
  readonly #options: FreshStatisticsOptions;
  /** By table: the rows it had when it was counted, whether or not that did anything. */
  readonly #counted = new Map<string, number>();
  #timer: NodeJS.Timeout | undefined;
  #looking: Promise<void> = Promise.resolve();
  #isOff = false;

  constructor(options: FreshStatisticsOptions) {
    this.#options = options;
  }

  start(): void {}

  async stop(): Promise<void> {
    this.#isOff = true;
    clearTimeout(this.#timer);
    await this.#looking;
  }

  /** Rows were written. */
  note(): void {
    if (this.#timer || this.#isOff) return;
    this.#timer = setTimeout(() => {
      this.#looking = this.#look()
        .catch((error: unknown) => {
          this.#isOff = true;
          this.#options.onError(error);
        })
        .finally(() => (this.#timer = undefined));
    }, this.#options.afterMs ?? AFTER_MS);
  }

  async #look(): Promise<void> {
    const { pool } = this.#options;
    const { rows: grown } = await pool.query<Grown>(FIND, [LEAST_ROWS, GROWTH]);
    for (const { name, columns, rows } of grown) {
      if (this.#isOff || rows <= (this.#counted.get(name) ?? 0) * GROWTH) continue;
      this.#counted.set(name, rows);
      // Both come quoted from the database's own catalogue. Whoever is at the table already goes first.
      await pool.query(`ANALYZE (SKIP_LOCKED) ${name} (${columns})`);
    }
  }
}

const AFTER_MS = 2_000;
/** Below that any way is a short one. */
const LEAST_ROWS = 500;
const GROWTH = 4;

const FIND = `
  SELECT c.oid::regclass::text AS name, s.n_live_tup::float8 AS rows,
         (SELECT string_agg(DISTINCT quote_ident(a.attname), ', ')
          FROM pg_index i JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = ANY (i.indkey)
          WHERE i.indrelid = c.oid) AS columns
  FROM pg_stat_user_tables s JOIN pg_class c ON c.oid = s.relid
  WHERE s.schemaname = current_schema() AND c.relhasindex AND s.n_live_tup > $1 AND s.n_live_tup > c.reltuples * $2`;
