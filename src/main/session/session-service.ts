import { z } from 'zod';
import { DEFAULT_POLICY, accountPaths, standingReply } from '#shared/auth/protocol.ts';
import type { Must } from '#shared/auth/protocol.ts';
import { AppError, messageOf } from '#shared/kernel/app-error.ts';
import { Emitter } from '#shared/kernel/emitter.ts';
import type { Unsubscribe } from '#shared/kernel/emitter.ts';
import type { Session } from '#shared/ipc/core-contracts.ts';
import { LOCK_REASONS } from '#shared/ipc/account-contract.ts';
import type { Lock, LockReason } from '#shared/ipc/account-contract.ts';
import { loginReply, loginRequest, paths } from '#shared/sync/protocol.ts';
import type { LoginReply } from '#shared/sync/protocol.ts';
import type { CommandSession } from '../commands/command-runner.ts';
import type { Log } from '../host/host.ts';
import type { LocalSettings } from '../settings/local-settings.ts';
import type { CentreAddress, CentreClient } from '../sync/centre-client.ts';
import { CentreError } from '../sync/faults.ts';

const STORED = 'session';
const LOCKED = 'session-lock';

const storedSession = loginReply.extend({ centre: z.url() });
export type StoredSession = z.infer<typeof storedSession>;
const storedLock = z.object({ reason: z.enum(LOCK_REASONS), at: z.number(), userName: z.string() });

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
 */
export interface SessionService {
  /** Only who is signed in and finished. */
  current(): Session | null;
  /** For the page: the unfinished too, with what they must do. */
  view(): Session | null;
  stored(): StoredSession | null;
  /** Throws AppError `session.none`, `session.unfinished`. */
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
  leaseDays(): number;
  /** The centre has just answered as this person's. */
  onContact(listener: () => void): Unsubscribe;
  onChange(listener: (session: StoredSession | null) => void): Unsubscribe;
}

export function createSessionService({
  local,
  client,
  admit,
  isWeakDesk = () => false,
  now,
  device,
  log,
}: {
  readonly local: LocalSettings;
  readonly client: (address: CentreAddress) => CentreClient;
  /** Whether this desk's replica is this user's to work on; throws an AppError when it is not. */
  readonly admit: (owner: LoginReply, ask: SessionService['ask']) => void | Promise<void>;
  /** Whether the replica's key lies where a thief finds it. */
  readonly isWeakDesk?: () => boolean;
  readonly now: () => number;
  /** How this desk is called in the list of devices. */
  readonly device: string;
  readonly log: Log;
}): SessionService {
  const changes = new Emitter<StoredSession | null>();
  const contacts = new Emitter<void>();
  let current = read();

  function read(): StoredSession | null {
    const parsed = storedSession.safeParse(local.get(STORED));
    return parsed.success ? parsed.data : null;
  }

  const isFinished = (session: StoredSession): boolean => (session.must ?? []).length === 0;
  const finished = (): StoredSession | null => (current && isFinished(current) ? current : null);

  function store(next: StoredSession | null): void {
    local.set(STORED, next);
    current = next;
    changes.emit(finished());
  }

  async function logOut({ centre, token }: StoredSession): Promise<void> {
    try {
      await client({ url: centre, token }).post(paths.logout, {}, z.unknown());
    } catch (error) {
      // Offline: the session ends by itself on the centre; here it is gone already.
      log.info('the centre was not told of the sign-out', { error: messageOf(error) });
    }
  }

  function lock(reason: LockReason): void {
    if (!current) return;
    noteLock(local, { reason, at: now(), userName: current.userName });
    log.warn('the desk locks itself', { reason });
    store(null);
  }

  async function enter(centre: string, reply: LoginReply): Promise<Session> {
    const [before, next] = [current, { ...reply, centre }];
    const { post } = client({ url: centre, token: reply.token });
    try {
      if (reply.policy?.weakKeychain === 'refuse' && isWeakDesk())
        throw new AppError('session.weak-keychain', 'the organisation asks for a keychain');
      await admit(reply, post);
    } catch (error) {
      await logOut(next);
      throw error;
    }
    local.set(LOCKED, null);
    store(next);
    contacts.emit();
    if (before) await logOut(before);
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
      store(null);
      await logOut(leaving);
    },
    lock,
    locked() {
      const parsed = storedLock.safeParse(local.get(LOCKED));
      return current === null && parsed.success ? parsed.data : null;
    },
    ask(path, body, reply, signal) {
      if (!current) throw new AppError('session.none', 'nobody is signed in');
      const { centre, token } = current;
      return client({ url: centre, token }).post(path, body, reply, signal);
    },
    async check(signal) {
      const asked = current;
      if (!asked) return;
      try {
        const { centre, token } = asked;
        const standing = await client({ url: centre, token }).post(
          accountPaths.standing,
          {},
          standingReply,
          signal,
        );
        if (current?.token !== token) return;
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
    leaseDays: () => (current?.policy ?? DEFAULT_POLICY).leaseDays,
    onContact: (listener) => contacts.on(listener),
    onChange: (listener) => changes.on(listener),
  };
}

/** For the sign-in screen: why there is nobody. */
export function noteLock(local: LocalSettings, lock: Omit<Lock, 'pending'>): void {
  local.set(LOCKED, lock);
}

/** The centre knows the session no more; whatever else goes wrong says nothing about it. */
function lockReasonOf(error: unknown): LockReason | undefined {
  if (!(error instanceof CentreError) || error.status !== 401) return undefined;
  switch (error.code) {
    case 'session.revoked':
      return 'revoked';
    case 'session.disabled':
      return 'disabled';
    default:
      return 'ended';
  }
}

export function toCommandSession({ tenantId, userId, roles, scopeId }: StoredSession): CommandSession {
  return { actor: { tenantId, userId, roles }, scopeId };
}

function toSession({ tenantName, demo, userId, userName, roles, must, policy }: StoredSession): Session {
  const outstanding: readonly Must[] = must ?? [];
  const hidden = policy?.hidden ?? [];
  const reads = policy?.reads ?? [];
  return {
    tenantName,
    demo,
    userId,
    userName,
    roles,
    ...(outstanding.length > 0 && { must: outstanding }),
    ...(hidden.length > 0 && { hidden }),
    ...(reads.length > 0 && { reads }),
  };
}
