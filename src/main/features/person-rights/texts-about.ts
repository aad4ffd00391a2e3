import type { Table } from '#shared/rows/table.ts';
import type { ReadableDb } from '../../replica/db.ts';

export interface Mention {
  readonly table: string;
  readonly id: string;
  /** The text around the name. */
  readonly text: string;
}

const AROUND = 60;
/** As many as a person looks through. */
const MOST = 50;

/**
 * Rows in whose text this name stands and that are none of these. What they say may be about the person or about a
 * namesake: a person must read them.
 */
export function mentionsOf(
  db: ReadableDb,
  tables: ReadonlyMap<string, Table>,
  { name, except }: { readonly name: string; readonly except: ReadonlySet<string> },
): readonly Mention[] {
  if (name.length < 3) return [];
  const found: Mention[] = [];
  for (const table of tables.values())
    for (const [column, { kind }] of Object.entries(table.columns)) {
      if (kind !== 'text' || NAMES_ONLY.has(`${table.name}.${column}`)) continue;
      const rows = db
        .prepare<[string, number], { id: string; text: string }>(
          `SELECT id, ${column} AS text FROM ${table.name} WHERE instr(${column}, ?) > 0 LIMIT ?`,
        )
        .all(name, MOST + except.size);
      for (const { id, text } of rows) {
        if (except.has(`${table.name}/${id}`)) continue;
        found.push({ table: table.name, id, text: around(text, name) });
        if (found.length === MOST) return found;
      }
    }
  return found;
}

/** A namesake is no mention. */
const NAMES_ONLY: ReadonlySet<string> = new Set(['party.name', 'party.sort_name', 'staff.name']);

function around(text: string, name: string): string {
  const at = text.indexOf(name);
  const [from, to] = [Math.max(0, at - AROUND), Math.min(text.length, at + name.length + AROUND)];
  return `${from > 0 ? '…' : ''}${text.slice(from, to)}${to < text.length ? '…' : ''}`;
}
