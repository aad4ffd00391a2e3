import type { Tx } from '#server/store/store.ts';

/** A column whose values nobody may read who reads the database. */
export interface SecretColumn {
  readonly table: string;
  readonly column: string;
  /** Names the row within its tenant: the rest of its primary key, or the tenant's own column. */
  readonly rowId: string;
  readonly type: 'text' | 'bytea';
  /**
   * What takes the place of a value whose key is gone for good: another one; null: none; undefined: its row was
   * removed.
   */
  whenLost(tx: Tx, row: string): Promise<string | null | undefined>;
}
