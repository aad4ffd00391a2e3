import type { z } from 'zod';
import { DEFAULT_POLICY } from '#shared/auth/protocol.ts';
import { AppError, messageOf } from '#shared/kernel/app-error.ts';
import { Emitter } from '#shared/kernel/emitter.ts';
import type { Unsubscribe } from '#shared/kernel/emitter.ts';
import type { Session } from '#shared/ipc/core-contracts.ts';
import type { Lock, LockReason } from '#shared/ipc/account-contract.ts';
import { loginReply, loginRequest, paths } from '#shared/sync/protocol.ts';
import type { LoginReply } from '#shared/sync/protocol.ts';
import { askStanding, logOut } from './centre-session.ts';
import type { KeptPerson } from './kept-person.ts';
import { forgetLock, lockReasonOf, noteLock, notedLock } from './session-lock.ts';
import { toSession } from './session-views.ts';
import { createSharedDesk } from './shared-desk.ts';
import type { EndedSession, SessionDeps } from './shared-desk.ts';
import { isFinished, storedSession } from './stored-session.ts';
import type { StoredSession } from './stored-session.ts';

const STORED = 'session';

export interface Credentials {
  readonly centre: string;
  readonly tenant: string;
  readonly login: string;
  readonly password: string;
  /** Of the second factor. */
  readonly code?: string | undefined;
}

/**
 * Who is signed in at this desk. The token lies in the encrypted replica and leaves it towards the centre only.
 *
 * ```
 * nobody ──signIn──▶ unfinished ──(password, second factor)──▶ signed in ──signOut──▶ nobody
 *    │                                                           │
 *    └──signIn──▶ signed in                                      └──lock──▶ nobody, and why
 * ```
 * Unfinished people get nothing of the replica and are not linked to the centre; nor does anybody after a lock. What
 * was not sent waits in the outbox for the same person's next sign-in.
 *
 * On a desk that several share (`keeps`) there is one state more, and the sessions of all who signed in are kept:
 *
 * ```
 * signed in ──rest──▶ nobody, sessions kept ──resume──▶ signed in, as whoever it is now
 * ```
 * Then nobody gets anything of the replica either, but it stays linked, and what was written goes out in the name of
 * whoever wrote it.
 */
export interface SessionService {
  /** Only who is signed in and finished. */
  current(): Session | null;
  /** For the page: the unfinished too, with what they must do. */
  view(): Session | null;
  stored(): StoredSession | null;
  /** Throws AppError `session.none`, `session.unfinished`; `duty.nobody-on-duty` between two people of a shared desk. */
  required(): StoredSession;
  /**
   * Throws the centre's refusal, e.g. `login.refused`, `login.code-needed`, or `centre.offline`;
   * `replica.other-tenant` or `replica.unsent-work` when the desk holds somebody else's data: then nobody gets to
   * see it.
   */
  signIn(credentials: Credentials): Promise<Session>;
  /** Whoever has signed in by another way, e.g. the browser. Throws as {@link signIn}. */
  enter(centre: string, reply: LoginReply): Promise<Session>;
  signOut(): Promise<void>;
  /** Ends the session here without the person's doing. */
  lock(reason: LockReason): void;
  /** Why there is nobody, where it was not a sign-out. */
  locked(): Omit<Lock, 'pending'> | null;
  /** An authenticated request in the person's own matters, for the unfinished too. */
  ask<T>(path: string, body: unknown, reply: z.ZodType<T>, signal?: AbortSignal): Promise<T>;
  /** Asks the centre how things stand: takes over what has changed, locks where the session is gone. Never rejects. */
  check(signal?: AbortSignal): Promise<void>;
  /** The same of those who share the desk and are not here. Never rejects. */
  checkKept(signal?: AbortSignal): Promise<void>;
  /** Nobody sits here any more; the session stays. Throws AppError `session.none` where there is none to keep. */
  rest(): void;
  /** Somebody whose session is kept is here again. Throws AppError `duty.password-asked`, `duty.other-sight`. */
  resume(userId: string): Session;
  /** Everybody whose session is kept, who came last first. */
  kept(): readonly KeptPerson[];
  /** Only the password lets this person in again. */
  askPassword(userId: string): void;
  /** Ends a kept session as soon as the centre has what that person wrote. */
  forget(userId: string): Promise<void>;
  /** Something was sent: whoever has left and has nothing waiting any more is let go. */
  letGo(): Promise<void>;
  /** The desk may have begun to be shared, or ceased. */
  settleKeeping(): Promise<void>;
  /**
   * Whose session the desk speaks to the centre with: of whoever wrote what is to be sent next (`author`), else of who
   * is here, else of who was here last.
   */
  speaker(author?: string): StoredSession | null;
  /** Those whose replica would be the same as this person's. */
  sharesWith(session: LoginReply): readonly string[];
  /** Somebody is about to leave the desk of their own accord and can still write. */
  onLeaving(listener: () => void): Unsubscribe;
  /** The centre has ended the session of somebody who shares the desk: nothing more can be sent in their name. */
  onEnded(listener: (ended: EndedSession) => void): Unsubscribe;
  leaseDays(): number;
  /** The centre has just answered as this person's. */
  onContact(listener: () => void): Unsubscribe;
  onChange(listener: (session: StoredSession | null) => void): Unsubscribe;
}

interface SessionServiceDeps extends SessionDeps {
  /** Whether this desk's replica is this user's to work on; throws an AppError when it is not. */
  readonly admit: (owner: LoginReply, ask: SessionService['ask']) => void | Promise<void>;
  /** Whether the replica's key lies where a thief finds it. */
  readonly isWeakDesk?: () => boolean;
  /** How this desk is called in the list of devices. */
  readonly device: string;
}

