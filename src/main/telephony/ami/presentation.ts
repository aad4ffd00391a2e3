import type { Announcement, CallEvent, RemoteParty } from '#shared/calls/call-event.ts';

import type { Clock } from '../link/clock.ts';
import { field } from './frame.ts';
import type { AmiFrame } from './frame.ts';
import { blocksOf } from './tracker/channel.ts';
import type { ChannelRef, Claim } from './tracker/claim.ts';
import type { TrackedAnnouncement, TrackedEvent } from './tracker/state.ts';

/**
 * Nobody's number leaves the adapter before `CALLERID(pres)` of the customer's own channel was heard and does not
 * begin with `prohib`: with `Privacy: id` and P-Asserted-Identity every AMI event carries the real number of a caller
 * who withheld it. Not heard in time counts as withheld.
 *
 * Events wait in one line, so that they come out in the order they went in; none waits longer than `waitMs`, for
 * nothing in front of it was put in later.
 */
export interface PresentationGate {
  /** Takes what a frame tells of presentations. Before the events of that frame are pushed. */
  observe(frame: AmiFrame, frameNumber: number): void;
  /** Asks for a presentation that will be needed. */
  suspect(channel: ChannelRef, frameNumber: number): void;
  push(event: TrackedEvent, frameNumber: number): void;
  /** Lets who may be shown pass as soon as that is known, waiting for nobody and keeping nobody waiting. */
  announce(announcement: TrackedAnnouncement, frameNumber: number): void;
  /** A channel is gone: what was heard of it is forgotten, but that it was restricted. */
  forget(id: string): void;
  /** As `forget`, of all that are not live. */
  retain(isLive: (id: string) => boolean): void;
  /** What is remembered of channels, and what waits. */
  readonly size: { readonly channels: number; readonly restricted: number; readonly waiting: number };
  /** Whether no event waits. */
  readonly idle: boolean;
  /** Drops what waits and tells nothing any more. */
  stop(): void;
}

export interface GateOptions {
  readonly clock: Clock;
  readonly waitMs: number;
  /** The presentation as the PBX tells it, or nothing when it does not. Never rejects. */
  readonly ask: (channel: ChannelRef) => Promise<string | undefined>;
  readonly emit: (event: CallEvent) => void;
  readonly emitAnnouncement: (announcement: Announcement) => void;
}

interface Evidence {
  /** Once restricted, always: a later "allowed" may be the dial plan's, not the caller's. */
  readonly restricted: boolean;
  /** Frame numbers. An answer counts from when it was *asked* for. -1: never. */
  readonly allowedAt: number;
  readonly askedAt: number;
  readonly pending: number;
}

interface Waiting {
  readonly event: TrackedEvent;
  readonly frameNumber: number;
  readonly deadline: number;
}

interface Announced {
  readonly announcement: TrackedAnnouncement;
  readonly frameNumber: number;
  readonly deadline: number;
}

/** Far above the calls that are on their way to one agent. */
const mostAnnounced = 32;

const nothing: Evidence = { restricted: false, allowedAt: -1, askedAt: -1, pending: 0 };

/** Channels remembered; the oldest go first. */
const evidenceLimit = 10_000;
/** Channels gone that were restricted: a straggling frame must not show them. The oldest go first. */
const restrictedLimit = 256;

/** A withheld call's first events still say "allowed": restricted is to be believed there, allowed is not. */
const tooEarly: ReadonlySet<string> = new Set(['newchannel', 'newcallerid', 'newstate']);

/** Stage of a far end: what may be shown, or nothing yet. */
type Verdict = RemoteParty | undefined;

