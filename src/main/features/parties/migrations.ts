import type { Migration } from '../../replica/db.ts';

/** The tokenizer folds what has an accent; these letters have none. The query folds the same (shared/text/fold.ts). */
const folded = (column: string): string =>
  `replace(replace(replace(${column}, 'ß', 'ss'), 'ẞ', 'SS'), 'ı', 'i')`;

/** As {@link folded}, for all letters of Latin alphabets that carry their mark inside. */
const foldedAll = (column: string): string =>
  [
    ['ø', 'o'],
    ['Ø', 'O'],
    ['đ', 'd'],
    ['Đ', 'D'],
    ['ł', 'l'],
    ['Ł', 'L'],
    ['æ', 'ae'],
    ['Æ', 'AE'],
    ['œ', 'oe'],
    ['Œ', 'OE'],
  ].reduce((sql, [letter, plain]) => `replace(${sql}, '${letter}', '${plain}')`, folded(column));

/** As {@link foldedAll}: a text of plain letters, one byte each, has none to fold, and thirteen times looking is most of a row. */
const foldedUnlessPlain = (column: string): string =>
  `CASE WHEN octet_length(${column}) = length(${column}) THEN ${column} ELSE ${foldedAll(column)} END`;

const indexed = (row: string, fold = foldedAll): string =>
  `${fold(`${row}.name`)}, ${fold(`${row}.city`)}, ${row}.postal_code`;

const phoneRows = `
  INSERT OR REPLACE INTO phone (digits, kind, ref_type, ref_id, contact_id)
  SELECT new.digits, 0, 'party', new.party_id, new.id WHERE new.digits IS NOT NULL AND new.state <> 'former'
  UNION ALL
  SELECT new.digits, 3, 'party', new.party_id, new.id WHERE new.digits IS NOT NULL AND new.state = 'former'
  UNION ALL
  SELECT new.stem, 1, 'party', new.party_id, new.id WHERE new.stem IS NOT NULL AND new.state <> 'former';`;

const noPhoneRows = `
  DELETE FROM phone WHERE digits = old.digits AND kind IN (0, 3) AND contact_id = old.id;
  DELETE FROM phone WHERE digits = old.stem AND kind = 1 AND contact_id = old.id;`;

/** A page of the sync sets every column anew: what is listed after OF has been set, not changed. */
const changed = (...columns: readonly string[]): string =>
  columns.map((column) => `old.${column} IS NOT new.${column}`).join(' OR ');

const phoneTriggers = `
  CREATE TRIGGER contact_point_phone_insert AFTER INSERT ON contact_point BEGIN ${phoneRows} END;
  CREATE TRIGGER contact_point_phone_delete AFTER DELETE ON contact_point BEGIN ${noPhoneRows} END;
  CREATE TRIGGER contact_point_phone_update AFTER UPDATE OF digits, stem, party_id, state ON contact_point
  BEGIN ${noPhoneRows} ${phoneRows} END;`;

/** The rows of {@link phoneRows}, for a first sync's sake without a compound query for each number. */
const newPhoneRows = `
  CREATE TRIGGER contact_point_phone_insert AFTER INSERT ON contact_point WHEN new.digits IS NOT NULL BEGIN
    INSERT OR REPLACE INTO phone (digits, kind, ref_type, ref_id, contact_id)
    VALUES (new.digits, CASE WHEN new.state = 'former' THEN 3 ELSE 0 END, 'party', new.party_id, new.id);
  END;
  CREATE TRIGGER contact_point_stem_insert AFTER INSERT ON contact_point
  WHEN new.stem IS NOT NULL AND new.state <> 'former' BEGIN
    INSERT OR REPLACE INTO phone (digits, kind, ref_type, ref_id, contact_id)
    VALUES (new.stem, 1, 'party', new.party_id, new.id);
  END;`;

/**
 * `phone` (kind 0 exact, 1 stem, 3 a number somebody once had) and `party_search` are projections, kept by triggers, so that they follow every
 * way a row can change: a command, a page of the sync, a rebase.
 */
