ALTER TABLE consent ADD COLUMN withdrawn_evidence text;
