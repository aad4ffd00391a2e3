import type { Migration } from '../../replica/db.ts';

/**
 * A row the walk has not come to yet needs no mark: it will be looked at anyway. Marked twice is asked for, not ignored:
 * within an upsert, SQLite does not heed an OR IGNORE of the trigger.
 */
const mark = (partyId: string): string => `
  INSERT INTO duplicate_dirty (party_id)
  SELECT p.id FROM party p, duplicate_walk w WHERE p.id = ${partyId} AND p.rowid <= w.reached
    AND NOT EXISTS (SELECT 1 FROM duplicate_dirty d WHERE d.party_id = p.id);`;

/** A page of the sync sets every column anew: what is listed after OF has been set, not changed. */
const changed = (columns: string): string =>
  columns
    .split(', ')
    .map((column) => `old.${column} IS NOT new.${column}`)
    .join(' OR ');

const looked = 'kind, name, first_name, last_name, birth_date, street, postal_code, city, merged_into';
const lookedOfContact = 'party_id, digits, raw, state';

/**
 * This desk's own knowledge of who is like whom: `duplicate_key` (shared/features/duplicates/keys.ts, by rowid of the
 * party), `duplicate_pair` (what was found). Triggers mark what has changed, in plain SQL; the finder does the rest.
 * A key may be stale: a party it leads to is compared as it is.
 */
export const migrations: readonly Migration[] = [
  {
    id: '2026-11-24-duplicates',
    sql: `
      CREATE TABLE not_duplicate (
        id TEXT PRIMARY KEY, scope_id TEXT NOT NULL, ver INTEGER NOT NULL,
        low_id TEXT NOT NULL, high_id TEXT NOT NULL, decided_by TEXT NOT NULL, decided_at INTEGER NOT NULL
      ) STRICT;
      CREATE INDEX not_duplicate_by_low ON not_duplicate (low_id, high_id);
      CREATE INDEX not_duplicate_by_high ON not_duplicate (high_id, low_id);

      CREATE TABLE party_merge (
        id TEXT PRIMARY KEY, scope_id TEXT NOT NULL, ver INTEGER NOT NULL,
        kept_id TEXT NOT NULL, dropped_id TEXT NOT NULL, merged_by TEXT NOT NULL, merged_at INTEGER NOT NULL,
        undone_by TEXT, undone_at INTEGER
      ) STRICT;
      CREATE INDEX party_merge_by_kept ON party_merge (kept_id);
      CREATE INDEX party_merge_by_dropped ON party_merge (dropped_id);

      CREATE TABLE party_merge_item (
        id TEXT PRIMARY KEY, scope_id TEXT NOT NULL, ver INTEGER NOT NULL,
        merge_id TEXT NOT NULL, tbl TEXT NOT NULL, pk TEXT NOT NULL, field TEXT NOT NULL, depth INTEGER NOT NULL,
        old TEXT, new TEXT, old_health TEXT, new_health TEXT, old_birth_date TEXT, new_birth_date TEXT
      ) STRICT;
      CREATE INDEX party_merge_item_by_merge ON party_merge_item (merge_id);
      CREATE INDEX party_merge_item_by_row ON party_merge_item (pk, field);

      CREATE TABLE duplicate_key (key INTEGER NOT NULL, party INTEGER NOT NULL, PRIMARY KEY (key, party))
        STRICT, WITHOUT ROWID;
      CREATE TABLE duplicate_pair (
        low_id TEXT NOT NULL, high_id TEXT NOT NULL, score INTEGER NOT NULL, reasons TEXT NOT NULL,
        PRIMARY KEY (low_id, high_id)
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX duplicate_pair_by_high ON duplicate_pair (high_id);
      CREATE INDEX duplicate_pair_by_score ON duplicate_pair (score DESC);
      CREATE TABLE duplicate_dirty (party_id TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
      CREATE TABLE duplicate_walk (reached INTEGER NOT NULL) STRICT;
      INSERT INTO duplicate_walk (reached) VALUES (0);

      -- A merge asks every table what points at a party.
      CREATE INDEX affiliation_by_department ON affiliation (department_id) WHERE department_id IS NOT NULL;
      CREATE INDEX callback_by_party ON callback (party_id) WHERE party_id IS NOT NULL;
      CREATE INDEX handover_by_party ON handover (party_id) WHERE party_id IS NOT NULL;

      CREATE TRIGGER party_duplicate_insert AFTER INSERT ON party BEGIN ${mark('new.id')} END;
      CREATE TRIGGER party_duplicate_update AFTER UPDATE OF ${looked} ON party BEGIN ${mark('new.id')} END;
      CREATE TRIGGER party_duplicate_delete AFTER DELETE ON party BEGIN
        DELETE FROM duplicate_pair WHERE low_id = old.id;
        DELETE FROM duplicate_pair WHERE high_id = old.id;
      END;
      CREATE TRIGGER contact_point_duplicate_insert AFTER INSERT ON contact_point BEGIN ${mark('new.party_id')} END;
      CREATE TRIGGER contact_point_duplicate_delete AFTER DELETE ON contact_point BEGIN ${mark('old.party_id')} END;
      CREATE TRIGGER contact_point_duplicate_update AFTER UPDATE OF party_id, digits, raw, state ON contact_point
      BEGIN ${mark('old.party_id')} ${mark('new.party_id')} END;
    `,
  },
  {
    id: '2026-11-25-duplicates-unchanged',
    sql: `
      DROP TRIGGER party_duplicate_update;
      CREATE TRIGGER party_duplicate_update AFTER UPDATE OF ${looked} ON party WHEN ${changed(looked)}
      BEGIN ${mark('new.id')} END;

      DROP TRIGGER contact_point_duplicate_update;
      CREATE TRIGGER contact_point_duplicate_update AFTER UPDATE OF ${lookedOfContact} ON contact_point
      WHEN ${changed(lookedOfContact)}
      BEGIN ${mark('old.party_id')} ${mark('new.party_id')} END;
    `,
  },
  {
    // While a desk is filled the walk has not begun: nothing is looked up for a row then.
    id: '2026-11-26-duplicates-new-rows',
    sql: `
      DROP TRIGGER party_duplicate_insert;
      CREATE TRIGGER party_duplicate_insert AFTER INSERT ON party
      WHEN new.rowid <= (SELECT reached FROM duplicate_walk)
      BEGIN ${mark('new.id')} END;

      DROP TRIGGER contact_point_duplicate_insert;
      CREATE TRIGGER contact_point_duplicate_insert AFTER INSERT ON contact_point
      WHEN (SELECT reached FROM duplicate_walk) > 0
      BEGIN ${mark('new.party_id')} END;
    `,
  },
];
