-- Numbers under which the house itself is reached from outside: `+4922147101-xx, +4930231250`.
ALTER TABLE pbx_profile ADD COLUMN own_numbers text;
