import { z } from 'zod';

/**
 * Sign-in with another house's account (OpenID Connect). The desk never sees that house's tokens:
 *
 * ```
 * desk ──start(challenge, returnTo)──▶ centre          the desk listens on loopback at `returnTo`
 * desk ──opens `address` in the person's browser──▶ the other house ──▶ centre's callback
 * centre ──redirect, one-time code──▶ `returnTo` ──▶ desk ──finish(code, verifier)──▶ centre: a session
 * ```
 * The code comes only to the machine that began, and is worth nothing without the verifier that never left the desk.
 */
export const providerRequest = z.object({ tenant: z.string().trim().min(1).max(80) });
export const providerReply = z.object({
  /** Host of the other house; null: passwords only. */
  name: z.string().nullable(),
});

const secret = z.string().regex(/^[A-Za-z0-9_-]{43}$/);

export const browserStartRequest = z.object({
  tenant: z.string().trim().min(1).max(80),
  device: z.string().trim().min(1).max(200),
  /** base64url(sha256(verifier)). */
  challenge: secret,
  returnTo: z.string().regex(/^http:\/\/127\.0\.0\.1:\d{1,5}\/signed-in$/),
});
export const browserStartReply = z.object({ address: z.url() });
export const browserFinishRequest = z.object({
  tenant: z.string().trim().min(1).max(80),
  code: secret,
  verifier: secret,
});

export const browserPaths = {
  provider: '/api/auth/provider',
  start: '/api/auth/browser/start',
  callback: '/api/auth/browser/callback',
  finish: '/api/auth/browser/finish',
} as const;
