CREATE TABLE staff_entry (
  job text NOT NULL,
  department text NOT NULL,
  place text NOT NULL,
  responsibilities text NOT NULL,
  hours text NOT NULL,
  phone text NOT NULL
);
SELECT rufblatt_entity('staff_entry');

CREATE TABLE staff_photo (
  type text NOT NULL,
  data text NOT NULL
);
SELECT rufblatt_entity('staff_photo');
