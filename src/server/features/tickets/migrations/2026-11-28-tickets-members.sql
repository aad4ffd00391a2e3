-- Who is of a group for tickets; a group without members is everybody's.
CREATE TABLE ticket_group_member (
  group_id text COLLATE "C" NOT NULL,
  staff_id text COLLATE "C" NOT NULL
);
SELECT rufblatt_entity('ticket_group_member');
CREATE INDEX ON ticket_group_member (tenant_id, group_id, staff_id);
