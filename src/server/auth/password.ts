import { argon2, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Argon2Parameters } from 'node:crypto';
import { AppError } from '#shared/kernel/app-error.ts';
import { isWorstPassword } from './worst-passwords.ts';

const MIN_PASSWORD_LENGTH = 8;

/** Of argon2id. `memory` in KiB. */
export interface PasswordCost {
  readonly memory: number;
  readonly passes: number;
  readonly parallelism: number;
}

/** RFC 9106: 64 MiB, three passes. At most four run at once (the thread pool of Node), so 256 MiB is the ceiling. */
export const PASSWORD_COST: PasswordCost = { memory: 64 * 1024, passes: 3, parallelism: 1 };
const SALT_BYTES = 16;
const TAG_BYTES = 32;

/**
 * The bar every password must clear, and no other: no rules of composition. `context` are words a guesser begins
 * with: the login, the organisation. Throws AppError `password.too-short`, `password.too-common`.
 */
export function checkPassword(password: string, context: readonly string[] = []): void {
  if ([...password.normalize('NFKC')].length < MIN_PASSWORD_LENGTH) {
    throw new AppError('password.too-short', `a password has at least ${MIN_PASSWORD_LENGTH} characters`, {
      min: MIN_PASSWORD_LENGTH,
    });
  }
  const folded = fold(password);
  if (isWorstPassword(password) || context.some((word) => fold(word) === folded))
    throw new AppError('password.too-common', 'this password is among the first that are tried');
}

/** Throws as {@link checkPassword}. Returns a PHC string: `$argon2id$v=19$m=65536,t=3,p=1$salt$tag`. */
export async function hashPassword(
  password: string,
  context: readonly string[] = [],
  cost = PASSWORD_COST,
): Promise<string> {
  checkPassword(password, context);
  const salt = randomBytes(SALT_BYTES);
  const { memory, passes, parallelism } = cost;
  const tag = await derive(password, { nonce: salt, tagLength: TAG_BYTES, memory, passes, parallelism });
  return `$argon2id$v=19$m=${memory},t=${passes},p=${parallelism}$${base64(salt)}$${base64(tag)}`;
}

const PHC = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/;

/** Where there is no such account, the same work is done against a hash that no password has. */
export async function verifyPassword(password: string, phc: string | undefined): Promise<boolean> {
  const [, memory, passes, parallelism, salt = '', tag = ''] = PHC.exec(phc ?? NOBODY) ?? [];
  if (!memory) throw new Error('not a password hash');
  const expected = Buffer.from(tag, 'base64');
  const actual = await derive(password, {
    nonce: Buffer.from(salt, 'base64'),
    tagLength: expected.length,
    memory: Number(memory),
    passes: Number(passes),
    parallelism: Number(parallelism),
  });
  return timingSafeEqual(actual, expected) && phc !== undefined;
}

const NOBODY = `$argon2id$v=19$m=${PASSWORD_COST.memory},t=${PASSWORD_COST.passes},p=${PASSWORD_COST.parallelism}$${'A'.repeat(22)}$${'A'.repeat(43)}`;

/** Compatibility forms are one character, so that a password typed on another keyboard is the same. */
function derive(password: string, parameters: Omit<Argon2Parameters, 'message'>): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    argon2('argon2id', { message: password.normalize('NFKC'), ...parameters }, (error, tag) => {
      if (error) reject(error);
      else resolve(tag);
    });
  });
}

const fold = (text: string): string => text.normalize('NFKC').toLowerCase().trim();

/** PHC strings carry no padding. */
function base64(bytes: Buffer): string {
  return bytes.toString('base64').replaceAll('=', '');
}
