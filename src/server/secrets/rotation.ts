import type { Store, Tx } from '#server/store/store.ts';
import type { SecretColumn } from './secret-column.ts';
import { isSealed, keyIdOf } from './sealed-value.ts';
import { keysInUse, UNSEALED } from './secrets.ts';
import type { Secrets } from './secrets.ts';
import type { Keys } from './keys.ts';

export interface Resealed {
  /** Values that were sealed anew, or for the first time. */
  readonly sealed: number;
  /** Values whose key is gone. */
  readonly lost: number;
}

export interface ResealDeps {
  readonly store: Store;
  readonly secrets: Secrets;
  readonly keys: Keys;
  readonly columns: readonly SecretColumn[];
  /** What is written with it, in the tenant's transaction. */
  readonly note?: (tx: Tx, done: Resealed) => Promise<void>;
}

/** What older versions left readable. Several nodes may do so at once. @returns how many values */
export async function sealPlaintext(deps: ResealDeps): Promise<number> {
  let sealed = 0;
  for (const { tenantId, keyId } of await keysInUse(deps.store))
    if (keyId === UNSEALED)
      sealed += (await deps.store.withTenant(tenantId, (tx) => reseal(tx, deps, 'fail'))).sealed;
  return sealed;
}

/** Everything under the first key; the others are needed by no value then. Each tenant is a transaction. */
export async function resealAll(deps: ResealDeps, onLost: 'fail' | 'drop'): Promise<Resealed> {
  const tenants = new Set((await keysInUse(deps.store)).map(({ tenantId }) => tenantId));
  let all: Resealed = { sealed: 0, lost: 0 };
  for (const tenantId of tenants) {
    const done = await deps.store.withTenant(tenantId, (tx) => reseal(tx, deps, onLost));
    all = { sealed: all.sealed + done.sealed, lost: all.lost + done.lost };
  }
  return all;
}

/**
 * The tenant's rows of `secret_key` are locked first. Whoever seals something writes one of them: either it waits for
 * this, or this waits for it and then finds what it wrote.
 */
async function reseal(tx: Tx, deps: ResealDeps, onLost: 'fail' | 'drop'): Promise<Resealed> {
  const { columns, keys, note } = deps;
  await tx.query('SELECT FROM secret_key WHERE tenant_id = $1 ORDER BY key_id FOR UPDATE', [tx.tenantId]);
  // While nothing is sealed with a lost key, nothing is in the way of sealing with another.
  if (onLost === 'drop')
    await tx.query('DELETE FROM secret_key WHERE tenant_id = $1 AND key_id <> ALL ($2)', [
      tx.tenantId,
      keys.map(({ id }) => id),
    ]);
  let all = { sealed: 0, lost: 0, left: 0 };
  for (const column of columns) {
    const done = await resealColumn(tx, deps, { column, onLost });
    all = { sealed: all.sealed + done.sealed, lost: all.lost + done.lost, left: all.left + done.left };
  }
  const needed = all.left === 0 ? [] : [keys[0].id];
  await tx.query('DELETE FROM secret_key WHERE tenant_id = $1 AND key_id <> ALL ($2)', [tx.tenantId, needed]);
  if (all.sealed + all.lost > 0) await note?.(tx, all);
  return all;
}

interface ColumnWork {
  readonly column: SecretColumn;
  readonly onLost: 'fail' | 'drop';
}

async function resealColumn(
  tx: Tx,
  { secrets, keys }: ResealDeps,
  { column: spec, onLost }: ColumnWork,
): Promise<Resealed & { readonly left: number }> {
  const { table, column, rowId, type } = spec;
  const rows = await tx.query<{ row: string; value: Buffer | string }>(
    `SELECT ${rowId}::text AS row, ${column} AS value FROM ${table}
     WHERE tenant_id = $1 AND ${column} IS NOT NULL ORDER BY ${rowId} FOR UPDATE`,
    [tx.tenantId],
  );
  const write = (row: string, value: string | null): Promise<unknown> =>
    tx.query(`UPDATE ${table} SET ${column} = $3 WHERE tenant_id = $1 AND ${rowId}::text = $2`, [
      tx.tenantId,
      row,
      value !== null && type === 'bytea' ? Buffer.from(value, 'latin1') : value,
    ]);
  let [sealed, lost, left] = [0, 0, rows.length];
  for (const { row, value } of rows) {
    const place = { table, column, row };
    const text = typeof value === 'string' ? value : value.toString('latin1');
    const keyId = keyIdOf(text);
    if (keyId === keys[0].id) continue;
    if (onLost === 'drop' && keyId !== undefined && !keys.some(({ id }) => id === keyId)) {
      const other = await spec.whenLost(tx, row);
      if (other !== undefined) await write(row, other === null ? null : await secrets.seal(tx, place, other));
      if (other === undefined || other === null) left -= 1;
      lost += 1;
      continue;
    }
    const plain = isSealed(text) ? await secrets.open(tx, place, text) : value;
    await write(row, await secrets.seal(tx, place, plain));
    sealed += 1;
  }
  return { sealed, lost, left };
}
