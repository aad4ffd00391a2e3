-- What a house calls the states of its tickets; never removed. `ticket.state` stays what a ticket counts as.
CREATE TABLE ticket_state (
  name text,
  built_in text COLLATE "C",
  category text COLLATE "C" NOT NULL,
  colour text COLLATE "C" NOT NULL,
  position bigint NOT NULL,
  retired boolean NOT NULL
);
SELECT rufblatt_entity('ticket_state');

ALTER TABLE ticket ADD COLUMN state_id text COLLATE "C";
