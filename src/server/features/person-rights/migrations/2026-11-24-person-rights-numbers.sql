-- The party's numbers, for desks that have nothing else of it.
ALTER TABLE party_restriction ADD COLUMN numbers jsonb NOT NULL DEFAULT '[]';
