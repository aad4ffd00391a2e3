-- Checked by the commands, as of every other table that names a party. The database checked it row by row, by a plan made
-- when the table was empty: for every number of an import it read all parties of the tenant.
ALTER TABLE contact_point DROP CONSTRAINT contact_point_tenant_id_party_id_fkey;
