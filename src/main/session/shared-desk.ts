import { messageOf } from '#shared/kernel/app-error.ts';
import { Emitter } from '#shared/kernel/emitter.ts';
import type { LoginReply } from '#shared/sync/protocol.ts';
import type { Log } from '../host/host.ts';
import type { LocalSettings } from '../settings/local-settings.ts';
import { CentreError } from '../sync/faults.ts';
import { askStanding, logOut } from './centre-session.ts';
import type { ClientOf } from './centre-session.ts';
import type { KeptPerson } from './kept-person.ts';
import { createKeptSessions } from './kept-sessions.ts';
import type { KeptSession } from './kept-sessions.ts';
import { lockReasonOf } from './session-lock.ts';
import { isFinished, seesTheSame, storedSession } from './stored-session.ts';
import type { StoredSession } from './stored-session.ts';

const HELD = 'held-by';

/** As long as the centre lets a session lie unused; asking for news of it would keep it alive for ever. */
const FORGET_MS = 14 * 86_400_000;

export interface EndedSession {
  readonly userId: string;
  /** `session.revoked`, `session.disabled`, `session.ended`. */
  readonly code: string;
}

/** Those who share a desk: whose sessions it keeps, who may come back, and who is let go when. */
export interface SharedDesk {
  /** Sessions are kept, and nobody is here. */
  isResting(): boolean;
  of(userId: string): KeptSession | undefined;
  latest(): StoredSession | undefined;
  /** This person is here now; renewed where the centre said something new of the session. */
  put(session: StoredSession): void;
  renew(session: StoredSession): void;
  people(): readonly KeptPerson[];
  refusalOf(one: KeptSession): KeptPerson['refusal'];
  askPassword(userId: string): void;
  askPasswords(): void;
  /** The centre has ended the session. */
  end(session: StoredSession, code: string): void;
  /** To be let go. */
  leave(userId: string): void;
  /** Ends the sessions of those who have left, once the centre has what they wrote. */
  letGo(): Promise<void>;
  settle(): Promise<void>;
  check(signal?: AbortSignal): Promise<void>;
  speaker(author?: string): StoredSession | null;
  sharesWith(session: LoginReply): readonly string[];
  readonly endings: Emitter<EndedSession>;
}

/** What the sessions of a desk need, one person's and those of all who share it. */
export interface SessionDeps {
  readonly local: LocalSettings;
  readonly client: ClientOf;
  /** Whether several share this desk. */
  readonly keeps?: () => boolean;
  /** Whose rights the replica is fed for. */
  readonly holder?: () => string | null;
  /** Whether there is something of this person's that the centre has not. */
  readonly isWaiting?: (userId: string) => boolean;
  readonly now: () => number;
  readonly log: Log;
}

interface SharedDeskDeps extends Required<SessionDeps> {
  /** Who is here. */
  readonly current: () => StoredSession | null;
  /** The centre has answered. */
  readonly onContact: () => void;
}

export function createSharedDesk({
  local,
  client,
  keeps,
  holder,
  isWaiting,
  now,
  log,
  current,
  onContact,
}: SharedDeskDeps): SharedDesk {
  const kept = createKeptSessions(local, now);
  const endings = new Emitter<EndedSession>();

  /** Whose replica it is, where that person's session is gone: what they saw is what lies here. */
  function heldBy(userId: string): StoredSession | undefined {
    const parsed = storedSession.safeParse(local.get(HELD));
    return parsed.success && parsed.data.userId === userId ? parsed.data : undefined;
  }

  function refusalOf({ session, asksPassword }: KeptSession): KeptPerson['refusal'] {
    if (asksPassword || !isFinished(session)) return 'duty.password-asked';
    const held = holder();
    if (held === null || held === session.userId) return null;
    const of = kept.of(held)?.session ?? heldBy(held);
    return of && seesTheSame(of, session) ? null : 'duty.other-sight';
  }

  function drop(session: StoredSession): void {
    kept.drop(session.userId);
    if (session.userId === holder()) local.set(HELD, { ...session, token: '' });
  }

  function end(session: StoredSession, code: string): void {
    drop(session);
    endings.emit({ userId: session.userId, code });
  }

  async function letGo(): Promise<void> {
    const gone = kept.all().filter(({ session, leaves }) => leaves && !isWaiting(session.userId));
    for (const { session } of gone) drop(session);
    for (const { session } of gone) await logOut(client, session, log);
  }

  async function checkOne(session: StoredSession, signal: AbortSignal | undefined): Promise<void> {
    const { token, userId } = session;
    const isSame = (): boolean => kept.of(userId)?.session.token === token;
    try {
      const standing = await askStanding(client, session, signal);
      onContact();
      if (isSame()) kept.renew({ ...session, ...standing });
    } catch (error) {
      if (!isSame()) return;
      if (lockReasonOf(error) && error instanceof CentreError) {
        log.warn('a kept session has ended', { code: error.code });
        end(session, error.code);
      } else log.info('the centre could not be asked about a kept session', { error: messageOf(error) });
    }
  }

  return {
    isResting: () => current() === null && kept.all().some(({ leaves }) => !leaves),
    of: (userId) => kept.of(userId),
    latest: () => kept.all()[0]?.session,
    put: (session) => kept.put(session),
    renew: (session) => kept.renew(session),
    people: () =>
      kept
        .all()
        .filter(({ leaves }) => !leaves)
        .map((one) => ({
          userId: one.session.userId,
          userName: one.session.userName,
          refusal: refusalOf(one),
        })),
    refusalOf,
    askPassword: (userId) => kept.askPassword(userId),
    askPasswords() {
      for (const { session } of kept.all()) kept.askPassword(session.userId);
    },
    end,
    leave: (userId) => kept.leave(userId),
    letGo,
    async settle() {
      const here = current();
      if (keeps()) {
        if (here && !kept.of(here.userId)) kept.put(here);
        return;
      }
      for (const { session } of kept.all()) {
        if (session.userId === here?.userId) kept.drop(session.userId);
        else kept.leave(session.userId);
      }
      await letGo();
    },
    async check(signal) {
      for (const { session, usedAt } of kept.all()) {
        if (session.userId === current()?.userId) continue;
        if (usedAt < now() - FORGET_MS) {
          kept.leave(session.userId);
          await letGo();
        } else await checkOne(session, signal);
      }
    },
    speaker(author) {
      const writer = author === undefined ? undefined : kept.of(author)?.session;
      if (writer && isFinished(writer)) return writer;
      const here = current();
      if (here) return isFinished(here) ? here : null;
      return kept.all().find(({ session, leaves }) => !leaves && isFinished(session))?.session ?? null;
    },
    sharesWith(session) {
      const held = holder();
      const before = held === null ? undefined : heldBy(held);
      return [...kept.all().map((one) => one.session), ...(before ? [before] : [])]
        .filter((other) => seesTheSame(other, session))
        .map(({ userId }) => userId);
    },
    endings,
  };
}
