import type { PasswordCost } from '#server/auth/password.ts';

/** The least that argon2id takes: for accounts of tests that are not about passwords. */
export const LEAST: PasswordCost = { memory: 8, passes: 1, parallelism: 1 };
