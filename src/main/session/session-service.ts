import { z } from 'zod';
import { AppError, messageOf } from '#shared/kernel/app-error.ts';
import { Emitter } from '#shared/kernel/emitter.ts';
import type { Unsubscribe } from '#shared/kernel/emitter.ts';
import type { Session } from '#shared/ipc/core-contracts.ts';
import { loginReply, loginRequest, paths } from '#shared/sync/protocol.ts';
import type { CommandSession } from '../commands/command-runner.ts';
import type { Log } from '../host/host.ts';
import type { Owner } from '../replica/identity.ts';
import type { LocalSettings } from '../settings/local-settings.ts';
import type { CentreAddress, CentreClient } from '../sync/centre-client.ts';

const STORED = 'session';

const storedSession = loginReply.extend({ centre: z.url() });
export type StoredSession = z.infer<typeof storedSession>;

export interface Credentials {
  readonly centre: string;
  readonly tenant: string;
  readonly login: string;
  readonly password: string;
}

/** Who is signed in at this desk. The token lies in the encrypted replica and leaves it towards the centre only. */
export interface SessionService {
  current(): Session | null;
  stored(): StoredSession | null;
  /** Throws AppError `session.none`. */
  required(): StoredSession;
  /**
   * Throws the centre's refusal, e.g. `login.refused`, or `centre.offline`; `replica.other-tenant` or
   * `replica.unsent-work` when the desk holds somebody else's data: then nobody gets to see it.
   */
  signIn(credentials: Credentials): Promise<Session>;
  signOut(): Promise<void>;
  onChange(listener: (session: StoredSession | null) => void): Unsubscribe;
}

export function createSessionService({
  local,
  client,
  admit,
  device,
  log,
}: {
  readonly local: LocalSettings;
  readonly client: (address: CentreAddress) => CentreClient;
  /** Whether this desk's replica is this user's to work on; throws an AppError when it is not. */
  readonly admit: (owner: Owner) => void;
  /** How this desk is called in the list of devices. */
  readonly device: string;
  readonly log: Log;
}): SessionService {
  const changes = new Emitter<StoredSession | null>();
  let current = read();

  function read(): StoredSession | null {
    const parsed = storedSession.safeParse(local.get(STORED));
    return parsed.success ? parsed.data : null;
  }

  function store(next: StoredSession | null): void {
    local.set(STORED, next);
    current = next;
    changes.emit(next);
  }

  async function logOut({ centre, token }: StoredSession): Promise<void> {
    try {
      await client({ url: centre, token }).post(paths.logout, {}, z.unknown());
    } catch (error) {
      // Offline: the session ends by itself on the centre; here it is gone already.
      log.info('the centre was not told of the sign-out', { error: messageOf(error) });
    }
  }

  return {
    current: () => (current ? toSession(current) : null),
    stored: () => current,
    required() {
      if (!current) throw new AppError('session.none', 'nobody is signed in');
      return current;
    },
    async signIn({ centre, ...credentials }) {
      const body = loginRequest.parse({ ...credentials, device });
      const reply = await client({ url: centre }).post(paths.login, body, loginReply);
      const [before, next] = [current, { ...reply, centre }];
      try {
        admit(reply);
      } catch (error) {
        await logOut(next);
        throw error;
      }
      store(next);
      if (before) await logOut(before);
      return toSession(next);
    },
    async signOut() {
      const leaving = current;
      if (!leaving) return;
      store(null);
      await logOut(leaving);
    },
    onChange: (listener) => changes.on(listener),
  };
}

export function toCommandSession({ tenantId, userId, roles, scopeId }: StoredSession): CommandSession {
  return { actor: { tenantId, userId, roles }, scopeId };
}

function toSession({ tenantName, demo, userId, userName, roles }: StoredSession): Session {
  return { tenantName, demo, userId, userName, roles };
}
