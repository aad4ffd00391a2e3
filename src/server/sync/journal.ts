import type { Tx } from '#server/store/store.ts';
import type { CommandNumber, Outcome } from '#shared/sync/protocol.ts';

export interface Change {
  readonly ver: number;
  readonly tbl: string;
  readonly pk: string;
  readonly op: 'insert' | 'update' | 'remove';
  readonly scopeBefore: string | null;
  readonly scopeAfter: string | null;
}

/** Who decided what: the same for all entries of one command. */
export interface Origin {
  readonly client: string;
  readonly mid: number;
  readonly actor: string;
  /** By the device's clock, ms; display only. */
  readonly clientTime: number;
}

/** The field that stands for the whole row. */
export const WHOLE_ROW = '*';

export interface HistoryEntry {
  readonly tbl: string;
  readonly pk: string;
  readonly field: string;
  readonly ver: number;
  readonly outcome: Outcome['outcome'];
  /** What the person saw; undefined when the command did not tell. */
  readonly base: unknown;
  readonly old: unknown;
  readonly new: unknown;
  readonly origin: Origin;
}

export interface Result extends Outcome {
  readonly client: string;
  readonly ver: number;
  /** Only of a rejected command: itself. */
  readonly command?: unknown;
  /** Tells another command under the same number: see clones.ts. */
  readonly digest?: string;
  /** The number it was written under, where that is another one: see repeats.ts. */
  readonly firstAs?: CommandNumber | undefined;
}

export type Mark = Readonly<Record<'ver' | 'changes' | 'history', number>>;

/**
 * What one transaction adds to the tenant's log. It is kept in memory until {@link writeJournal}, and goes back to a
 * mark together with a savepoint. The tenant's clock must be locked while one is open.
 */
export class Journal {
  readonly changes: Change[] = [];
  readonly history: HistoryEntry[] = [];
  readonly results: Result[] = [];
  #ver: number;

  constructor(ver: number) {
    this.#ver = ver;
  }

  get ver(): number {
    return this.#ver;
  }

  takeVer(): number {
    this.#ver += 1;
    return this.#ver;
  }

  mark(): Mark {
    return { ver: this.#ver, changes: this.changes.length, history: this.history.length };
  }

  /** Forgets everything since the mark and returns the history that was to be. */
  rollBack(mark: Mark): readonly HistoryEntry[] {
    this.#ver = mark.ver;
    this.changes.length = mark.changes;
    return this.history.splice(mark.history);
  }
}

/** Writes everything in three statements, whatever the number of entries. */
export async function writeJournal(tx: Tx, journal: Journal, decidedAt: number): Promise<void> {
  const { changes, history, results } = journal;
  if (changes.length > 0) {
    await tx.query(INSERT_CHANGES, [
      tx.tenantId,
      changes.map(({ ver }) => ver),
      changes.map(({ tbl }) => tbl),
      changes.map(({ pk }) => pk),
      changes.map(({ op }) => op),
      changes.map(({ scopeBefore }) => scopeBefore),
      changes.map(({ scopeAfter }) => scopeAfter),
    ]);
  }
  if (history.length > 0) {
    await tx.query(INSERT_HISTORY, [
      tx.tenantId,
      decidedAt,
      history.map(({ tbl }) => tbl),
      history.map(({ pk }) => pk),
      history.map(({ field }) => field),
      history.map(({ origin }) => origin.client),
      history.map(({ origin }) => origin.mid),
      history.map((_, index) => index),
      history.map(({ ver }) => ver),
      history.map(({ outcome }) => outcome),
      history.map(({ base }) => toJson(base)),
      history.map((entry) => toJson(entry.old)),
      history.map((entry) => toJson(entry.new)),
      history.map(({ origin }) => origin.actor),
      history.map(({ origin }) => origin.clientTime),
    ]);
  }
  if (results.length > 0) {
    await tx.query(INSERT_RESULTS, [
      tx.tenantId,
      results.map(({ client }) => client),
      results.map(({ mid }) => mid),
      results.map(({ outcome }) => outcome),
      results.map(({ detail }) => toJson(detail)),
      results.map(({ ver }) => ver),
      results.map(({ command }) => toJson(command)),
      results.map(({ digest }) => digest ?? null),
      decidedAt,
      results.map(({ firstAs }) => firstAs?.client ?? null),
      results.map(({ firstAs }) => firstAs?.mid ?? null),
    ]);
  }
}

/** SQL null for what is not there; a JSON null stays one. */
function toJson(value: unknown): string | null {
  return value === undefined ? null : JSON.stringify(value);
}

const INSERT_CHANGES = `
  INSERT INTO change_log (tenant_id, ver, tbl, pk, op, scope_before, scope_after)
  SELECT $1, * FROM unnest($2::bigint[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[])`;

const INSERT_HISTORY = `
  INSERT INTO field_history
    (tenant_id, decided_at, tbl, pk, field, client, mid, seq, ver, outcome, base, old, new, actor, client_time)
  SELECT $1, $2::bigint, * FROM unnest(
    $3::text[], $4::text[], $5::text[], $6::text[], $7::bigint[], $8::integer[], $9::bigint[], $10::text[],
    $11::json[], $12::json[], $13::json[], $14::text[], $15::double precision[])`;

const INSERT_RESULTS = `
  INSERT INTO mutation_result
    (tenant_id, client, mid, outcome, detail, ver, command, digest, first_client, first_mid, decided_at)
  SELECT $1, *, $9::bigint
  FROM unnest($2::text[], $3::bigint[], $4::text[], $5::json[], $6::bigint[], $7::json[], $8::text[],
              $10::text[], $11::bigint[])`;
