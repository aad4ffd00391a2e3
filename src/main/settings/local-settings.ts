import type { ReadableDb, WritableDb } from '../replica/db.ts';

/** Small things this desk keeps for itself, as JSON by name, in the encrypted replica. */
export interface LocalSettings {
  get(key: string): unknown;
  /** null removes it. */
  set(key: string, value: unknown): void;
}

export function createLocalSettings(
  db: ReadableDb,
  write: (tables: readonly string[], body: (db: WritableDb) => void) => void,
): LocalSettings {
  return {
    get(key) {
      const row = db
        .prepare<[string], { value: string }>('SELECT value FROM local_setting WHERE key = ?')
        .get(key);
      return row === undefined ? undefined : (JSON.parse(row.value) as unknown);
    },
    set(key, value) {
      write(['local_setting'], (writable) => {
        if (value === null || value === undefined)
          writable.prepare('DELETE FROM local_setting WHERE key = ?').run(key);
        else
          writable
            .prepare('INSERT OR REPLACE INTO local_setting (key, value) VALUES (?, ?)')
            .run(key, JSON.stringify(value));
      });
    },
  };
}
