import { randomBytes } from 'node:crypto';
import type { CallEvent } from '#shared/calls/call-event.ts';
import { defaultBackoff } from '../ami/backoff.ts';
import type { BackoffPolicy } from '../ami/backoff.ts';
import { systemClock } from '../ami/clock.ts';
import type { Clock } from '../ami/clock.ts';
import { linkOff, stepLink } from '../ami/link.ts';
import type { LinkEffect, LinkInput } from '../ami/link.ts';
import { createListeners } from '../ami/listeners.ts';
import type { DialRequest, DialResult, LinkState, TelephonySource } from '../telephony-source.ts';
import { clickToDial } from './click-to-dial.ts';
import type { ClickToDial } from './click-to-dial.ts';
import { openConnection } from './connection.ts';
import type { SipConnection } from './connection.ts';
import { deviceOf, settingsFault } from './settings.ts';
import type { SipSourceSettings } from './settings.ts';
import { defaultTiming } from './timing.ts';
import type { SipTiming } from './timing.ts';
import { emptySipTracker } from './tracker/state.ts';
import type { SipInput, SipTracker } from './tracker/state.ts';
import { trackSip } from './tracker/tracker.ts';

export interface SipSourceOptions {
  readonly settings: SipSourceSettings;
  readonly clock?: Clock;
  /** In [0, 1). */
  readonly random?: () => number;
  readonly timing?: Partial<SipTiming>;
  readonly backoff?: BackoffPolicy;
  /** A random name, letters and digits; new at every call. */
  readonly newToken?: () => string;
}

const DIALABLE = /^[0-9*#+]{1,32}$/;

/**
 * Calls at the agent's desk phone, as a SIP account beside it is told of them. What it cannot know: `SIP_LIMITS`.
 *
 * bytes → carrier → library → watch and invitations → tracker (pure) → listeners. The link's own life is `link.ts`;
 * here its effects are carried out.
 */
export function createSipSource(options: SipSourceOptions): TelephonySource {
  const { settings, clock = systemClock, random = Math.random, backoff = defaultBackoff } = options;
  const { newToken = () => randomBytes(8).toString('hex') } = options;
  const timing: SipTiming = { ...defaultTiming, ...options.timing };

  const states = createListeners<LinkState>();
  const calls = createListeners<CallEvent>();

  let link = linkOff;
  let connection: SipConnection | undefined;
  let tracker: SipTracker = newTracker();
  let cancelWait: () => void = () => undefined;
  const settling = new Map<string, () => void>();
  let dialling: ClickToDial | undefined;

  function newTracker(): SipTracker {
    return emptySipTracker(deviceOf(settings.extension), `sip-${newToken()}`);
  }

  function feed(input: LinkInput): void {
    const before = link.state;
    const { link: next, effects } = stepLink(link, input, backoff, random);
    link = next;
    if (next.state !== before) states.tell(next.state);
    for (const effect of effects) carryOut(effect);
  }

  function carryOut(effect: LinkEffect): void {
    switch (effect.type) {
      case 'open':
        open();
        return;
      case 'close':
        cancelWait();
        connection?.close();
        connection = undefined;
        dialling?.abandon('the link to the PBX was lost');
        dialling = undefined;
        return;
      case 'wait':
        cancelWait = clock.after(effect.ms, () => feed({ type: 'due' }));
    }
  }

  function open(): void {
    try {
      connect();
    } catch (error) {
      // A certificate that is none, and the like: thrown before anything is dialled.
      feed({ type: 'failed', fault: { code: 'bad-settings', detail: String(error) }, at: clock.now() });
    }
  }

  function connect(): void {
    const made: SipConnection = openConnection(
      settings,
      {
        onConnected: () => feed({ type: 'connected' }),
        onLoggedIn: () => {
          apply({ type: 'relinked', at: clock.now() });
          feed({ type: 'loggedIn' });
        },
        onDocument: (document) => {
          apply({ type: 'document', document, at: clock.now() });
          feed({ type: 'resynced', at: clock.now() });
        },
        onInvited: (invite, from) => apply({ type: 'invited', invite, from, at: clock.now() }),
        onUninvited: (invite, elsewhere) => apply({ type: 'uninvited', invite, elsewhere, at: clock.now() }),
        onClosed: (fault) => {
          if (connection === made) feed({ type: 'failed', fault, at: clock.now() });
        },
      },
      { clock, random, timing, token: newToken() },
    );
    connection = made;
  }

  function apply(input: SipInput): void {
    const output = trackSip(tracker, input);
    tracker = output.tracker;
    for (const id of output.settling) {
      settling.set(
        id,
        clock.after(timing.settleMs, () => {
          settling.delete(id);
          apply({ type: 'due', id, at: clock.now() });
        }),
      );
    }
    for (const event of output.events) calls.tell(event);
  }

  async function dial({ id, number }: DialRequest): Promise<DialResult> {
    if (!DIALABLE.test(number))
      return { ok: false, code: 'bad-number', detail: 'only digits, *, # and +, 32 at the most' };
    const agent = connection?.agent;
    if (link.state.stage !== 'ready' || agent === undefined)
      return { ok: false, code: 'not-ready', detail: `the link is ${link.state.stage}` };
    if (dialling !== undefined) return { ok: false, code: 'failed', detail: 'another call is being dialled' };
    apply({ type: 'dialled', id, to: number, at: clock.now() });
    const mine = clickToDial({
      agent,
      clock,
      extension: settings.extension,
      number,
      ringMs: timing.agentRingMs,
      onAnswered: () => apply({ type: 'dial-answered', id, to: number, at: clock.now() }),
      onProgress: (progress) => apply({ type: 'dial-progress', id, progress, at: clock.now() }),
    });
    dialling = mine;
    const result = await mine.result;
    if (dialling === mine) dialling = undefined;
    if (!result.ok && isRunning()) apply({ type: 'dial-failed', id, at: clock.now() });
    return result;
  }

  const isRunning = (): boolean => link.state.stage !== 'off';

  return {
    get state() {
      return link.state;
    },
    onState: states.add,
    onCall: calls.add,
    start() {
      const fault = settingsFault(settings);
      if (fault === undefined) feed({ type: 'start' });
      else {
        link = { state: { stage: 'refused', cause: fault }, attempt: 0 };
        states.tell(link.state);
      }
    },
    stop() {
      feed({ type: 'stop' });
      for (const cancel of settling.values()) cancel();
      settling.clear();
      tracker = newTracker();
      return Promise.resolve();
    },
    dial,
  };
}
