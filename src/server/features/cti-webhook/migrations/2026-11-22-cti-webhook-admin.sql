-- An address may be given a new token, and be switched off without being forgotten.
ALTER TABLE cti_webhook ADD COLUMN disabled_at bigint;
GRANT UPDATE (token_hash, sealed_key, disabled_at) ON cti_webhook TO rufblatt_app;
