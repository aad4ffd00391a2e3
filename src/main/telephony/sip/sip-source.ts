import { randomBytes } from 'node:crypto';
import type { CallEvent } from '#shared/calls/call-event.ts';
import { Emitter } from '#shared/kernel/emitter.ts';
import { defaultBackoff } from '#shared/kernel/backoff.ts';
import type { BackoffPolicy } from '#shared/kernel/backoff.ts';
import { systemClock } from '../link/clock.ts';
import type { Clock } from '../link/clock.ts';
import { createLinkRunner } from '../link/link-runner.ts';
import type { ConnectionReport } from '../link/link-runner.ts';
import { noControl } from '../no-control.ts';
import type { DialRequest, DialResult, TelephonySource } from '../telephony-source.ts';
import { clickToDial } from './click-to-dial.ts';
import type { ClickToDial } from './click-to-dial.ts';
import { createDoorTrace } from '../door-trace.ts';
import { openConnection } from './connection.ts';
import type { SipConnection } from './connection.ts';
import { checkSip, noEvidence, seeContacts, seeDocument } from './setup-check.ts';
import { deviceOf, settingsFault } from './settings.ts';
import type { SipSourceSettings } from './settings.ts';
import { defaultTiming } from './timing.ts';
import type { SipTiming } from './timing.ts';
import { saidOf } from './said.ts';
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
 * bytes → carrier → library → watch and invitations → tracker (pure) → listeners. The link's own life is
 * `link-runner.ts`.
 */
export function createSipSource(options: SipSourceOptions): TelephonySource {
  const { settings, clock = systemClock, random = Math.random, backoff = defaultBackoff } = options;
  const { newToken = () => randomBytes(8).toString('hex') } = options;
  const timing: SipTiming = { ...defaultTiming, ...options.timing };

  const calls = new Emitter<CallEvent>();
  const trace = createDoorTrace();
  let connection: SipConnection | undefined;
  let tracker: SipTracker = newTracker();
  let evidence = noEvidence;
  const settling = new Map<string, () => void>();
  let dialling: ClickToDial | undefined;

  function newTracker(): SipTracker {
    return emptySipTracker(deviceOf(settings.extension), `sip-${newToken()}`);
  }

  const link = createLinkRunner({ open, onClosed, clock, random, backoff });

  function open(report: ConnectionReport): () => void {
    try {
      const made = connect(report);
      connection = made;
      return () => made.close();
    } catch (error) {
      // A certificate that is none, and the like: thrown before anything is dialled.
      const fault = { code: 'bad-settings', detail: String(error) } as const;
      queueMicrotask(() => report({ type: 'failed', fault, at: clock.now() }));
      return () => undefined;
    }
  }

  function onClosed(): void {
    connection = undefined;
    dialling?.abandon('the link to the PBX was lost');
    dialling = undefined;
  }

  function connect(report: ConnectionReport): SipConnection {
    return openConnection(
      settings,
      {
        onConnected: () => report({ type: 'connected' }),
        onLoggedIn: () => {
          apply({ type: 'relinked', at: clock.now() });
          report({ type: 'loggedIn' });
        },
        onDocument: (document) => {
          evidence = seeDocument(evidence, document);
          apply({ type: 'document', document, at: clock.now() });
          report({ type: 'resynced', at: clock.now() });
        },
        onInvited: (invite, from) => apply({ type: 'invited', invite, from, at: clock.now() }),
        onUninvited: (invite, elsewhere) => apply({ type: 'uninvited', invite, elsewhere, at: clock.now() }),
        onContacts: (contacts, own) => (evidence = seeContacts(evidence, contacts, own)),
        onClosed: (fault) => report({ type: 'failed', fault, at: clock.now() }),
      },
      { clock, random, timing, token: newToken() },
    );
  }

  function apply(input: SipInput): void {
    const output = trackSip(tracker, input);
    const before = tracker;
    tracker = output.tracker;
    trace.step(input.at, saidOf(input, before, tracker), output.events);
    for (const id of output.settling) {
      settling.set(
        id,
        clock.after(timing.settleMs, () => {
          settling.delete(id);
          apply({ type: 'due', id, at: clock.now() });
        }),
      );
    }
    for (const event of output.events) calls.emit(event);
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
    onState: link.onState,
    onCall: (listener) => calls.on(listener),
    onTrace: (listener) => trace.on(listener),
    start() {
      const fault = settingsFault(settings);
      if (fault) link.refuse(fault);
      else link.start();
    },
    async stop() {
      link.stop();
      for (const cancel of settling.values()) cancel();
      settling.clear();
      tracker = newTracker();
    },
    dial,
    checkSetup: async () => checkSip(settings, link.state, evidence),
    ...noControl,
  };
}
