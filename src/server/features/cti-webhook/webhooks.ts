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
  const { hash, sealedKey, made } = newSecrets(tx, signed);
  await tx.query(
    `INSERT INTO cti_webhook (tenant_id, id, name, token_hash, sealed_key, created_at) VALUES ($1, $2, $3, $4, $5, $6)`,
    [tx.tenantId, id, name, hash, sealedKey, now],
  );
  return made;
}

interface Secrets {
  readonly hash: Buffer;
  readonly sealedKey: Buffer | null;
  readonly made: MadeWebhook;
}

function newSecrets({ tenantId }: Tx, signed: boolean): Secrets {
  const token = createToken(tenantId);
  const key = parseToken(token);
  if (!key) throw new Error('made a token that is none');
  const path = `${WEBHOOK_PATH}/${token}`;
  if (!signed) return { hash: key.hash, sealedKey: null, made: { path } };
  const signingKey = randomBytes(KEY_BYTES).toString('base64url');
  return { hash: key.hash, sealedKey: seal(Buffer.from(signingKey), token), made: { path, signingKey } };
}

export async function findWebhook(tx: Tx, { hash }: TokenKey): Promise<Webhook | undefined> {
  const [webhook] = await tx.query<Webhook & object>(
    `SELECT id, name, sealed_key AS "sealedKey" FROM cti_webhook
     WHERE tenant_id = $1 AND token_hash = $2 AND disabled_at IS NULL`,
    [tx.tenantId, hash],
  );
  return webhook;
}

export interface WebhookLine {
  readonly id: string;
  readonly name: string;
  readonly signed: boolean;
  /** Its posts are refused. */
  readonly disabled: boolean;
  readonly createdAt: number;
}

export async function listWebhooks(tx: Tx): Promise<readonly WebhookLine[]> {
  const rows = await tx.query<Omit<WebhookLine, 'createdAt'> & { readonly createdAt: string | number }>(
    `SELECT id, name, sealed_key IS NOT NULL AS signed, disabled_at IS NOT NULL AS disabled, created_at AS "createdAt"
     FROM cti_webhook WHERE tenant_id = $1 ORDER BY created_at, id`,
    [tx.tenantId],
  );
  return rows.map((row) => ({ ...row, createdAt: Number(row.createdAt) }));
}

/** A new token, and a new key where posts are signed; the old ones let nobody in. undefined: there is none with this id. */
export async function rotateWebhook(tx: Tx, id: string): Promise<MadeWebhook | undefined> {
  const [webhook] = await tx.query<{ signed: boolean }>(
    'SELECT sealed_key IS NOT NULL AS signed FROM cti_webhook WHERE tenant_id = $1 AND id = $2',
    [tx.tenantId, id],
  );
  if (!webhook) return undefined;
  const { hash, sealedKey, made } = newSecrets(tx, webhook.signed);
  await tx.query('UPDATE cti_webhook SET token_hash = $3, sealed_key = $4 WHERE tenant_id = $1 AND id = $2', [
    tx.tenantId,
    id,
    hash,
    sealedKey,
  ]);
  return made;
}

/** @param at since when; null: it takes posts again. false: there is none with this id. */
export async function disableWebhook(tx: Tx, id: string, at: number | null): Promise<boolean> {
  const rows = await tx.query(
    'UPDATE cti_webhook SET disabled_at = $3 WHERE tenant_id = $1 AND id = $2 RETURNING 1',
    [tx.tenantId, id, at],
  );
  return rows.length > 0;
}

/** Its token lets nobody in from now on; false: there is none with this id. */
export async function removeWebhook(tx: Tx, id: string): Promise<boolean> {
  const rows = await tx.query('DELETE FROM cti_webhook WHERE tenant_id = $1 AND id = $2 RETURNING 1', [
    tx.tenantId,
    id,
  ]);
  return rows.length > 0;
}
