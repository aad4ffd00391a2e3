import type { Migration } from '../../replica/db.ts';

export const migrations: readonly Migration[] = [
  {
    id: '2026-11-21-tickets',
    sql: `
      CREATE TABLE ticket (
        id TEXT PRIMARY KEY, scope_id TEXT NOT NULL, ver INTEGER NOT NULL,
        number TEXT NOT NULL, title TEXT NOT NULL, kind TEXT NOT NULL, state TEXT NOT NULL,
        party_id TEXT NOT NULL, owner_id TEXT NOT NULL, opened_by TEXT NOT NULL, opened_at INTEGER NOT NULL,
        due_at INTEGER, closed_at INTEGER, result TEXT
      ) STRICT;
      CREATE INDEX ticket_by_party ON ticket (party_id, state);
      CREATE INDEX ticket_by_number ON ticket (number);
      CREATE INDEX ticket_unclosed ON ticket (opened_at) WHERE state <> 'closed';

      -- Numbers leased to this device and not used yet; never synced.
      CREATE TABLE ticket_lease (year INTEGER NOT NULL, serial INTEGER NOT NULL, PRIMARY KEY (year, serial)) STRICT, WITHOUT ROWID;
    `,
  },
  {
    id: '2026-11-22-tickets-kinds',
    sql: `
      CREATE TABLE ticket_kind (
        id TEXT PRIMARY KEY, scope_id TEXT NOT NULL, ver INTEGER NOT NULL,
        name TEXT, built_in TEXT, retired INTEGER NOT NULL
      ) STRICT;
    `,
  },
  {
    id: '2026-11-26-tickets-states',
    sql: `
      CREATE TABLE ticket_state (
        id TEXT PRIMARY KEY, scope_id TEXT NOT NULL, ver INTEGER NOT NULL,
        name TEXT, built_in TEXT, category TEXT NOT NULL, colour TEXT NOT NULL, position INTEGER NOT NULL,
        retired INTEGER NOT NULL
      ) STRICT;
      ALTER TABLE ticket ADD COLUMN state_id TEXT;
    `,
  },
  {
    id: '2026-11-26-tickets-whole',
    sql: `
      CREATE TABLE ticket_group (
        id TEXT PRIMARY KEY, scope_id TEXT NOT NULL, ver INTEGER NOT NULL,
        name TEXT NOT NULL, retired INTEGER NOT NULL
      ) STRICT;

      ALTER TABLE ticket ADD COLUMN pending_until INTEGER;
      ALTER TABLE ticket ADD COLUMN group_id TEXT;
      ALTER TABLE ticket ADD COLUMN merged_into TEXT;
      CREATE INDEX ticket_by_survivor ON ticket (merged_into) WHERE merged_into IS NOT NULL;

      CREATE TABLE ticket_merge (
        id TEXT PRIMARY KEY, scope_id TEXT NOT NULL, ver INTEGER NOT NULL,
        kept_id TEXT NOT NULL, dropped_id TEXT NOT NULL, merged_by TEXT NOT NULL, merged_at INTEGER NOT NULL,
        undone_by TEXT, undone_at INTEGER
      ) STRICT;
      CREATE INDEX ticket_merge_by_kept ON ticket_merge (kept_id);
      CREATE INDEX ticket_merge_by_dropped ON ticket_merge (dropped_id);

      CREATE TABLE ticket_merge_item (
        id TEXT PRIMARY KEY, scope_id TEXT NOT NULL, ver INTEGER NOT NULL,
        merge_id TEXT NOT NULL, tbl TEXT NOT NULL, pk TEXT NOT NULL, field TEXT NOT NULL, depth INTEGER NOT NULL,
        old TEXT, new TEXT
      ) STRICT;
      CREATE INDEX ticket_merge_item_by_merge ON ticket_merge_item (merge_id);
      CREATE INDEX ticket_merge_item_by_row ON ticket_merge_item (pk, field);

      CREATE TABLE ticket_hand_over (
        id TEXT PRIMARY KEY, scope_id TEXT NOT NULL, ver INTEGER NOT NULL,
        ticket_id TEXT NOT NULL, to_name TEXT NOT NULL, to_mail TEXT NOT NULL, handed_by TEXT NOT NULL,
        handed_at INTEGER NOT NULL
      ) STRICT;
      CREATE INDEX ticket_hand_over_by_ticket ON ticket_hand_over (ticket_id);

      -- A merge asks every table what points at a ticket.
      CREATE INDEX handover_by_ticket ON handover (ticket_id) WHERE ticket_id IS NOT NULL;
    `,
  },
  {
    id: '2026-11-26-tickets-worklist',
    sql: `
      -- The first of the team's tickets and how many there are, without a look at all of them.
      CREATE INDEX ticket_urgent ON ticket (due_at IS NULL, due_at, opened_at, state) WHERE state <> 'closed';
      CREATE INDEX ticket_pending ON ticket (pending_until, due_at) WHERE state = 'pending';
    `,
  },
  {
    id: '2026-11-28-tickets-members',
    sql: `
      CREATE TABLE ticket_group_member (
        id TEXT PRIMARY KEY, scope_id TEXT NOT NULL, ver INTEGER NOT NULL,
        group_id TEXT NOT NULL, staff_id TEXT NOT NULL
      ) STRICT;
      CREATE INDEX ticket_group_member_by_group ON ticket_group_member (group_id, staff_id);
      CREATE INDEX ticket_group_member_by_staff ON ticket_group_member (staff_id, group_id);
      CREATE INDEX ticket_of_group ON ticket (group_id, state) WHERE group_id IS NOT NULL AND state <> 'closed';
    `,
  },
];