export function createSessionService({
  local,
  client,
  admit,
  isWeakDesk = () => false,
  keeps = () => false,
  holder = () => null,
  isWaiting = () => false,
  now,
  device,
  log,
}: SessionServiceDeps): SessionService {
  const changes = new Emitter<StoredSession | null>();
  const contacts = new Emitter<void>();
  const leavings = new Emitter<void>();
  let current = read();
  const shared = createSharedDesk({
    local,
    client,
    keeps,
    holder,
    isWaiting,
    now,
    log,
    current: () => current,
    onContact: () => contacts.emit(),
  });

  function read(): StoredSession | null {
    const parsed = storedSession.safeParse(local.get(STORED));
    return parsed.success ? parsed.data : null;
  }

  const finished = (): StoredSession | null => (current && isFinished(current) ? current : null);

  function store(next: StoredSession | null): void {
    local.set(STORED, next);
    current = next;
    if (next) shared.renew(next);
    changes.emit(finished());
  }

  function lock(reason: LockReason): void {
    if (!current) {
      // Between two people of a shared desk: whoever comes next needs the password.
      if (reason === 'lease') shared.askPasswords();
      return;
    }
    const { userId, userName } = current;
    noteLock(local, { reason, at: now(), userName });
    log.warn('the desk locks itself', { reason });
    store(null);
    if (reason === 'revoked' || reason === 'disabled' || reason === 'ended') {
      const found = shared.of(userId);
      if (found) shared.end(found.session, `session.${reason}`);
    } else shared.askPasswords();
  }

  async function enter(centre: string, reply: LoginReply): Promise<Session> {
    const [before, next] = [current, { ...reply, centre }];
    const { post } = client({ url: centre, token: reply.token });
    if (before && before.userId !== next.userId && isFinished(before)) leavings.emit();
    try {
      if (reply.policy?.weakKeychain === 'refuse' && isWeakDesk())
        throw new AppError('session.weak-keychain', 'the organisation asks for a keychain');
      await admit(reply, post);
    } catch (error) {
      await logOut(client, next, log);
      throw error;
    }
    forgetLock(local);
    const replaced =
      shared.of(next.userId)?.session ?? (before && !shared.of(before.userId) ? before : undefined);
    if (keeps()) shared.put(next);
    store(next);
    contacts.emit();
    if (replaced) await logOut(client, replaced, log);
    return toSession(next);
  }

  return {
    current() {
      const session = finished();
      return session ? toSession(session) : null;
    },
    view: () => (current ? toSession(current) : null),
    stored: finished,
    required() {
      if (shared.isResting())
        throw new AppError('duty.nobody-on-duty', 'nobody is on duty at this shared desk');
      if (!current) throw new AppError('session.none', 'nobody is signed in');
      if (!isFinished(current)) throw new AppError('session.unfinished', 'something comes first');
      return current;
    },
    async signIn({ centre, ...credentials }) {
      const body = loginRequest.parse({ ...credentials, device });
      return enter(centre, await client({ url: centre }).post(paths.login, body, loginReply));
    },
    enter,
    async signOut() {
      const leaving = current;
      if (!leaving) return;
      if (isFinished(leaving)) leavings.emit();
      const isKept = shared.of(leaving.userId) !== undefined;
      shared.leave(leaving.userId);
      store(null);
      await (isKept ? shared.letGo() : logOut(client, leaving, log));
    },
    lock,
    locked: () => (current === null ? notedLock(local) : null),
    ask(path, body, reply, signal) {
      if (!current) throw new AppError('session.none', 'nobody is signed in');
      const { centre, token } = current;
      return client({ url: centre, token }).post(path, body, reply, signal);
    },
    async check(signal) {
      const asked = current;
      if (!asked) return;
      try {
        const standing = await askStanding(client, asked, signal);
        if (current?.token !== asked.token) return;
        contacts.emit();
        const next = { ...current, ...standing };
        if (JSON.stringify(next) !== JSON.stringify(current)) store(next);
        if (standing.policy.weakKeychain === 'refuse' && isWeakDesk()) lock('weak-keychain');
      } catch (error) {
        const reason = current?.token === asked.token ? lockReasonOf(error) : undefined;
        if (reason) lock(reason);
        else log.info('the centre could not be asked about the session', { error: messageOf(error) });
      }
    },
    checkKept: (signal) => shared.check(signal),
    rest() {
      if (!current || !shared.of(current.userId))
        throw new AppError('session.none', 'nobody is here to leave');
      leavings.emit();
      store(null);
    },
    resume(userId) {
      const found = shared.of(userId);
      const refusal = found ? shared.refusalOf(found) : 'duty.password-asked';
      if (!found || refusal !== null) throw new AppError(refusal ?? 'duty.password-asked', 'sign in anew');
      forgetLock(local);
      shared.put(found.session);
      store(found.session);
      return toSession(found.session);
    },
    kept: () => shared.people(),
    letGo: () => shared.letGo(),
    settleKeeping: () => shared.settle(),
    askPassword: (userId) => shared.askPassword(userId),
    async forget(userId) {
      if (userId === current?.userId) return;
      shared.leave(userId);
      await shared.letGo();
    },
    speaker: (author) => shared.speaker(author),
    sharesWith: (session) => shared.sharesWith(session),
    onLeaving: (listener) => leavings.on(listener),
    onEnded: (listener) => shared.endings.on(listener),
    leaseDays: () => ((current ?? shared.latest())?.policy ?? DEFAULT_POLICY).leaseDays,
    onContact: (listener) => contacts.on(listener),
    onChange: (listener) => changes.on(listener),
  };
}
