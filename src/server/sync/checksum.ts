import type { Principal } from '#server/auth/principal.ts';
import { isUnrestricted } from '#server/auth/visible.ts';
import type { Store, Tx } from '#server/store/store.ts';
import type { Column, Table } from '#shared/rows/table.ts';
import type {
  ChecksumReply,
  ChecksumRequest,
  RangeReply,
  RangeRequest,
  RangeSum,
  RowChange,
} from '#shared/sync/protocol.ts';
import { CONTENT_MODULUS, VER_MODULUS } from '#shared/sync/checksum.ts';
import { readClock } from './tenant-clock.ts';

export interface ChecksumDeps {
  readonly store: Store;
  readonly tables: ReadonlyMap<string, Table>;
}

/** Digests of everything a desk with this cursor holds, of one moment. */
export async function checksums(
  principal: Principal,
  request: ChecksumRequest,
  { store, tables }: ChecksumDeps,
): Promise<ChecksumReply> {
  return store.withSnapshot(principal.actor.tenantId, async (tx): Promise<ChecksumReply> => {
    if (!(await isThere(tx, principal, request))) return { kind: 'moved' };
    const sums: RangeSum[] = [];
    for (const name of request.tables) {
      const table = tables.get(name);
      if (table) sums.push(...(await sumTable(tx, table, principal.scopeIds, request.size)));
    }
    return { kind: 'sums', sums };
  });
}

/** All rows of one range, for a desk whose digest of it is another one. */
export async function rowsOfRange(
  principal: Principal,
  request: RangeRequest,
  { store, tables }: ChecksumDeps,
): Promise<RangeReply> {
  return store.withSnapshot(principal.actor.tenantId, async (tx): Promise<RangeReply> => {
    const table = tables.get(request.tbl);
    if (!table || !(await isThere(tx, principal, request))) return { kind: 'moved' };
    const { index, size } = request;
    const columns = ['id', 'scope_id', 'ver', ...table.columnNames].map((name) => `"${name}"`).join(', ');
    const rows = await tx.query<
      Readonly<Record<string, unknown>> & { readonly id: string; readonly ver: number }
    >(
      `SELECT ${columns} FROM "${table.name}"
       WHERE tenant_id = $1 AND NOT deleted AND scope_id = ANY($2) AND ver >= $3 AND ver < $4 ORDER BY ver`,
      [tx.tenantId, principal.scopeIds, index * size, (index + 1) * size],
    );
    const changes = rows.map((row): RowChange => ({ tbl: table.name, pk: row.id, ver: row.ver, row }));
    return { kind: 'rows', rows: changes };
  });
}

async function isThere(
  tx: Tx,
  principal: Principal,
  { epoch, cursor, scopes }: Pick<ChecksumRequest, 'epoch' | 'cursor' | 'scopes'>,
): Promise<boolean> {
  // What is kept from somebody is not told by its digest either.
  if (!isUnrestricted(principal)) return false;
  const { scopeIds } = principal;
  const clock = await readClock(tx);
  const isSame = JSON.stringify(scopes.toSorted()) === JSON.stringify(scopeIds.toSorted());
  return isSame && clock.epoch === epoch && clock.ver === cursor;
}

/** The same sums as src/main/sync/checksum.ts makes in SQLite; what they are is in src/shared/sync/checksum.ts. */
async function sumTable(
  tx: Tx,
  table: Table,
  scopeIds: readonly string[],
  size: number,
): Promise<readonly RangeSum[]> {
  const content = table.columnNames.flatMap((name) => contentOf(name, table.columns[name])).join(' + ');
  const rows = await tx.query<Omit<RangeSum, 'tbl'>>(
    `SELECT ver / $3::bigint AS index, count(*) AS rows,
            (sum((ver % ${VER_MODULUS}) * (ver % ${VER_MODULUS}) % ${VER_MODULUS}))::bigint AS vers,
            (sum(${content || '0'}))::bigint AS content
     FROM "${table.name}" WHERE tenant_id = $1 AND NOT deleted AND scope_id = ANY($2) GROUP BY 1 ORDER BY 1`,
    [tx.tenantId, scopeIds, size],
  );
  return rows.map((row) => ({ tbl: table.name, ...row }));
}

function contentOf(name: string, column: Column | undefined): readonly string[] {
  if (column?.kind === 'text') return [`coalesce(length("${name}"), 0)`];
  if (column?.kind === 'integer') return [`abs(coalesce("${name}", 0) % ${CONTENT_MODULUS})`];
  return column?.kind === 'boolean' ? [`coalesce("${name}"::int, 0)`] : [];
}
