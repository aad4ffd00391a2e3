import type { Migration } from '../../replica/db.ts';

/** A restricted party's numbers still lead to it, where nothing else of it is left on the replica. */
const phoneRows = `
  INSERT OR IGNORE INTO phone (digits, kind, ref_type, ref_id, contact_id)
  SELECT value, 0, 'party', new.party_id, new.id FROM json_each(new.numbers) WHERE new.lifted_at IS NULL;`;
const noPhoneRows = `
  DELETE FROM phone WHERE kind = 0 AND contact_id = old.id AND digits IN (SELECT value FROM json_each(old.numbers));`;

export const migrations: readonly Migration[] = [
  {
    id: '2026-11-22-person-rights',
    sql: `
      CREATE TABLE erasure (
        id TEXT PRIMARY KEY, scope_id TEXT NOT NULL, ver INTEGER NOT NULL,
        marks TEXT NOT NULL, reason TEXT NOT NULL, erased_by TEXT NOT NULL, erased_at INTEGER NOT NULL
      ) STRICT;

      CREATE TABLE party_restriction (
        id TEXT PRIMARY KEY, scope_id TEXT NOT NULL, ver INTEGER NOT NULL,
        party_id TEXT NOT NULL, reason TEXT NOT NULL, until TEXT, set_by TEXT NOT NULL, set_at INTEGER NOT NULL,
        lifted_by TEXT, lifted_at INTEGER
      ) STRICT;
      CREATE INDEX party_restriction_by_party ON party_restriction (party_id);
    `,
  },
  {
    id: '2026-11-23-person-rights-numbers',
    sql: `
      ALTER TABLE party_restriction ADD COLUMN numbers TEXT NOT NULL DEFAULT '[]';
      CREATE TRIGGER party_restriction_phone_insert AFTER INSERT ON party_restriction BEGIN ${phoneRows} END;
      CREATE TRIGGER party_restriction_phone_delete AFTER DELETE ON party_restriction BEGIN ${noPhoneRows} END;
      CREATE TRIGGER party_restriction_phone_update AFTER UPDATE OF numbers, party_id, lifted_at ON party_restriction
      BEGIN ${noPhoneRows} ${phoneRows} END;
    `,
  },
];
