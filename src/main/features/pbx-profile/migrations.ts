import type { Migration } from '../../replica/db.ts';

export const migrations: readonly Migration[] = [
  {
    id: '2026-11-26-pbx-profile',
    sql: `
      CREATE TABLE pbx_profile (
        id TEXT PRIMARY KEY, scope_id TEXT NOT NULL, ver INTEGER NOT NULL,
        door TEXT,
        ami_host TEXT, ami_port INTEGER, ami_transport TEXT, ami_user TEXT, ami_context TEXT,
        sip_server TEXT, sip_transport TEXT, sip_mode TEXT, sip_ca TEXT,
        fritzbox_host TEXT, fritzbox_port INTEGER,
        inbound TEXT, outside_line TEXT, country TEXT, area TEXT, internal_length INTEGER
      ) STRICT;
    `,
  },
  {
    id: '2026-11-27-pbx-profile-numbers',
    sql: 'ALTER TABLE pbx_profile ADD COLUMN own_numbers TEXT;',
  },
];
