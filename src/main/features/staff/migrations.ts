import type { Migration } from '../../replica/db.ts';

/** kind 2 in `phone`: an extension of the house (src/main/calls/caller-lookup.ts). */
export const migrations: readonly Migration[] = [
  {
    id: '2026-11-21-staff',
    sql: `
      CREATE TABLE staff (
        id TEXT PRIMARY KEY, scope_id TEXT NOT NULL, ver INTEGER NOT NULL,
        name TEXT NOT NULL, short_name TEXT NOT NULL, extension TEXT, mail TEXT
      ) STRICT, WITHOUT ROWID;

      CREATE TRIGGER staff_phone_insert AFTER INSERT ON staff WHEN new.extension IS NOT NULL BEGIN
        INSERT OR REPLACE INTO phone (digits, kind, ref_type, ref_id, contact_id)
        VALUES (new.extension, 2, 'staff', new.id, new.id);
      END;
      CREATE TRIGGER staff_phone_delete AFTER DELETE ON staff WHEN old.extension IS NOT NULL BEGIN
        DELETE FROM phone WHERE digits = old.extension AND kind = 2 AND contact_id = old.id;
      END;
      CREATE TRIGGER staff_phone_update AFTER UPDATE OF extension ON staff BEGIN
        DELETE FROM phone WHERE digits = old.extension AND kind = 2 AND contact_id = old.id;
        INSERT OR REPLACE INTO phone (digits, kind, ref_type, ref_id, contact_id)
        SELECT new.extension, 2, 'staff', new.id, new.id WHERE new.extension IS NOT NULL;
      END;
    `,
  },
  {
    id: '2026-11-22-staff-left',
    sql: 'ALTER TABLE staff ADD COLUMN left_at INTEGER;',
  },
  {
    id: '2026-11-22-staff-entry',
    sql: `
      CREATE TABLE staff_entry (
        id TEXT PRIMARY KEY, scope_id TEXT NOT NULL, ver INTEGER NOT NULL,
        job TEXT NOT NULL, department TEXT NOT NULL, place TEXT NOT NULL, responsibilities TEXT NOT NULL,
        hours TEXT NOT NULL, phone TEXT NOT NULL
      ) STRICT;

      CREATE TABLE staff_photo (
        id TEXT PRIMARY KEY, scope_id TEXT NOT NULL, ver INTEGER NOT NULL,
        type TEXT NOT NULL, data TEXT NOT NULL
      ) STRICT;
    `,
  },
  {
    // A page of the sync sets every column anew.
    id: '2026-11-22-staff-unchanged',
    sql: `
      DROP TRIGGER staff_phone_update;
      CREATE TRIGGER staff_phone_update AFTER UPDATE OF extension ON staff WHEN old.extension IS NOT new.extension BEGIN
        DELETE FROM phone WHERE digits = old.extension AND kind = 2 AND contact_id = old.id;
        INSERT OR REPLACE INTO phone (digits, kind, ref_type, ref_id, contact_id)
        SELECT new.extension, 2, 'staff', new.id, new.id WHERE new.extension IS NOT NULL;
      END;
    `,
  },
];
