import { createHmac, timingSafeEqual } from 'node:crypto';
import { refusal } from '#server/http/refusal.ts';

/** `t=1795291200,v1=<hex>`: seconds since the epoch, and HMAC-SHA256 of `<t>.<body>`, the body byte for byte. */
export const SIGNATURE_HEADER = 'x-rufblatt-signature';

/** Older or newer than this is refused; a post played again within it changes nothing (call.ts). */
export const SIGNATURE_WINDOW_S = 300;

/** A key is given out and used as this text. */
export function signHook(key: string, body: Uint8Array, seconds: number): string {
  return `t=${String(seconds)},v1=${digest(key, body, String(seconds)).toString('hex')}`;
}

/** @throws {Refusal} 401 `webhook.unsigned`, `webhook.stale`, `webhook.bad-signature` */
export function checkSignature(key: string, body: Uint8Array, header: unknown, now: number): void {
  const [, seconds, hex] =
    /^t=(\d{1,12}),v1=([0-9a-f]{64})$/.exec(typeof header === 'string' ? header : '') ?? [];
  if (seconds === undefined || hex === undefined)
    throw refusal(401, 'webhook.unsigned', `this address takes signed posts only: ${SIGNATURE_HEADER}`);
  // Told only to who can sign: a stranger must not learn the clock of the centre.
  if (!timingSafeEqual(Buffer.from(hex, 'hex'), digest(key, body, seconds)))
    throw refusal(401, 'webhook.bad-signature', 'the signature does not fit the body');
  if (Math.abs(now / 1000 - Number(seconds)) > SIGNATURE_WINDOW_S)
    throw refusal(401, 'webhook.stale', 'signed too long ago, or by a clock that is wrong');
}

function digest(key: string, body: Uint8Array, seconds: string): Buffer {
  return createHmac('sha256', key).update(`${seconds}.`).update(body).digest();
}
