import { createHash, randomBytes } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';
import type { Secrets } from '#server/secrets/secrets.ts';
import type { Tx } from '#server/store/store.ts';

/** RFC 6238 as every authenticator app knows it. */
const ALGORITHM = { algorithm: 'SHA1', digits: 6, period: 30 } as const;
const STEP_MS = ALGORITHM.period * 1000;
/** Steps a phone's clock may be off, either way. */
const WINDOW = 1;
const SECRET_BYTES = 20;
const RECOVERY_CODES = 10;
const RECOVERY_BYTES = 10;

/** Sealed; the row is the person's. */
export const TOTP_SECRET = { table: 'second_factor', column: 'secret' } as const;

export interface SecondFactorState {
  readonly on: boolean;
  readonly recoveryCodes: number;
}

export async function readSecondFactor(tx: Tx, userId: string): Promise<SecondFactorState> {
  const [state] = await tx.query<SecondFactorState & object>(
    `SELECT EXISTS (SELECT FROM second_factor WHERE tenant_id = $1 AND user_id = $2 AND confirmed_at IS NOT NULL) AS on,
            (SELECT count(*) FROM recovery_code WHERE tenant_id = $1 AND user_id = $2) AS "recoveryCodes"`,
    [tx.tenantId, userId],
  );
  return state ?? { on: false, recoveryCodes: 0 };
}

/** Makes a secret that counts from its first code on; undefined while another one is in use. */
export async function beginSecondFactor(
  tx: Tx,
  userId: string,
  { issuer, label, secrets }: { readonly issuer: string; readonly label: string; readonly secrets: Secrets },
): Promise<{ readonly secret: string; readonly uri: string } | undefined> {
  const secret = new Secret({ buffer: new Uint8Array(randomBytes(SECRET_BYTES)).buffer });
  const sealed = await secrets.seal(tx, { ...TOTP_SECRET, row: userId }, secret.bytes);
  const made = await tx.query(
    `INSERT INTO second_factor AS f (tenant_id, user_id, secret) VALUES ($1, $2, $3)
     ON CONFLICT (tenant_id, user_id) DO UPDATE SET secret = excluded.secret WHERE f.confirmed_at IS NULL
     RETURNING 1`,
    [tx.tenantId, userId, Buffer.from(sealed, 'latin1')],
  );
  if (made.length === 0) return undefined;
  return { secret: secret.base32, uri: new TOTP({ ...ALGORITHM, issuer, label, secret }).toString() };
}

/**
 * The code that proves the secret arrived. @returns the recovery codes, which cannot be had a second time; undefined:
 * a wrong code, or nothing was begun
 */
export async function confirmSecondFactor(
  tx: Tx,
  userId: string,
  code: string,
  { now, secrets }: CodeDeps,
): Promise<readonly string[] | undefined> {
  const isRight = await takeCode(tx, userId, code, { now, secrets, confirmed: false });
  if (!isRight) return undefined;
  await tx.query('UPDATE second_factor SET confirmed_at = $3 WHERE tenant_id = $1 AND user_id = $2', [
    tx.tenantId,
    userId,
    now,
  ]);
  await tx.query('DELETE FROM recovery_code WHERE tenant_id = $1 AND user_id = $2', [tx.tenantId, userId]);
  const codes = Array.from({ length: RECOVERY_CODES }, makeRecoveryCode);
  await tx.query(
    'INSERT INTO recovery_code (tenant_id, user_id, code_hash) SELECT $1, $2, unnest($3::bytea[])',
    [tx.tenantId, userId, codes.map(hashOf)],
  );
  return codes;
}

export type CodeVerdict = 'right' | 'recovery' | 'wrong';

export interface CodeDeps {
  readonly now: number;
  readonly secrets: Secrets;
}

/** A code of the authenticator, or one of the recovery codes; either is good once. */
export async function verifyCode(
  tx: Tx,
  userId: string,
  typed: string,
  deps: CodeDeps,
): Promise<CodeVerdict> {
  if (await takeCode(tx, userId, typed, { ...deps, confirmed: true })) return 'right';
  const used = await tx.query(
    'DELETE FROM recovery_code WHERE tenant_id = $1 AND user_id = $2 AND code_hash = $3 RETURNING 1',
    [tx.tenantId, userId, hashOf(typed)],
  );
  return used.length > 0 ? 'recovery' : 'wrong';
}

export async function removeSecondFactor(tx: Tx, userId: string): Promise<boolean> {
  await tx.query('DELETE FROM recovery_code WHERE tenant_id = $1 AND user_id = $2', [tx.tenantId, userId]);
  const gone = await tx.query(
    'DELETE FROM second_factor WHERE tenant_id = $1 AND user_id = $2 RETURNING confirmed_at',
    [tx.tenantId, userId],
  );
  return gone.length > 0;
}

/** The row is locked, so of two requests with one code one comes first and the other finds the step taken. */
async function takeCode(
  tx: Tx,
  userId: string,
  typed: string,
  { now, secrets, confirmed }: CodeDeps & { readonly confirmed: boolean },
): Promise<boolean> {
  const token = typed.replaceAll(/\s/g, '');
  if (!/^\d{6}$/.test(token)) return false;
  const [found] = await tx.query<{ secret: Buffer; lastStep: number }>(
    `SELECT secret, last_step AS "lastStep" FROM second_factor
     WHERE tenant_id = $1 AND user_id = $2 AND (confirmed_at IS NOT NULL) = $3 FOR UPDATE`,
    [tx.tenantId, userId, confirmed],
  );
  if (!found) return false;
  const plain = await secrets.open(tx, { ...TOTP_SECRET, row: userId }, found.secret);
  const secret = new Secret({ buffer: new Uint8Array(plain).buffer });
  const delta = TOTP.validate({ token, secret, ...ALGORITHM, timestamp: now, window: WINDOW });
  if (delta === null) return false;
  const step = Math.floor(now / STEP_MS) + delta;
  if (step <= found.lastStep) return false;
  await tx.query('UPDATE second_factor SET last_step = $3 WHERE tenant_id = $1 AND user_id = $2', [
    tx.tenantId,
    userId,
    step,
  ]);
  return true;
}

/** 80 bits in base32, in groups of four: `ABCD-EFGH-…`. */
function makeRecoveryCode(): string {
  const text = new Secret({ buffer: new Uint8Array(randomBytes(RECOVERY_BYTES)).buffer }).base32;
  return text.match(/.{4}/g)?.join('-') ?? text;
}

function hashOf(typed: string): Buffer {
  return createHash('sha256')
    .update(typed.toUpperCase().replaceAll(/[^A-Z2-7]/g, ''))
    .digest();
}
