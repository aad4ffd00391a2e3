import { messageOf } from '#shared/kernel/app-error.ts';
import type { Log } from '../host/host.ts';
import type { SessionService } from '../session/session-service.ts';
import type { StoredSession } from '../session/stored-session.ts';
import type { SyncEngine } from './engine.ts';
import type { SyncNet } from './net.ts';

export interface SessionLinkDeps {
  readonly session: Pick<SessionService, 'current' | 'speaker' | 'sharesWith' | 'onChange'>;
  readonly engine: Pick<SyncEngine, 'connect' | 'disconnect'>;
  /** Whose work is to be sent next; undefined: there is none. */
  readonly author: () => string | undefined;
  /** PEM: whom alone the centre's certificate is believed from. */
  readonly authorities: () => string | undefined;
  readonly netOf: (session: StoredSession) => SyncNet;
  readonly log: Log;
}

/** In whose name the desk is linked to the centre. */
export interface SessionLink {
  /** Links it as whoever it speaks for now. Rejects where the link before does not end, or the address is none. */
  link(): Promise<void>;
  /** Looks again: somebody's work was sent, or somebody has left some. */
  lookAgain(): void;
  /** Others may be believed now. */
  believeAgain(): void;
  /** From now on the link follows the session. */
  follow(): void;
}

/** Each one's work goes out by their own session, in the order in which it was written. */
export function createSessionLink(deps: SessionLinkDeps): SessionLink {
  const { session, engine, author, authorities, netOf, log } = deps;
  let linkedBy: string | undefined;
  let believed = authorities();

  const speaker = (): StoredSession | null => session.speaker(author());
  const link = async (): Promise<void> => {
    const signedIn = speaker();
    linkedBy = signedIn?.token;
    if (!signedIn) return engine.disconnect();
    const { tenantId, userId } = signedIn;
    return engine.connect({
      net: netOf(signedIn),
      owner: { tenantId, userId, sharesWith: session.sharesWith(signedIn) },
    });
  };
  const relink = (): void => {
    link().catch((error: unknown) =>
      log.error('the centre could not be linked', { error: messageOf(error) }),
    );
  };
  const lookAgain = (): void => {
    if (speaker()?.token !== linkedBy) relink();
  };

  return {
    link,
    lookAgain,
    believeAgain() {
      if (authorities() === believed) return;
      believed = authorities();
      relink();
    },
    follow() {
      session.onChange(() => {
        // Nobody is here, and the desk goes on in the same name: what is under way need not be broken off.
        if (session.current() === null) lookAgain();
        else relink();
      });
    },
  };
}
