CREATE TABLE staff (
  name text NOT NULL,
  short_name text NOT NULL,
  extension text,
  mail text
);
SELECT rufblatt_entity('staff');
