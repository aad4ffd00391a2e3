import { emptyMonitor, loseSight, stepMonitor } from '#main/telephony/fritzbox/monitor.ts';
import { parseMonitorLine } from '#main/telephony/fritzbox/monitor-line.ts';
import { parseDialogInfo } from '#main/telephony/sip/dialog-info.ts';
import { emptySipTracker } from '#main/telephony/sip/tracker/state.ts';
import { trackSip } from '#main/telephony/sip/tracker/tracker.ts';
import { replayLine } from '#main/telephony/ami/replay/lines.ts';
import type { CallEvent } from '#shared/calls/call-event.ts';
import type { TraceFile } from '#shared/calls/trace-file.ts';

/** What the doors beside AMI call their messages in a trace. */
const DOOR_EVENTS = new Set([
  'ring',
  'call',
  'connect',
  'disconnect',
  'dialog',
  'invite',
  'cancel',
  'dial',
  'hook',
]);

/** A trace of another door holds facts, not bytes: it can be read, and not played. */
export function isDoorTrace({ frames }: TraceFile): boolean {
  return frames.length > 0 && frames.every(({ event }) => DOOR_EVENTS.has(event));
}

export function doorTraceLines(file: string, { frames }: TraceFile): readonly object[] {
  return frames.map(({ at, event, fields }) => ({ file, at, event, ...fields }));
}

/** The lines of a call monitor, or NOTIFY bodies one after the other, through the real reducers; undefined: neither. */
export function playDoor(
  file: string,
  text: string,
  devices: readonly string[],
): readonly object[] | undefined {
  const events = /<dialog-info[\s>]/.test(text) ? playDialogs(text, devices) : playMonitor(text);
  if (events === undefined) return undefined;
  const calls = [...new Set(events.map(({ call }) => call))];
  return events.map((event) => replayLine(file, calls, event));
}

function playMonitor(text: string): readonly CallEvent[] | undefined {
  const lines = text.split(/\r?\n/).filter(Boolean).map(parseMonitorLine);
  if (lines[0] === undefined) return undefined;
  const events: CallEvent[] = [];
  let monitor = emptyMonitor;
  // Nobody's own lines are named: then everybody's are.
  const context = { lines: { numbers: [], extensions: [] }, at: 0 };
  for (const line of lines) {
    if (line === undefined) continue;
    const step = stepMonitor(monitor, line, context);
    monitor = step.monitor;
    events.push(...step.events);
  }
  return [...events, ...loseSight(monitor, context).events];
}

function playDialogs(text: string, [device = 'SIP/phone']: readonly string[]): readonly CallEvent[] {
  const bodies = text.split(/(?<=<\/dialog-info>)/).map((body) => body.trim());
  let tracker = emptySipTracker(device, 'sip-replay');
  return bodies.filter(Boolean).flatMap((body) => {
    const output = trackSip(tracker, { type: 'document', document: parseDialogInfo(body), at: 0 });
    tracker = output.tracker;
    return output.events;
  });
}
