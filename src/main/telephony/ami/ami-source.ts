import { randomUUID } from 'node:crypto';

import type { Announcement, CallEvent } from '#shared/calls/call-event.ts';
import type { SourceTrace } from '#shared/calls/call-trace.ts';
import type { ExtensionPresence } from '#shared/calls/presence.ts';
import type { QueueMiss } from '#shared/calls/queue-miss.ts';
import { AppError } from '#shared/kernel/app-error.ts';

import type { DialRequest, DialResult, LinkState, TelephonySource } from '../telephony-source.ts';
import {
  coreShowChannels,
  extensionStateList,
  getPresentation,
  originate,
  ping,
  presenceStateList,
  statusOfAll,
} from './actions.ts';
import { defaultBackoff } from '#shared/kernel/backoff.ts';
import type { BackoffPolicy } from '#shared/kernel/backoff.ts';
import { systemClock } from '../link/clock.ts';
import type { Clock } from '../link/clock.ts';
import { openConnection } from './connection.ts';
import type { AmiConnection } from './connection.ts';
import { hangUpOwn, transferBlind } from './control.ts';
import type { ControlParts } from './control.ts';
import { field } from './frame.ts';
import type { AmiFrame } from './frame.ts';
import { linkOff, stepLink } from '../link/link.ts';
import type { LinkEffect, LinkInput } from '../link/link.ts';
import { createListeners } from './listeners.ts';
import { isOfPresence, noPresence, stepPresence } from './presence-watch.ts';
import { createPresentationGate } from './presentation.ts';
import { queueMissOf, stepQueues, watchQueues } from './queue-watch.ts';
import { settingsFault } from './settings.ts';
import type { AmiSettings } from './settings.ts';
import { checkSetup, createSetupWatch } from './setup-check.ts';
import { defaultTiming } from './timing.ts';
import type { AmiTiming } from './timing.ts';
import { createTrace } from './trace.ts';
import { ownPrefix } from './tracker/call.ts';
import { reconcile } from './tracker/reconcile.ts';
import { emptyTracker } from './tracker/state.ts';
import type { TrackerOutput, TrackerState } from './tracker/state.ts';
import { track } from './tracker/tracker.ts';
import { isDialable } from './wire.ts';

export interface AmiSourceOptions {
  readonly settings: AmiSettings;
  readonly clock?: Clock;
  /** In [0, 1). */
  readonly random?: () => number;
  readonly timing?: Partial<AmiTiming>;
  readonly backoff?: BackoffPolicy;
}

export interface AmiSource extends TelephonySource {
  readonly onTrace: NonNullable<TelephonySource['onTrace']>;
  readonly onQueueMissed: NonNullable<TelephonySource['onQueueMissed']>;
  readonly onPresence: NonNullable<TelephonySource['onPresence']>;
  readonly checkSetup: NonNullable<TelephonySource['checkSetup']>;
  /** How many of what is kept in memory, for soak tests. */
  readonly holding: Readonly<Record<string, number>>;
  /** Resolves when everything the PBX sent before now was told. Rejects when the link is not ready or breaks. */
  drained(): Promise<void>;
}

/** Frames held back while the live channels are read; a PBX that sends more in those seconds is out of its mind. */
const bufferLimit = 20_000;
const originatedLimit = 32;

/**
 * Calls at the agent's devices, heard through an Asterisk's manager port.
 *
 * bytes → connection → tracker (pure) → presentation gate → listeners. The link's own life is `link.ts`; here its
 * effects are carried out, and the live channels are read again after each login.
 */
