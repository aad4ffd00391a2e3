import { createHash } from 'node:crypto';
import { refusal } from '#server/http/refusal.ts';
import type { Tx } from '#server/store/store.ts';

/** What a write came to: ids, versions and codes, no contents. */
export interface Answer {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

export interface Asked {
  readonly tokenId: string;
  /** Idempotency-Key. */
  readonly key: string;
  readonly digest: Buffer;
  readonly now: number;
}

const KEPT_MS = 86_400_000;

/** The same for the same request; the order of a body's fields counts. */
export function digestOfRequest(...parts: readonly unknown[]): Buffer {
  return createHash('sha256').update(JSON.stringify(parts)).digest();
}

/**
 * The answer that was given under this key within a day. The tenant's clock must be locked, so that of two that come
 * at once the second finds the first one's. Throws a refusal 422 `idempotency.other-request`.
 */
export async function findAnswer(tx: Tx, { tokenId, key, digest, now }: Asked): Promise<Answer | undefined> {
  const [kept] = await tx.query<Answer & { readonly digest: Buffer }>(
    `SELECT status, body, digest FROM api_answer WHERE tenant_id = $1 AND token_id = $2 AND key = $3 AND at > $4`,
    [tx.tenantId, tokenId, key, now - KEPT_MS],
  );
  if (!kept) return undefined;
  if (!kept.digest.equals(digest))
    throw refusal(422, 'idempotency.other-request', 'another request came under this Idempotency-Key');
  return { status: kept.status, body: kept.body };
}

/** Clears away what is older than a day besides. */
export async function keepAnswer(tx: Tx, asked: Asked, { status, body }: Answer): Promise<void> {
  const { tokenId, key, digest, now } = asked;
  await tx.query('DELETE FROM api_answer WHERE tenant_id = $1 AND at <= $2', [tx.tenantId, now - KEPT_MS]);
  await tx.query(
    `INSERT INTO api_answer (tenant_id, token_id, key, digest, status, body, at) VALUES ($1, $2, $3, $4, $5, $6, $7)`,
    [tx.tenantId, tokenId, key, digest, status, JSON.stringify(body), now],
  );
}
