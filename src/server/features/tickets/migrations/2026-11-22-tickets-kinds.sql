-- What a house calls its tickets; never removed, so that a ticket of any age keeps the name of its kind.
CREATE TABLE ticket_kind (
  name text,
  built_in text COLLATE "C",
  retired boolean NOT NULL
);
SELECT rufblatt_entity('ticket_kind');
