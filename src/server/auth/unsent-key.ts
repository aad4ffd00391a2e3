import { generateKeyPairSync } from 'node:crypto';
import type { Tx } from '#server/store/store.ts';

export interface UnsentKey {
  /** X25519, DER (SPKI, PKCS #8) in base64. */
  readonly publicKey: string;
  readonly privateKey: string;
}

/** The person's, made at the first question. */
export async function unsentKeyOf(tx: Tx, userId: string): Promise<UnsentKey> {
  const { publicKey, privateKey } = generateKeyPairSync('x25519');
  await tx.query(
    `INSERT INTO unsent_key (tenant_id, user_id, public_key, private_key) VALUES ($1, $2, $3, $4)
     ON CONFLICT DO NOTHING`,
    [
      tx.tenantId,
      userId,
      publicKey.export({ format: 'der', type: 'spki' }).toString('base64'),
      privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64'),
    ],
  );
  const [found] = await tx.query<UnsentKey & object>(
    `SELECT public_key AS "publicKey", private_key AS "privateKey" FROM unsent_key
     WHERE tenant_id = $1 AND user_id = $2`,
    [tx.tenantId, userId],
  );
  if (!found) throw new Error('an upsert always has a row');
  return found;
}
