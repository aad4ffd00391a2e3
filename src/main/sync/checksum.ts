import type { Column, Table } from '#shared/rows/table.ts';
import { CONTENT_MODULUS, VER_MODULUS } from '#shared/sync/checksum.ts';
import type { RangeSum } from '#shared/sync/protocol.ts';
import type { ReadableDb } from '../replica/db.ts';

/** Rows looked at in one go: some ms, so that a call never waits longer. */
const PORTION = 1_000;

/**
 * A table's sums (src/shared/sync/checksum.ts); `pause` is waited for between portions. Only of a replica that does
 * not change meanwhile is the result of one moment.
 */
export async function sumTable(
  db: ReadableDb,
  table: Table,
  size: number,
  pause: () => Promise<void>,
): Promise<readonly RangeSum[]> {
  const found = new Map<number, { rows: number; vers: number; content: number }>();
  const endOf = db.prepare<[string], { id: string }>(
    `SELECT id FROM ${table.name} WHERE id > ? ORDER BY id LIMIT 1 OFFSET ${PORTION - 1}`,
  );
  const portion = db.prepare<[string, string | null], Omit<RangeSum, 'tbl'>>(
    // Not a parameter: bound numbers are floating, and so would the division be.
    `SELECT ver / ${Math.trunc(size)} AS "index", count(*) AS rows, sum(${VERS}) AS vers, sum(${contentSum(table)}) AS content
     FROM ${table.name} WHERE id > ? AND id <= coalesce(?, x'') GROUP BY 1`,
  );
  for (let from: string | undefined = ''; from !== undefined;) {
    const end: string | undefined = endOf.get(from)?.id;
    // A blob is beyond every text.
    for (const { index, rows, vers, content } of portion.all(from, end ?? null)) {
      const sum = found.get(index) ?? { rows: 0, vers: 0, content: 0 };
      found.set(index, { rows: sum.rows + rows, vers: sum.vers + vers, content: sum.content + content });
    }
    from = end;
    await pause();
  }
  return [...found].map(([index, sum]) => ({ tbl: table.name, index, ...sum }));
}

/** The sums of one range alone. */
export function sumRange(db: ReadableDb, table: Table, index: number, size: number): RangeSum {
  const sum = db
    .prepare<[number, number], Pick<RangeSum, 'rows' | 'vers' | 'content'>>(
      `SELECT count(*) AS rows, coalesce(sum(${VERS}), 0) AS vers, coalesce(sum(${contentSum(table)}), 0) AS content
       FROM ${table.name} WHERE ver >= ? AND ver < ?`,
    )
    .get(index * size, (index + 1) * size);
  return { tbl: table.name, index, rows: sum?.rows ?? 0, vers: sum?.vers ?? 0, content: sum?.content ?? 0 };
}

const VERS = `(ver % ${VER_MODULUS}) * (ver % ${VER_MODULUS}) % ${VER_MODULUS}`;

function contentSum({ columnNames, columns }: Table): string {
  return columnNames.flatMap((name) => contentOf(name, columns[name])).join(' + ') || '0';
}

/** SQLite counts a text's code points, as PostgreSQL does. */
function contentOf(name: string, column: Column | undefined): readonly string[] {
  if (column?.kind === 'text') return [`coalesce(length("${name}"), 0)`];
  if (column?.kind === 'integer') return [`abs(coalesce("${name}", 0) % ${CONTENT_MODULUS})`];
  return column?.kind === 'boolean' ? [`coalesce("${name}", 0)`] : [];
}
