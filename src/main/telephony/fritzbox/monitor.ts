import type { CallEvent, EndReason, RemoteParty } from '#shared/calls/call-event.ts';
import { callerOf } from './caller.ts';
import { internalNumber, isAnsweringMachine } from './extension.ts';
import type { MonitorLine } from './monitor-line.ts';
import { isOwnExtension, isOwnNumber } from './own-lines.ts';
import type { OwnLines } from './own-lines.ts';

/**
 * The box's calls, folded from its lines. A call, for the desk, is the agent's part of one:
 *
 *     RING(own number) ─▶ ringing ──CONNECT(own phone)──▶ talking ──DISCONNECT──▶ ended
 *                            ├─CONNECT(other phone)──▶ answered elsewhere, foreign from then on
 *                            ├─CONNECT(answering machine)──▶ missed, foreign from then on
 *                            └─DISCONNECT──▶ missed
 *     CALL(own phone) ─▶ dialling ──CONNECT──▶ talking
 *     foreign ──CONNECT(own phone)──▶ talking: fetched from another phone, or met in the midst
 */
export interface Monitor {
  /** By the box's connection id, oldest first. */
  readonly calls: ReadonlyMap<number, BoxCall>;
  /** Time the latest line bears, and how many bore it: what tells calls apart, as the box gives its own ids away again. */
  readonly second: number;
  readonly lines: number;
}

interface BoxCall {
  readonly far: RemoteParty;
  /** undefined: foreign. */
  readonly own?: {
    readonly call: string;
    readonly device: string;
    readonly phase: 'ringing' | 'dialling' | 'talking';
    readonly phone?: number;
  };
}

export interface MonitorContext {
  readonly lines: OwnLines;
  /** ms since the epoch. */
  readonly at: number;
}

export interface MonitorStep {
  readonly monitor: Monitor;
  readonly events: readonly CallEvent[];
}

export const emptyMonitor: Monitor = { calls: new Map(), second: 0, lines: 0 };

/** Far above the lines of any box: a flood of calls that never end must not fill the desk. */
export const MOST_CALLS = 64;

export function stepMonitor(before: Monitor, line: MonitorLine, context: MonitorContext): MonitorStep {
  const lines = line.second === before.second ? before.lines + 1 : 1;
  const monitor = { ...before, second: line.second, lines };
  const known = monitor.calls.get(line.id);
  switch (line.type) {
    case 'ring':
    case 'call': {
      // The box gave the id away anew: the end of the call before went by unheard.
      const left = ended(monitor, line.id, 'unobserved', context);
      const begun =
        line.type === 'ring' ? rung(left.monitor, line, context) : dialled(left.monitor, line, context);
      return bounded({ monitor: begun.monitor, events: [...left.events, ...begun.events] }, context);
    }
    case 'connect':
      return bounded(connected(monitor, line, known, context), context);
    case 'disconnect':
      return ended(monitor, line.id, endReason(known), context);
  }
}

/** The link broke. The box lists no live calls afterwards, so that what goes on is not known to. */
export function loseSight(monitor: Monitor, context: MonitorContext): MonitorStep {
  return [...monitor.calls.keys()].reduce<MonitorStep>(
    ({ monitor: left, events }, id) => {
      const step = ended(left, id, 'unobserved', context);
      return { monitor: step.monitor, events: [...events, ...step.events] };
    },
    { monitor, events: [] },
  );
}

type Line<T extends MonitorLine['type']> = Extract<MonitorLine, { type: T }>;

function rung(monitor: Monitor, { id, from, own }: Line<'ring'>, context: MonitorContext): MonitorStep {
  const far = callerOf(from);
  if (!isOwnNumber(context.lines, own)) return foreign(monitor, id, far);
  const call = callId(monitor, id);
  const device = `FRITZ/${own === '' ? 'line' : own}`;
  return {
    monitor: begin(monitor, id, { far, own: { call, device, phase: 'ringing' } }),
    events: [
      { type: 'ringing', call, device, at: context.at, from: far, ...(own === '' ? {} : { dialled: own }) },
    ],
  };
}

