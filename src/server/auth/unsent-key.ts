import { generateKeyPairSync } from 'node:crypto';
import type { Secrets } from '#server/secrets/secrets.ts';
import type { Tx } from '#server/store/store.ts';

/** Sealed; the row is the person's. */
export const PRIVATE_KEY = { table: 'unsent_key', column: 'private_key' } as const;

export interface UnsentKey {
  /** X25519, DER (SPKI, PKCS #8) in base64. */
  readonly publicKey: string;
  readonly privateKey: string;
}

/** The person's, made at the first question. */
export async function unsentKeyOf(tx: Tx, userId: string, secrets: Secrets): Promise<UnsentKey> {
  const place = { ...PRIVATE_KEY, row: userId };
  const found = (await findKey(tx, userId)) ?? (await makeKey(tx, userId, secrets));
  const privateKey = await secrets.open(tx, place, found.privateKey);
  return { publicKey: found.publicKey, privateKey: privateKey.toString('utf8') };
}

async function findKey(tx: Tx, userId: string): Promise<UnsentKey | undefined> {
  const [found] = await tx.query<UnsentKey & object>(
    `SELECT public_key AS "publicKey", private_key AS "privateKey" FROM unsent_key
     WHERE tenant_id = $1 AND user_id = $2`,
    [tx.tenantId, userId],
  );
  return found;
}

/** Two devices may ask at once: both get the one that came first. */
async function makeKey(tx: Tx, userId: string, secrets: Secrets): Promise<UnsentKey> {
  const { publicKey, privateKey } = generateKeyPairSync('x25519');
  const plain = privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64');
  await tx.query(
    `INSERT INTO unsent_key (tenant_id, user_id, public_key, private_key) VALUES ($1, $2, $3, $4)
     ON CONFLICT DO NOTHING`,
    [
      tx.tenantId,
      userId,
      publicKey.export({ format: 'der', type: 'spki' }).toString('base64'),
      await secrets.seal(tx, { ...PRIVATE_KEY, row: userId }, plain),
    ],
  );
  const made = await findKey(tx, userId);
  if (!made) throw new Error('an upsert always has a row');
  return made;
}