export function createAmiSource(options: AmiSourceOptions): AmiSource {
  const { settings, clock = systemClock, random = Math.random, backoff = defaultBackoff } = options;
  const timing: AmiTiming = { ...defaultTiming, ...options.timing };

  const states = createListeners<LinkState>();
  const calls = createListeners<CallEvent>();
  const announcements = createListeners<Announcement>();
  const traces = createListeners<SourceTrace>();
  const queueMisses = createListeners<QueueMiss>();
  const presences = createListeners<ExtensionPresence>();

  let link = linkOff;
  let connection: AmiConnection | undefined;
  let cancelWait: () => void = () => undefined;
  let cancelSweep: () => void = () => undefined;

  let tracker: TrackerState = emptyTracker(settings.devices);
  let queues = watchQueues(settings.queues ?? []);
  let presence = noPresence;
  /** While the live channels are read, what the PBX tells is held back: it may be in the list already. */
  let buffer: AmiFrame[] | undefined;
  let gate = openGate();
  let trace = createTrace(traces.tell);
  let watch = createSetupWatch(clock);
  let onIdle: (() => void)[] = [];
  /** ActionID of our latest Originates → ChannelId. */
  const originated = new Map<string, string>();

  function openGate(): ReturnType<typeof createPresentationGate> {
    return createPresentationGate({
      clock,
      waitMs: timing.presentationMs,
      ask: async (channel) => {
        if (channel.name === '') return undefined;
        const answer = await connection?.request(getPresentation(channel.name));
        return answer?.ok === true ? field(answer.frame, 'value') : undefined;
      },
      emit: (event) => {
        const miss = queueMissOf(event);
        if (miss) queueMisses.tell(miss);
        else {
          calls.tell(event);
          trace.told(event);
        }
        if (gate.idle) settle();
      },
      emitAnnouncement: announcements.tell,
    });
  }

  function settle(): void {
    const waiting = onIdle;
    onIdle = [];
    for (const resolve of waiting) resolve();
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
        cancelSweep();
        connection?.close();
        connection = undefined;
        buffer = undefined;
        return;
      case 'wait':
        cancelWait = clock.after(effect.ms, () => {
          feed({ type: 'due' });
        });
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
    const made: AmiConnection = openConnection(
      settings,
      {
        onConnected: () => {
          feed({ type: 'connected' });
        },
        onReady: () => {
          watch = createSetupWatch(clock);
          feed({ type: 'loggedIn' });
          void resync(made);
        },
        onFrame: hear,
        onClosed: (fault) => {
          feed({ type: 'failed', fault, at: clock.now() });
        },
      },
      { clock, random, timing },
    );
    connection = made;
  }

  async function resync(from: AmiConnection): Promise<void> {
    buffer = [];
    const asked = tracker.frame;
    const rows = await liveChannels(from);
    if (connection !== from) return;
    for (const row of rows ?? []) gate.observe(row, asked + 1);
    apply(reconcile(tracker, rows ?? [], asked, clock.now()));
    gate.retain(isLive);
    const held = buffer;
    buffer = undefined;
    for (const frame of held) hear(frame);
    feed({ type: 'resynced', at: clock.now() });
    scheduleSweep(from);
    await readPresence(from);
  }

  /** After the calls, and of no account to them: a manager user that may not ask has changes alone. */
  async function readPresence(from: AmiConnection): Promise<void> {
    presence = noPresence;
    for (const action of [extensionStateList, presenceStateList]) {
      const asked = presence;
      const list = await from.list(action);
      if (connection !== from) return;
      // What was heard while the list was on its way is newer than its row.
      const isNews = (frame: AmiFrame): boolean => {
        const { watch: after } = stepPresence(noPresence, frame);
        return [...after.extensions.keys()].every(
          (key) => presence.extensions.get(key) === asked.extensions.get(key),
        );
      };
      for (const frame of list.ok ? list.frames.filter(isNews) : []) hearPresence(frame);
    }
  }

  function hearPresence(frame: AmiFrame): void {
    const step = stepPresence(presence, frame);
    presence = step.watch;
    if (step.changed) presences.tell(step.changed);
  }

  /** Channels can vanish without a Hangup being heard (a masquerade, a lost frame). */
  function scheduleSweep(from: AmiConnection): void {
    cancelSweep = clock.after(timing.sweepMs, () => void sweep(from));
  }

  async function sweep(from: AmiConnection): Promise<void> {
    const asked = tracker.frame;
    const rows = tracker.channels.size === 0 ? undefined : await liveChannels(from);
    if (connection !== from) return;
    if (rows !== undefined) apply(reconcile(tracker, rows, asked, clock.now()));
    gate.retain(isLive);
    scheduleSweep(from);
  }

  function hear(raw: AmiFrame): void {
    const frame = named(raw);
    if (isOfPresence(frame)) {
      // Of no call, and in no trace.
      if (link.state.stage === 'ready') hearPresence(frame);
      return;
    }
    watch.frame(frame);
    if (buffer !== undefined) {
      if (buffer.length < bufferLimit) buffer.push(frame);
      else
        feed({
          type: 'failed',
          fault: { code: 'no-answer', detail: 'the live channels could not be read' },
          at: clock.now(),
        });
      return;
    }
    gate.observe(frame, tracker.frame + 1);
    const at = clock.now();
    const output = track(tracker, frame, at);
    trace.frame(frame, at);
    apply(output);
    hearQueues(frame, at);
    const id = field(frame, 'uniqueid');
    if (frame.event === 'hangup' && !isLive(id)) gate.forget(id);
  }

  function hearQueues(frame: AmiFrame, at: number): void {
    const step = stepQueues(queues, frame, tracker.frame, at);
    queues = step.watch;
    if (step.suspect) gate.suspect(step.suspect, tracker.frame);
    if (step.missed) gate.push(step.missed, tracker.frame);
  }

  const isLive = (id: string): boolean => tracker.channels.has(id);

  /** An Originate that never got a channel says `<null>` where our ChannelId should be. */
  function named(frame: AmiFrame): AmiFrame {
    if (frame.event !== 'originateresponse') return frame;
    const uniqueid = originated.get(field(frame, 'actionid'));
    return uniqueid === undefined ? frame : { ...frame, fields: { ...frame.fields, uniqueid } };
  }

  function apply({ state, events, begun, announced, suspects }: TrackerOutput): void {
    tracker = state;
    for (const call of begun) trace.begun(call, clock.now());
    for (const channel of suspects) gate.suspect(channel, state.frame);
    for (const announcement of announced) gate.announce(announcement, state.frame);
    for (const event of events) gate.push(event, state.frame);
  }

  return {
    get state() {
      return link.state;
    },
    onState: states.add,
    onCall: calls.add,
    onAnnounced: announcements.add,
    onTrace: traces.add,
    onQueueMissed: queueMisses.add,
    onPresence: presences.add,
    start() {
      const fault = settingsFault(settings);
      if (fault === undefined) {
        feed({ type: 'start' });
      } else {
        link = { state: { stage: 'refused', cause: fault }, attempt: 0 };
        states.tell(link.state);
      }
    },
    stop() {
      feed({ type: 'stop' });
      gate.stop();
      gate = openGate();
      trace = createTrace(traces.tell);
      tracker = emptyTracker(settings.devices);
      queues = watchQueues(settings.queues ?? []);
      return Promise.resolve();
    },
    async dial(request) {
      return dial(request);
    },
    canControl: true,
    hangUp: (call) => hangUpOwn(call, control()),
    transfer: (request) => transferBlind(request, settings.dialContext, control()),
    async checkSetup() {
      if (link.state.stage !== 'ready' || connection === undefined)
        throw new AppError('pbx.not-ready', `the link is ${link.state.stage}`);
      return checkSetup({ connection, watch, user: settings.user, waitMs: timing.actionMs / 2 });
    },
    get holding() {
      const { channels, restricted, waiting } = gate.size;
      return {
        channels: tracker.channels.size,
        calls: tracker.calls.size,
        ended: tracker.ended.length,
        presentations: channels,
        restricted,
        waiting,
        held: buffer?.length ?? 0,
        queued: queues.waiting.size,
        extensions: presence.extensions.size,
        ...trace.size,
      };
    },
    async drained() {
      const answer = await connection?.request(ping);
      if (answer?.ok !== true)
        throw new Error(`the link is not ready (${answer?.detail ?? link.state.stage})`);
      if (!gate.idle) await new Promise<void>((resolve) => onIdle.push(resolve));
    },
  };

  function control(): ControlParts {
    return { tracker, connection: link.state.stage === 'ready' ? connection : undefined };
  }

  async function dial({ id, device, number, label }: DialRequest): Promise<DialResult> {
    if (!isDialable(number))
      return { ok: false, code: 'bad-number', detail: 'only digits, * # and + can be dialled' };
    if (!settings.devices.includes(device))
      return { ok: false, code: 'failed', detail: 'not one of the own devices' };
    if (!/^[A-Za-z0-9-]{1,64}$/.test(id)) return { ok: false, code: 'failed', detail: 'not an id' };
    const { state } = link;
    if (state.stage !== 'ready' || connection === undefined) {
      return { ok: false, code: 'not-ready', detail: `the link is ${state.stage}` };
    }
    const channelId = `${ownPrefix}${id}`;
    const actionId = randomUUID();
    originated.set(actionId, channelId);
    for (const oldest of originated.keys()) {
      if (originated.size <= originatedLimit) break;
      originated.delete(oldest);
    }
    const action = originate({
      channelId,
      device,
      context: settings.dialContext,
      number,
      ringMs: timing.agentRingMs,
      ...(settings.nameOnPhone === true && label !== undefined ? { name: label } : {}),
    });
    const answer = await connection.request(action, actionId);
    if (answer.ok) return { ok: true };
    return { ok: false, code: answer.code === 'timeout' ? 'timeout' : 'failed', detail: answer.detail };
  }
}

/** CoreShowChannels and Status rows; either may be forbidden to the manager user, nothing when both are. */
async function liveChannels(connection: AmiConnection): Promise<readonly AmiFrame[] | undefined> {
  const lists = await Promise.all([connection.list(coreShowChannels), connection.list(statusOfAll)]);
  const rows = lists.flatMap((list) => (list.ok ? list.frames : []));
  return lists.some((list) => list.ok) ? rows : undefined;
}