function dialled(monitor: Monitor, line: Line<'call'>, context: MonitorContext): MonitorStep {
  const { id, extension, own, to } = line;
  const far = callerOf(to);
  const { lines, at } = context;
  // A phone may dial out under any of the box's numbers: where the phones are named, they decide.
  const isOwn = lines.extensions.length > 0 ? isOwnExtension(lines, extension) : isOwnNumber(lines, own);
  if (!isOwn) return foreign(monitor, id, far);
  const call = callId(monitor, id);
  const device = phone(extension);
  return {
    monitor: begin(monitor, id, { far, own: { call, device, phase: 'dialling', phone: extension } }),
    events: [{ type: 'dialling', call, device, at, to }],
  };
}

function connected(
  monitor: Monitor,
  { id, extension, number }: Line<'connect'>,
  known: BoxCall | undefined,
  context: MonitorContext,
): MonitorStep {
  const { lines, at } = context;
  const isOwn = isOwnExtension(lines, extension);
  const own = known?.own;
  if (!own) {
    const far = known?.far ?? callerOf(number);
    // Without named phones anybody's call could be taken for the agent's here.
    if (!isOwn || lines.extensions.length === 0) return foreign(monitor, id, far);
    const call = callId(monitor, id);
    const device = phone(extension);
    return {
      monitor: begin(monitor, id, { far, own: { call, device, phase: 'talking', phone: extension } }),
      events: [
        { type: 'answered', call, device, at },
        { type: 'remote-changed', call, device, at, from: far },
      ],
    };
  }
  if (own.phase === 'talking' && (own.phone === extension || isOwn)) return { monitor, events: [] };
  if (own.phase === 'dialling' || isOwn) {
    const talking: BoxCall = { ...known, own: { ...own, phase: 'talking', phone: extension } };
    return {
      monitor: { ...monitor, calls: new Map(monitor.calls).set(id, talking) },
      events: [{ type: 'answered', call: own.call, device: own.device, at }],
    };
  }
  const left = ended(monitor, id, lostTo(own.phase, extension), context, internalNumber(extension));
  return { monitor: foreign(left.monitor, id, known.far).monitor, events: left.events };
}

function lostTo(phase: 'ringing' | 'talking', extension: number): EndReason {
  if (phase === 'talking') return 'transferred';
  return isAnsweringMachine(extension) ? 'missed-no-answer' : 'answered-elsewhere';
}

/** The box tells neither who hung up nor why a dialled call came to nothing. */
function endReason(known: BoxCall | undefined): EndReason {
  switch (known?.own?.phase) {
    case 'ringing':
      return 'missed-caller';
    case 'dialling':
      return 'failed';
    default:
      return 'completed';
  }
}

function ended(
  monitor: Monitor,
  id: number,
  reason: EndReason,
  { at }: MonitorContext,
  to?: string,
): MonitorStep {
  const known = monitor.calls.get(id);
  if (!known) return { monitor, events: [] };
  const calls = new Map(monitor.calls);
  calls.delete(id);
  const { own } = known;
  const events: CallEvent[] = own
    ? [
        {
          type: 'ended',
          call: own.call,
          device: own.device,
          at,
          reason,
          ...(to === undefined ? {} : { to }),
        },
      ]
    : [];
  return { monitor: { ...monitor, calls }, events };
}

function begin(monitor: Monitor, id: number, call: BoxCall): Monitor {
  return { ...monitor, calls: new Map(monitor.calls).set(id, call) };
}

function foreign(monitor: Monitor, id: number, far: RemoteParty): MonitorStep {
  return { monitor: { ...monitor, calls: new Map(monitor.calls).set(id, { far }) }, events: [] };
}

function bounded({ monitor, events }: MonitorStep, context: MonitorContext): MonitorStep {
  const [oldest] = monitor.calls.keys();
  if (monitor.calls.size <= MOST_CALLS || oldest === undefined) return { monitor, events };
  const step = ended(monitor, oldest, 'unobserved', context);
  return { monitor: step.monitor, events: [...events, ...step.events] };
}

/** The same on every desk that hears the line. A desk that did not hear it cannot know: the box lists no live calls. */
function callId({ second, lines }: Monitor, id: number): string {
  return `fritz-${String(id)}-${String(second)}.${String(lines)}`;
}

function phone(extension: number): string {
  return `FRITZ/${internalNumber(extension) ?? `phone-${String(extension)}`}`;
}