export const migrations: readonly Migration[] = [
  {
    id: '2026-11-21-parties',
    sql: `
      CREATE TABLE party (
        id TEXT PRIMARY KEY, scope_id TEXT NOT NULL, ver INTEGER NOT NULL,
        kind TEXT NOT NULL, status TEXT NOT NULL, name TEXT NOT NULL, sort_name TEXT NOT NULL,
        customer_no TEXT, street TEXT, postal_code TEXT, city TEXT, note TEXT NOT NULL
      ) STRICT;
      CREATE INDEX party_by_name ON party (sort_name COLLATE NOCASE);
      CREATE INDEX party_by_customer_no ON party (customer_no) WHERE customer_no IS NOT NULL;

      CREATE TABLE contact_point (
        id TEXT PRIMARY KEY, scope_id TEXT NOT NULL, ver INTEGER NOT NULL,
        party_id TEXT NOT NULL, kind TEXT NOT NULL, label TEXT NOT NULL, raw TEXT NOT NULL,
        digits TEXT, stem TEXT
      ) STRICT;
      CREATE INDEX contact_point_by_party ON contact_point (party_id);

      CREATE TRIGGER contact_point_phone_insert AFTER INSERT ON contact_point BEGIN
        INSERT OR REPLACE INTO phone (digits, kind, ref_type, ref_id, contact_id)
        SELECT new.digits, 0, 'party', new.party_id, new.id WHERE new.digits IS NOT NULL
        UNION ALL
        SELECT new.stem, 1, 'party', new.party_id, new.id WHERE new.stem IS NOT NULL;
      END;
      CREATE TRIGGER contact_point_phone_delete AFTER DELETE ON contact_point BEGIN
        DELETE FROM phone WHERE digits = old.digits AND kind = 0 AND contact_id = old.id;
        DELETE FROM phone WHERE digits = old.stem AND kind = 1 AND contact_id = old.id;
      END;
      CREATE TRIGGER contact_point_phone_update AFTER UPDATE OF digits, stem, party_id ON contact_point BEGIN
        DELETE FROM phone WHERE digits = old.digits AND kind = 0 AND contact_id = old.id;
        DELETE FROM phone WHERE digits = old.stem AND kind = 1 AND contact_id = old.id;
        INSERT OR REPLACE INTO phone (digits, kind, ref_type, ref_id, contact_id)
        SELECT new.digits, 0, 'party', new.party_id, new.id WHERE new.digits IS NOT NULL
        UNION ALL
        SELECT new.stem, 1, 'party', new.party_id, new.id WHERE new.stem IS NOT NULL;
      END;

      CREATE VIRTUAL TABLE party_search USING fts5 (
        name, customer_no, city, content='party', tokenize='unicode61 remove_diacritics 2', prefix='2 3'
      );
      CREATE TRIGGER party_search_insert AFTER INSERT ON party BEGIN
        INSERT INTO party_search (rowid, name, customer_no, city) VALUES (new.rowid, ${folded('new.name')}, new.customer_no, ${folded('new.city')});
      END;
      CREATE TRIGGER party_search_delete AFTER DELETE ON party BEGIN
        INSERT INTO party_search (party_search, rowid, name, customer_no, city)
        VALUES ('delete', old.rowid, ${folded('old.name')}, old.customer_no, ${folded('old.city')});
      END;
      CREATE TRIGGER party_search_update AFTER UPDATE OF name, customer_no, city ON party BEGIN
        INSERT INTO party_search (party_search, rowid, name, customer_no, city)
        VALUES ('delete', old.rowid, ${folded('old.name')}, old.customer_no, ${folded('old.city')});
        INSERT INTO party_search (rowid, name, customer_no, city) VALUES (new.rowid, ${folded('new.name')}, new.customer_no, ${folded('new.city')});
      END;
    `,
  },
  {
    // Customer numbers are looked up in an index of their own: a million of them would be most of the vocabulary,
    // which is searched for the words somebody may have meant.
    id: '2026-11-22-parties-search',
    sql: `
      DROP TRIGGER party_search_insert;
      DROP TRIGGER party_search_delete;
      DROP TRIGGER party_search_update;
      DROP TABLE party_search;

      CREATE VIRTUAL TABLE party_search USING fts5 (
        name, city, postal_code, content='party', tokenize='unicode61 remove_diacritics 2', prefix='2 3'
      );
      INSERT INTO party_search (rowid, name, city, postal_code) SELECT p.rowid, ${indexed('p')} FROM party p;
      CREATE VIRTUAL TABLE party_word USING fts5vocab(party_search, 'row');

      CREATE TRIGGER party_search_insert AFTER INSERT ON party BEGIN
        INSERT INTO party_search (rowid, name, city, postal_code) VALUES (new.rowid, ${indexed('new')});
      END;
      CREATE TRIGGER party_search_delete AFTER DELETE ON party BEGIN
        INSERT INTO party_search (party_search, rowid, name, city, postal_code)
        VALUES ('delete', old.rowid, ${indexed('old')});
      END;
      CREATE TRIGGER party_search_update AFTER UPDATE OF name, city, postal_code ON party BEGIN
        INSERT INTO party_search (party_search, rowid, name, city, postal_code)
        VALUES ('delete', old.rowid, ${indexed('old')});
        INSERT INTO party_search (rowid, name, city, postal_code) VALUES (new.rowid, ${indexed('new')});
      END;

      DROP INDEX party_by_customer_no;
      CREATE INDEX party_by_customer_no ON party (customer_no COLLATE NOCASE) WHERE customer_no IS NOT NULL;
      CREATE INDEX contact_point_by_mail ON contact_point (raw COLLATE NOCASE) WHERE kind = 'mail';
    `,
  },
  {
    id: '2026-11-23-parties-model',
    sql: `
      ALTER TABLE party ADD COLUMN first_name TEXT;
      ALTER TABLE party ADD COLUMN last_name TEXT;
      ALTER TABLE party ADD COLUMN birth_date TEXT;
      ALTER TABLE party ADD COLUMN unit TEXT;
      ALTER TABLE party ADD COLUMN parent_id TEXT;
      ALTER TABLE party ADD COLUMN owner_id TEXT;
      ALTER TABLE party ADD COLUMN checked_on INTEGER;
      ALTER TABLE party ADD COLUMN merged_into TEXT;
      CREATE INDEX party_by_parent ON party (parent_id) WHERE parent_id IS NOT NULL;
      CREATE INDEX party_by_merged ON party (merged_into) WHERE merged_into IS NOT NULL;

      ALTER TABLE contact_point ADD COLUMN extension TEXT;
      ALTER TABLE contact_point ADD COLUMN state TEXT NOT NULL DEFAULT 'own';
      ALTER TABLE contact_point ADD COLUMN former_since INTEGER;
      ALTER TABLE contact_point ADD COLUMN fault TEXT;
      CREATE INDEX contact_point_faulty ON contact_point (fault) WHERE fault IS NOT NULL;

      DROP TRIGGER contact_point_phone_insert;
      DROP TRIGGER contact_point_phone_delete;
      DROP TRIGGER contact_point_phone_update;
      ${phoneTriggers}
    `,
  },
  {
    id: '2026-11-25-parties-unchanged',
    sql: `
      DROP TRIGGER contact_point_phone_update;
      CREATE TRIGGER contact_point_phone_update AFTER UPDATE OF digits, stem, party_id, state ON contact_point
      WHEN ${changed('digits', 'stem', 'party_id', 'state')}
      BEGIN ${noPhoneRows} ${phoneRows} END;

      DROP TRIGGER party_search_update;
      CREATE TRIGGER party_search_update AFTER UPDATE OF name, city, postal_code ON party
      WHEN ${changed('name', 'city', 'postal_code')}
      BEGIN
        INSERT INTO party_search (party_search, rowid, name, city, postal_code)
        VALUES ('delete', old.rowid, ${indexed('old')});
        INSERT INTO party_search (rowid, name, city, postal_code) VALUES (new.rowid, ${indexed('new')});
      END;
    `,
  },
  {
    id: '2026-11-26-parties-new-numbers',
    sql: `
      DROP TRIGGER contact_point_phone_insert;
      ${newPhoneRows}
    `,
  },
  {
    id: '2026-11-29-parties-plain-letters',
    sql: `
      DROP TRIGGER party_search_insert;
      CREATE TRIGGER party_search_insert AFTER INSERT ON party BEGIN
        INSERT INTO party_search (rowid, name, city, postal_code) VALUES (new.rowid, ${indexed('new', foldedUnlessPlain)});
      END;
    `,
  },
];
