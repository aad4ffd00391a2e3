import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** A browser keeps one jar for all ports of a host: two desks on one machine must not take each other's cookie away. */
export function sessionCookie(port: number): string {
  return `rufblatt_desk_${port}`;
}

/**
 * Who may talk to the desk's loopback server. The start address carries a token that becomes one session's cookie.
 * It can be redeemed again only until that session has opened its first connection – a preview that fetched the
 * address does not lock the agent out – and each redemption ends the one before: one token, one session.
 */
export interface Access {
  /** Put into the start address. */
  readonly startToken: string;
  /** The cookie's value for a right token; undefined for a wrong or spent one. */
  redeem(token: string): string | undefined;
  /** Whether the value of a Cookie header holds the session under that cookie's name. */
  admits(cookieHeader: string | undefined, cookie: string): boolean;
  /** The session has connected: the token is spent. */
  settle(): void;
}

export function createAccess(): Access {
  const startToken = randomBytes(24).toString('base64url');
  let session: string | undefined;
  let spent = false;
  return {
    startToken,
    redeem(token) {
      if (spent || !same(token, startToken)) return undefined;
      session = randomBytes(24).toString('base64url');
      return session;
    },
    admits(cookieHeader, cookie) {
      const value = readCookie(cookieHeader ?? '', cookie);
      return session !== undefined && value !== undefined && same(value, session);
    },
    settle() {
      spent = true;
    },
  };
}

/** A page of another site must not reach the desk through a name that resolves to loopback (DNS rebinding). */
export function isOwnHost(hostHeader: string | undefined, port: number): boolean {
  return hostHeader === `127.0.0.1:${port}` || hostHeader === `localhost:${port}`;
}

export function isOwnOrigin(origin: string | undefined, port: number): boolean {
  return origin === `http://127.0.0.1:${port}` || origin === `http://localhost:${port}`;
}

function readCookie(header: string, name: string): string | undefined {
  for (const part of header.split(';')) {
    const [key, value] = part.trim().split('=', 2);
    if (key === name) return value;
  }
  return undefined;
}

/** Compares digests, so that neither content nor length shows in the time it takes. */
function same(a: string, b: string): boolean {
  return timingSafeEqual(createHash('sha256').update(a).digest(), createHash('sha256').update(b).digest());
}
