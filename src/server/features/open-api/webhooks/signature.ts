import { createHmac, randomBytes } from 'node:crypto';

/** Standard Webhooks: a symmetric secret is written so. */
const PREFIX = 'whsec_';
const SECRET_BYTES = 32;

export function createSecret(): string {
  return `${PREFIX}${randomBytes(SECRET_BYTES).toString('base64')}`;
}

export interface Signed {
  readonly id: string;
  /** Seconds since the epoch. */
  readonly seconds: number;
  readonly body: string;
}

/**
 * `v1,<base64>` for each secret, separated by blanks: HMAC-SHA256 of `<id>.<seconds>.<body>`.
 * Source: Standard Webhooks 1.0, "Signature scheme".
 */
export function signatureOf({ id, seconds, body }: Signed, secrets: readonly string[]): string {
  return secrets
    .map((secret) => {
      const key = Buffer.from(secret.slice(PREFIX.length), 'base64');
      return `v1,${createHmac('sha256', key).update(`${id}.${seconds}.${body}`).digest('base64')}`;
    })
    .join(' ');
}
