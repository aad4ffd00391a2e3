import type { RemoteParty } from '#shared/calls/call-event.ts';
import type { Clock } from '../link/clock.ts';
import type { LinkFault } from '../telephony-source.ts';
import { openCarrier } from './carrier.ts';
import type { DialogDocument } from './dialog-info.ts';
import { startHeartbeat } from './heartbeat.ts';
import { createInvitations } from './invitations.ts';
import { holdLease } from './lease.ts';
import type { Lease, Refusal } from './lease.ts';
import { faultOf, isLasting } from './refusal.ts';
import type { SipSourceSettings } from './settings.ts';
import type { SipTiming } from './timing.ts';
import { createUserAgent } from './user-agent.ts';
import type { UserAgent } from './user-agent.ts';
import { watchDialogs } from './watch.ts';

export interface ConnectionEvents {
  /** The connection is open, the login on its way. */
  readonly onConnected: () => void;
  /** Registered where that is wanted, the subscription accepted. */
  readonly onLoggedIn: () => void;
  /** The first one after `onLoggedIn`. */
  readonly onDocument: (document: DialogDocument) => void;
  readonly onInvited: (invite: string, from: RemoteParty) => void;
  readonly onUninvited: (invite: string, elsewhere: boolean) => void;
  /** All that are registered under the account, after every registration; endpoint mode only. */
  readonly onContacts: (contacts: readonly string[], own: string) => void;
  /** The end, told exactly once unless `close()` was called before. */
  readonly onClosed: (fault: LinkFault) => void;
}

export interface ConnectionMeans {
  readonly clock: Clock;
  readonly random: () => number;
  readonly timing: SipTiming;
  /** Random letters and digits, new for every connection. */
  readonly token: string;
}

/** One login at one PBX, from dialling to its end; never reopened, a new one is made for every attempt. */
export interface SipConnection {
  /** There once the connection is open. */
  readonly agent: UserAgent | undefined;
  close(): void;
}

/**
 *   opening ─open▶ login (REGISTER in endpoint mode, SUBSCRIBE) ─2xx▶ first document ▶ ready
 *
 * Whatever fails ends the whole of it: registration, subscription and heartbeat stand and fall together.
 */
export function openConnection(
  settings: SipSourceSettings,
  events: ConnectionEvents,
  { clock, random, timing, token }: ConnectionMeans,
): SipConnection {
  let isClosed = false;
  let isLoggedIn = false;
  let isReady = false;
  let agent: UserAgent | undefined;
  const leases: Lease[] = [];
  let cancelRetry = (): void => undefined;
  let stopHeartbeat = (): void => undefined;

  /** Out of the library's stack: it swallows what is thrown in it, and a bug of ours must not go unseen. */
  const tell = (run: () => void): void =>
    queueMicrotask(() => {
      if (!isClosed) run();
    });

  const cancelDeadline = clock.after(timing.loginMs, () =>
    end(
      agent === undefined
        ? { code: 'unreachable', detail: 'no connection in time' }
        : { code: 'no-answer', detail: 'no login in time' },
    ),
  );

  const carrier = openCarrier(settings, {
    onOpen: (local) => {
      if (isClosed) return;
      agent = createUserAgent({ settings, carrier, local, token, onInvite });
      events.onConnected();
      login(agent, 0);
    },
    onMessage: (message) => agent?.receive(message),
    onClosed: end,
  });

  const ring = createInvitations({
    onInvited: (invite, from) => tell(() => events.onInvited(invite, from)),
    onUninvited: (invite, elsewhere) => tell(() => events.onUninvited(invite, elsewhere)),
  });
  const onInvite: typeof ring = (request) => {
    if (settings.mode === 'endpoint') ring(request);
    else request.reject({ statusCode: 480 });
  };

  function login(made: UserAgent, attempt: number): void {
    const onRefused = (refusal: Refusal): void => {
      const lasting = isLasting(refusal);
      if (!lasting || attempt > 0 || isLoggedIn) {
        // Once logged in, a refusal is told of the renewal: the next link will show whether it lasts.
        end(
          isLoggedIn
            ? { code: 'closed', detail: faultOf(refusal, settings).detail }
            : faultOf(refusal, settings),
        );
        return;
      }
      dropLeases();
      cancelRetry = clock.after(timing.retryMs, () => login(made, attempt + 1));
    };
    if (settings.mode === 'dialog') {
      leases.push(watch(made, onRefused));
      return;
    }
    let isWatching = false;
    leases.push(
      holdLease({
        clock,
        request: (seconds, delegate) => {
          const { core, pbx, self, contactHeader } = made;
          const headers = [contactHeader, `Expires: ${String(seconds)}`];
          return core.register(
            core.makeOutgoingRequestMessage('REGISTER', pbx, self, self, {}, headers),
            delegate,
          );
        },
        onGranted: (contacts) => {
          tell(() => events.onContacts(contacts, token));
          if (isWatching) return;
          isWatching = true;
          leases.push(watch(made, onRefused));
        },
        onRefused,
      }),
    );
  }

  function watch(made: UserAgent, onRefused: (refusal: Refusal) => void): Lease {
    return watchDialogs({
      agent: made,
      extension: settings.extension,
      clock,
      onAccepted: loggedIn,
      onDocument: (document) => {
        if (isClosed) return;
        // A NOTIFY may overtake the answer to the SUBSCRIBE.
        loggedIn();
        if (!isReady) ready(made);
        tell(() => events.onDocument(document));
      },
      onOdd: (detail) => {
        if (!isReady) end({ code: 'not-a-pbx', detail: `no dialog document: ${detail}` });
      },
      onRefused,
      onOver: (detail) => end({ code: 'closed', detail }),
    });
  }

  function loggedIn(): void {
    if (isClosed || isLoggedIn) return;
    isLoggedIn = true;
    tell(events.onLoggedIn);
  }

  function ready(made: UserAgent): void {
    isReady = true;
    cancelDeadline();
    stopHeartbeat = startHeartbeat({
      agent: made,
      clock,
      random,
      timing,
      onDead: () => end({ code: 'no-answer', detail: 'two OPTIONS unanswered' }),
    });
  }

  function dropLeases(): void {
    for (const lease of leases.splice(0)) lease.stop();
  }

  function close(): void {
    if (isClosed) return;
    isClosed = true;
    cancelDeadline();
    cancelRetry();
    stopHeartbeat();
    dropLeases();
    agent?.dispose();
    carrier.close();
  }

  function end(fault: LinkFault): void {
    if (isClosed) return;
    close();
    queueMicrotask(() => events.onClosed(fault));
  }

  return {
    get agent() {
      return agent;
    },
    close,
  };
}
