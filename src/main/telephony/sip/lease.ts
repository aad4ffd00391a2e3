import type { OutgoingRequest, OutgoingRequestDelegate } from 'sip.js/lib/core/index.js';
import type { Clock } from '../link/clock.ts';

/** The PBX said no: what a lease ended with. */
export interface Refusal {
  readonly code: number;
  readonly phrase: string;
}

export interface LeaseOptions {
  readonly clock: Clock;
  /** Sends the request for so many seconds; the answers go to the delegate. */
  readonly request: (seconds: number, delegate: OutgoingRequestDelegate) => OutgoingRequest;
  /** Each time it is granted, with the Contact headers of the answer. */
  readonly onGranted: (contacts: readonly string[]) => void;
  /** Refused, at first or when it was to be renewed; over. */
  readonly onRefused: (refusal: Refusal) => void;
}

export interface Lease {
  /** Granted for so many seconds only. */
  shorten(seconds: number): void;
  stop(): void;
}

/** Asked for; a PBX may grant less, or want more. A PBX that lost it silently has it back after half of it. */
const wishedSeconds = 600;
const longestSeconds = 86_400;
const shortestRenewalMs = 5_000;

/** Something the PBX grants for a time, a registration or a subscription: renewed after half of it, until refused. */
export function holdLease({ clock, request, onGranted, onRefused }: LeaseOptions): Lease {
  let stopped = false;
  let wanted = wishedSeconds;
  let cancel = (): void => undefined;

  function renewIn(seconds: number): void {
    cancel();
    cancel = clock.after(Math.max(shortestRenewalMs, (seconds * 1_000) / 2), ask);
  }

  function ask(): void {
    if (stopped) return;
    request(wanted, {
      onAccept({ message }) {
        if (stopped) return;
        renewIn(secondsIn(message.getHeader('expires')) ?? wanted);
        onGranted(message.getHeaders('contact'));
      },
      onReject({ message }) {
        if (stopped) return;
        const longer = message.statusCode === 423 ? secondsIn(message.getHeader('min-expires')) : undefined;
        if (longer !== undefined && longer > wanted) {
          wanted = longer;
          ask();
        } else refused(message.statusCode, message.reasonPhrase);
      },
      onRedirect: ({ message }) => refused(message.statusCode, message.reasonPhrase),
    });
  }

  function refused(code = 0, phrase = ''): void {
    if (stopped) return;
    stopped = true;
    cancel();
    onRefused({ code, phrase });
  }

  ask();
  return {
    shorten: (seconds) => {
      if (!stopped && seconds > 0) renewIn(Math.min(seconds, wanted));
    },
    stop() {
      stopped = true;
      cancel();
    },
  };
}

function secondsIn(header: string | undefined): number | undefined {
  if (header === undefined || !/^\d{1,9}$/.test(header)) return undefined;
  const seconds = Number(header);
  return seconds > 0 && seconds <= longestSeconds ? seconds : undefined;
}
