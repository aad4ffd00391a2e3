import type Database from 'better-sqlite3';
import { decodeRow } from '#main/replica/rows.ts';
import type { StoredRow } from '#main/replica/rows.ts';
import type { SyncState } from '#main/replica/sync-state.ts';
import type { Actor } from '#shared/commands/command.ts';
import type { AnyRow, Table } from '#shared/rows/table.ts';
import type { Base } from '#shared/sync/protocol.ts';
import { tagOf } from './model.ts';
import { prepareOnce } from './prepare-once.ts';
import type { Waiting } from './replay.ts';

interface OutboxRow {
  readonly mid: number;
  readonly name: string;
  readonly args: string;
  readonly base: string;
  readonly at: number;
  readonly actor: string;
  readonly scope_id: string;
  readonly rerun_error: string | null;
}

interface ShadowRow {
  readonly tbl: string;
  readonly pk: string;
  readonly row: string | null;
}

export interface Pending extends Waiting {
  readonly tag: string;
  readonly base: Base;
  readonly refuses: boolean;
}

interface State extends SyncState {
  /** JSON list of `table.column`. */
  readonly known_columns: string;
}

/** What was seen at one commit. */
export interface Sight {
  readonly state: State;
  readonly live: ReadonlyMap<string, AnyRow>;
  readonly image: ReadonlyMap<string, AnyRow>;
  readonly shadows: ReadonlySet<string>;
  readonly pending: readonly Pending[];
}

const all = (raw: Database.Database, sql: string): readonly unknown[] => prepareOnce(raw, sql).all();

/** Reads a desk's file, past the faults. */
export function see(raw: Database.Database, tables: readonly Table[]): Sight {
  const live = new Map<string, AnyRow>();
  const known = new Map(tables.map((table) => [table.name, table]));
  for (const table of tables) {
    for (const row of all(raw, `SELECT * FROM ${table.name}`) as StoredRow[])
      live.set(`${table.name}/${String(row['id'])}`, decodeRow(table, row));
  }
  const image = new Map(live);
  const shadows = new Set<string>();
  for (const { tbl, pk, row } of all(raw, 'SELECT * FROM shadow') as ShadowRow[]) {
    const key = `${tbl}/${pk}`;
    const table = known.get(tbl);
    shadows.add(key);
    if (row === null) image.delete(key);
    else if (table) image.set(key, decodeRow(table, JSON.parse(row) as StoredRow));
  }
  const [state] = all(raw, 'SELECT * FROM sync_state') as State[];
  if (!state) throw new Error('sync_state has lost its row');
  const outbox = all(raw, 'SELECT * FROM outbox ORDER BY mid') as OutboxRow[];
  const pending = outbox.map((row) => {
    const args = JSON.parse(row.args) as unknown;
    return {
      tag: tagOf(args),
      name: row.name,
      args,
      base: JSON.parse(row.base) as Base,
      at: row.at,
      actor: JSON.parse(row.actor) as Actor,
      scopeId: row.scope_id,
      refuses: row.rerun_error !== null,
    };
  });
  return { state, live, image, shadows, pending };
}

/** Tags of the commands on its lists of what was refused or late. */
export function unmet(raw: Database.Database): ReadonlySet<string> {
  const rows = all(raw, 'SELECT args FROM rejected_command UNION ALL SELECT args FROM conflict_inbox') as {
    args: string;
  }[];
  return new Set(rows.map(({ args }) => tagOf(JSON.parse(args))));
}
