-- A ticket may wait until a time, belong to a group (then `owner_id` is empty), and become part of another.
CREATE TABLE ticket_group (
  name text NOT NULL,
  retired boolean NOT NULL
);
SELECT rufblatt_entity('ticket_group');

ALTER TABLE ticket ADD COLUMN pending_until bigint;
ALTER TABLE ticket ADD COLUMN group_id text COLLATE "C";
ALTER TABLE ticket ADD COLUMN merged_into text COLLATE "C";
CREATE INDEX ON ticket (tenant_id, merged_into) WHERE merged_into IS NOT NULL;

CREATE TABLE ticket_merge (
  kept_id text COLLATE "C" NOT NULL,
  dropped_id text COLLATE "C" NOT NULL,
  merged_by text COLLATE "C" NOT NULL,
  merged_at bigint NOT NULL,
  undone_by text COLLATE "C",
  undone_at bigint
);
SELECT rufblatt_entity('ticket_merge');
CREATE INDEX ON ticket_merge (tenant_id, kept_id);
CREATE INDEX ON ticket_merge (tenant_id, dropped_id);

CREATE TABLE ticket_merge_item (
  merge_id text COLLATE "C" NOT NULL,
  tbl text COLLATE "C" NOT NULL,
  pk text COLLATE "C" NOT NULL,
  field text COLLATE "C" NOT NULL,
  depth bigint NOT NULL,
  old text,
  new text
);
SELECT rufblatt_entity('ticket_merge_item');
CREATE INDEX ON ticket_merge_item (tenant_id, merge_id);
CREATE INDEX ON ticket_merge_item (tenant_id, pk);

CREATE TABLE ticket_hand_over (
  ticket_id text COLLATE "C" NOT NULL,
  to_name text NOT NULL,
  to_mail text NOT NULL,
  handed_by text COLLATE "C" NOT NULL,
  handed_at bigint NOT NULL
);
SELECT rufblatt_entity('ticket_hand_over');
CREATE INDEX ON ticket_hand_over (tenant_id, ticket_id);

-- A merge asks every table what points at a ticket.
CREATE INDEX ON handover (tenant_id, ticket_id) WHERE ticket_id IS NOT NULL;