export function createPresentationGate(options: GateOptions): PresentationGate {
  const { clock, waitMs, ask, emit, emitAnnouncement } = options;
  const evidence = new Map<string, Evidence>();
  let line: readonly Waiting[] = [];
  let announced: readonly Announced[] = [];
  /** Gone, and to be forgotten when nothing that waits may ask for them. */
  const gone = new Set<string>();
  const restrictedGone = new Set<string>();
  let cancelTimer: (() => void) | undefined;
  let stopped = false;

  function know(id: string): Evidence {
    return evidence.get(id) ?? (restrictedGone.has(id) ? { ...nothing, restricted: true } : nothing);
  }

  function learn(id: string, patch: Partial<Evidence>): void {
    const learnt = { ...know(id), ...patch };
    evidence.delete(id);
    evidence.set(id, learnt);
    for (const oldest of evidence.keys()) {
      if (evidence.size <= evidenceLimit) break;
      evidence.delete(oldest);
    }
  }

  function hear(id: string, presentation: string, frameNumber: number): void {
    const { restricted, allowedAt } = know(id);
    if (isRestricted(presentation)) learn(id, { restricted: true });
    else if (!restricted) learn(id, { allowedAt: Math.max(allowedAt, frameNumber) });
  }

  async function inquire(channel: ChannelRef, frameNumber: number): Promise<void> {
    const { pending } = know(channel.id);
    learn(channel.id, { askedAt: frameNumber, pending: pending + 1 });
    const presentation = await ask(channel);
    learn(channel.id, { pending: Math.max(0, know(channel.id).pending - 1) });
    if (presentation !== undefined && presentation !== '') hear(channel.id, presentation, frameNumber);
    pump();
  }

  function verdictOn(claim: Claim, frameNumber: number, late: boolean): Verdict {
    if (isAnonymous(claim)) return { withheld: true };
    if (claim.number === '' && claim.name === '') return {};
    const { customer, others, since } = claim;
    const witnesses = customer === undefined ? others : [customer, ...others];
    if (customer === undefined || witnesses.some(({ id }) => know(id).restricted)) return { withheld: true };

    const isVerified = know(customer.id).allowedAt >= since;
    const isOpen = witnesses.some(({ id }) => know(id).pending > 0);
    if (isVerified && (late || !others.some(({ id }) => know(id).pending > 0))) return shown(claim);
    if (!isOpen && !late && know(customer.id).askedAt < since) {
      void inquire(customer, frameNumber);
      return undefined;
    }
    if (isOpen && !late) return undefined;
    return claim.internal ? shown(claim) : { withheld: true };
  }

  function pump(): void {
    if (stopped) return;
    pumpAnnounced();
    pumpLine();
    if (line.length === 0) for (const id of gone) bury(id);
  }

  function pumpLine(): void {
    let head = line[0];
    while (head !== undefined) {
      const { event, frameNumber, deadline } = head;
      if ('from' in event) {
        const from = verdictOn(event.from, frameNumber, clock.now() >= deadline);
        if (from === undefined) {
          wait(deadline);
          return;
        }
        line = line.slice(1);
        emit({ ...event, from });
      } else {
        line = line.slice(1);
        emit(event);
      }
      head = line[0];
    }
  }

  function pumpAnnounced(): void {
    const waiting = announced;
    announced = [];
    for (const each of waiting) {
      if (clock.now() >= each.deadline) continue;
      const from = verdictOn(each.announcement.from, each.frameNumber, false);
      if (from === undefined) announced = [...announced, each];
      else if (from.number !== undefined) emitAnnouncement({ ...each.announcement, from });
    }
  }

  function bury(id: string): void {
    const known = know(id);
    if (known.pending > 0) return;
    gone.delete(id);
    evidence.delete(id);
    if (!known.restricted) return;
    restrictedGone.delete(id);
    restrictedGone.add(id);
    for (const oldest of restrictedGone) {
      if (restrictedGone.size <= restrictedLimit) break;
      restrictedGone.delete(oldest);
    }
  }

  function wait(deadline: number): void {
    cancelTimer?.();
    cancelTimer = clock.after(Math.max(1, deadline - clock.now()), pump);
  }

  return {
    observe(frame, frameNumber) {
      for (const { id, variables } of blocksOf(frame)) {
        const presentation = variables['CALLERID(pres)'] ?? '';
        if (presentation !== '' && (isRestricted(presentation) || !tooEarly.has(frame.event)))
          hear(id, presentation, frameNumber);
      }
      // NewCallerid says it in words: `32 (Presentation Prohibited, Not Screened)`. Its "allowed" proves nothing yet.
      const id = field(frame, 'uniqueid');
      if (id !== '' && /prohib/i.test(field(frame, 'cid-callingpres'))) learn(id, { restricted: true });
    },
    suspect(channel, frameNumber) {
      if (!stopped && know(channel.id).askedAt < frameNumber && !know(channel.id).restricted) {
        void inquire(channel, frameNumber);
      }
    },
    push(event, frameNumber) {
      if (stopped) return;
      line = [...line, { event, frameNumber, deadline: clock.now() + waitMs }];
      if (line.length === 1) pump();
    },
    announce(announcement, frameNumber) {
      if (stopped) return;
      const sameCall = announced.filter((each) => each.announcement.call !== announcement.call);
      announced = [...sameCall, { announcement, frameNumber, deadline: clock.now() + waitMs }].slice(
        -mostAnnounced,
      );
      pump();
    },
    forget(id) {
      gone.add(id);
      announced = announced.filter((each) => each.announcement.call !== id);
      pump();
    },
    retain(isLive) {
      for (const id of evidence.keys()) if (!isLive(id)) gone.add(id);
      pump();
    },
    get size() {
      return {
        channels: evidence.size,
        restricted: restrictedGone.size,
        waiting: line.length + announced.length + gone.size,
      };
    },
    get idle() {
      return line.length === 0;
    },
    stop() {
      stopped = true;
      line = [];
      announced = [];
      cancelTimer?.();
    },
  };
}

function isRestricted(presentation: string): boolean {
  return presentation.toLowerCase().startsWith('prohib');
}

function isAnonymous({ number, name }: Claim): boolean {
  return /^anonymous$/i.test(number) || (number === '' && /^anonymous$/i.test(name));
}

function shown({ number, name }: Claim): RemoteParty {
  return { ...(number === '' ? {} : { number }), ...(name === '' ? {} : { name }) };
}
