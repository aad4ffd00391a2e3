import { z } from 'zod';
import type { LocalSettings } from '../settings/local-settings.ts';
import { storedSession } from './stored-session.ts';
import type { StoredSession } from './stored-session.ts';

const STORED = 'kept-sessions';

const keptSession = z.object({
  session: storedSession,
  /** When this person last came to the desk, ms. */
  usedAt: z.number(),
  /** Nothing but the password lets them in again: the desk was away too long, or somebody guessed. */
  asksPassword: z.boolean(),
  /** Signed out: kept until the centre has what they wrote. */
  leaves: z.boolean(),
});
export type KeptSession = z.infer<typeof keptSession>;

/**
 * The sessions of everybody who shares this desk, whoever sits there now: their work is sent in their own name, and
 * they may come back without their password. In the encrypted replica, as the one of a desk that nobody shares.
 */
export interface KeptSessions {
  /** Who came last is first. */
  all(): readonly KeptSession[];
  of(userId: string): KeptSession | undefined;
  /** This person is here now. */
  put(session: StoredSession): void;
  /** The centre said something new of a session that is kept; others stay away. */
  renew(session: StoredSession): void;
  askPassword(userId: string): void;
  leave(userId: string): void;
  drop(userId: string): void;
}

export function createKeptSessions(local: LocalSettings, now: () => number): KeptSessions {
  let kept = read();

  function read(): readonly KeptSession[] {
    const parsed = z.array(keptSession).safeParse(local.get(STORED));
    return parsed.success ? parsed.data : [];
  }

  function keep(next: readonly KeptSession[]): void {
    kept = next;
    local.set(STORED, next.length > 0 ? next : null);
  }

  const isOf =
    (userId: string) =>
    ({ session }: KeptSession): boolean =>
      session.userId === userId;
  const change = (userId: string, patch: Partial<KeptSession>): void => {
    if (kept.some(isOf(userId))) keep(kept.map((one) => (isOf(userId)(one) ? { ...one, ...patch } : one)));
  };

  return {
    all: () => kept,
    of: (userId) => kept.find(isOf(userId)),
    put(session) {
      const others = kept.filter((one) => one.session.userId !== session.userId);
      keep([{ session, usedAt: now(), asksPassword: false, leaves: false }, ...others]);
    },
    renew: (session) => change(session.userId, { session }),
    askPassword: (userId) => change(userId, { asksPassword: true }),
    leave: (userId) => change(userId, { asksPassword: true, leaves: true }),
    drop: (userId) => keep(kept.filter((one) => one.session.userId !== userId)),
  };
}
