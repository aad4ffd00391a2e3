-- The number a command was written under, where it was decided under another one: see src/server/sync/repeats.ts.
ALTER TABLE mutation_result ADD COLUMN first_client text COLLATE "C";
ALTER TABLE mutation_result ADD COLUMN first_mid bigint;
CREATE INDEX mutation_result_by_first ON mutation_result (tenant_id, first_client, first_mid)
  WHERE first_client IS NOT NULL;
