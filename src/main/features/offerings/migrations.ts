import type { Migration } from '../../replica/db.ts';

export const migrations: readonly Migration[] = [
  {
    id: '2026-11-22-offerings',
    sql: `
      CREATE TABLE federation_person (
        id TEXT PRIMARY KEY, scope_id TEXT NOT NULL, ver INTEGER NOT NULL,
        origin TEXT NOT NULL, origin_name TEXT NOT NULL, listed INTEGER NOT NULL, name TEXT NOT NULL,
        extension TEXT, mail TEXT
      ) STRICT;

      CREATE TABLE provider (
        id TEXT PRIMARY KEY, scope_id TEXT NOT NULL, ver INTEGER NOT NULL,
        origin TEXT NOT NULL, origin_name TEXT NOT NULL, listed INTEGER NOT NULL, name TEXT NOT NULL,
        description TEXT NOT NULL, opening_hours TEXT NOT NULL, reachability TEXT NOT NULL,
        costs TEXT NOT NULL, place TEXT NOT NULL, directions TEXT NOT NULL
      ) STRICT;

      CREATE TABLE offering (
        id TEXT PRIMARY KEY, scope_id TEXT NOT NULL, ver INTEGER NOT NULL,
        origin TEXT NOT NULL, origin_name TEXT NOT NULL, listed INTEGER NOT NULL, name TEXT NOT NULL,
        description TEXT NOT NULL, opening_hours TEXT NOT NULL, reachability TEXT NOT NULL,
        costs TEXT NOT NULL, provider_id TEXT NOT NULL, place TEXT NOT NULL
      ) STRICT;
      CREATE INDEX offering_by_provider ON offering (provider_id);

      CREATE TABLE provider_contact (
        id TEXT PRIMARY KEY, scope_id TEXT NOT NULL, ver INTEGER NOT NULL,
        origin TEXT NOT NULL, origin_name TEXT NOT NULL, listed INTEGER NOT NULL,
        provider_id TEXT NOT NULL, offering_id TEXT, staff_id TEXT NOT NULL, job TEXT NOT NULL
      ) STRICT;
      CREATE INDEX provider_contact_by_provider ON provider_contact (provider_id);
      CREATE INDEX provider_contact_by_staff ON provider_contact (staff_id);

      CREATE TABLE service_use (
        id TEXT PRIMARY KEY, scope_id TEXT NOT NULL, ver INTEGER NOT NULL,
        party_id TEXT NOT NULL, offering_id TEXT NOT NULL, since TEXT NOT NULL, until TEXT,
        source TEXT NOT NULL
      ) STRICT;
      CREATE INDEX service_use_by_party ON service_use (party_id);
      CREATE INDEX service_use_by_offering ON service_use (offering_id);
    `,
  },
  {
    id: '2026-11-23-offerings-persons',
    sql: `
      ALTER TABLE federation_person ADD COLUMN job TEXT NOT NULL DEFAULT '';
      ALTER TABLE federation_person ADD COLUMN department TEXT NOT NULL DEFAULT '';
      ALTER TABLE federation_person ADD COLUMN place TEXT NOT NULL DEFAULT '';
      ALTER TABLE federation_person ADD COLUMN responsibilities TEXT NOT NULL DEFAULT '';
      ALTER TABLE federation_person ADD COLUMN hours TEXT NOT NULL DEFAULT '';
      ALTER TABLE federation_person ADD COLUMN phone TEXT NOT NULL DEFAULT '';
    `,
  },
];
