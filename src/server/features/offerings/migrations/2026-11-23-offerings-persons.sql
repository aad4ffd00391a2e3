ALTER TABLE federation_person
  ADD COLUMN job text NOT NULL DEFAULT '',
  ADD COLUMN department text NOT NULL DEFAULT '',
  ADD COLUMN place text NOT NULL DEFAULT '',
  ADD COLUMN responsibilities text NOT NULL DEFAULT '',
  ADD COLUMN hours text NOT NULL DEFAULT '',
  ADD COLUMN phone text NOT NULL DEFAULT '';
