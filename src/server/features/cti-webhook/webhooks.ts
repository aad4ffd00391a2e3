import { randomBytes } from 'node:crypto';
import { createToken, parseToken } from '#server/auth/token.ts';
import type { TokenKey } from '#server/auth/token.ts';
import type { Tx } from '#server/store/store.ts';
import { seal } from './seal.ts';

export const WEBHOOK_PATH = '/api/cti/webhook';

const KEY_BYTES = 32;

export interface Webhook {
  readonly id: string;
  readonly name: string;
  /** See seal.ts; null: the token alone lets in. */
  readonly sealedKey: Buffer | null;
}

export interface NewWebhook {
  readonly id: string;
  /** For people: which PBX it is. */
  readonly name: string;
  readonly signed: boolean;
  readonly now: number;
}

/** Path and key cannot be had a second time. */
export interface MadeWebhook {
  readonly path: string;
  /** What posts are signed with; absent where the path is the only secret. */
  readonly signingKey?: string;
}

export async function createWebhook(tx: Tx, { id, name, signed, now }: NewWebhook): Promise<MadeWebhook> {
  const token = createToken(tx.tenantId);
  const key = parseToken(token);
  if (!key) throw new Error('made a token that is none');
  const signingKey = signed ? randomBytes(KEY_BYTES).toString('base64url') : undefined;
  await tx.query(
    `INSERT INTO cti_webhook (tenant_id, id, name, token_hash, sealed_key, created_at) VALUES ($1, $2, $3, $4, $5, $6)`,
    [
      tx.tenantId,
      id,
      name,
      key.hash,
      signingKey === undefined ? null : seal(Buffer.from(signingKey), token),
      now,
    ],
  );
  return { path: `${WEBHOOK_PATH}/${token}`, ...(signingKey === undefined ? {} : { signingKey }) };
}

export async function findWebhook(tx: Tx, { hash }: TokenKey): Promise<Webhook | undefined> {
  const [webhook] = await tx.query<Webhook & object>(
    `SELECT id, name, sealed_key AS "sealedKey" FROM cti_webhook WHERE tenant_id = $1 AND token_hash = $2`,
    [tx.tenantId, hash],
  );
  return webhook;
}

export async function listWebhooks(
  tx: Tx,
): Promise<readonly { readonly id: string; readonly name: string; readonly signed: boolean }[]> {
  return tx.query(
    `SELECT id, name, sealed_key IS NOT NULL AS signed FROM cti_webhook WHERE tenant_id = $1 ORDER BY created_at, id`,
    [tx.tenantId],
  );
}

/** Its token lets nobody in from now on; false: there is none with this id. */
export async function removeWebhook(tx: Tx, id: string): Promise<boolean> {
  const rows = await tx.query('DELETE FROM cti_webhook WHERE tenant_id = $1 AND id = $2 RETURNING 1', [
    tx.tenantId,
    id,
  ]);
  return rows.length > 0;
}
