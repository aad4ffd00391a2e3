import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import type { SourceTrace } from '#shared/calls/call-trace.ts';
import type { CallEvent, RemoteParty } from '#shared/calls/call-event.ts';

import { systemClock } from '../link/clock.ts';
import { createFrameFilter } from './frame-filter.ts';
import { toFrame } from './frame.ts';
import type { AmiFrame } from './frame.ts';
import { createPresentationGate } from './presentation.ts';
import { mulberry32 } from './replay/chunks.ts';
import { createTrace } from './trace.ts';
import { channelLimit, emptyTracker, endedLimit } from './tracker/state.ts';
import { track } from './tracker/tracker.ts';

/**
 * Recorded calls, maltreated: frames lost, doubled, swapped, cut, mixed from several calls, with garbage in between.
 * Whatever is made of them: no exception, no withheld number, a bounded state, and each call told by the rules.
 */
const folder = join(import.meta.dirname, '../../../../test/fixtures/ami');
const rounds = 60;

/** Both withheld callers of the recordings; the PBX answers a Getvar truthfully. */
const secret = '1719999999';

function framesOf(name: string): string[] {
  return readFileSync(join(folder, `ast22-${name}.ami`), 'utf8').split('\r\n\r\n');
}

function maltreat(frames: readonly string[], random: () => number): string {
  const pieces: string[] = [];
  for (const frame of frames) {
    const dice = random();
    if (dice < 0.06) continue;
    if (dice < 0.1) pieces.push(frame.slice(0, Math.floor(random() * frame.length)));
    else if (dice < 0.13)
      pieces.push(String.fromCharCode(...Array.from({ length: 30 }, () => Math.floor(random() * 256))));
    else pieces.push(frame);
    if (dice > 0.93) pieces.push(frame);
    const other = Math.floor(random() * pieces.length);
    if (dice > 0.88 && dice <= 0.93) pieces.push(...pieces.splice(other, 1));
  }
  return pieces.join('\r\n\r\n');
}

function parse(text: string): AmiFrame[] {
  const filter = createFrameFilter();
  filter.push(Buffer.from('Asterisk Call Manager/11.0.0\r\n'));
  const clean = filter.push(Buffer.from(`${text}\r\n\r\n`));
  return clean.split('\r\n\r\n').filter(Boolean).map(itemOf);
}

/** What the library makes of a clean frame. */
function itemOf(frame: string): AmiFrame {
  const item = Object.create(null) as Record<string, unknown>;
  const variables = Object.create(null) as Record<string, string>;
  for (const line of frame.split('\r\n')) {
    const [name = '', value = ''] = line.split(/: (.*)/s);
    const header = name.toLowerCase();
    if (header === 'chanvariable') variables[value.split('=')[0] ?? ''] = value.slice(value.indexOf('=') + 1);
    else if (header in item) item[header] = [item[header], value].flat();
    else item[header] = value;
  }
  return toFrame({ ...item, chanvariable: variables });
}

interface Outcome {
  readonly events: readonly CallEvent[];
  readonly announced: readonly RemoteParty[];
  readonly trace: readonly SourceTrace[];
}

async function live(
  frames: readonly AmiFrame[],
  presentation: (channel: string) => string | undefined,
): Promise<Outcome> {
  const events: CallEvent[] = [];
  const records: SourceTrace[] = [];
  const announced: RemoteParty[] = [];
  const trace = createTrace((record) => records.push(record));
  const gate = createPresentationGate({
    clock: systemClock,
    waitMs: 60_000,
    ask: ({ name }) => Promise.resolve(presentation(name)),
    emit: (event) => {
      trace.told(event);
      events.push(event);
    },
    emitAnnouncement: ({ from }) => announced.push(from),
  });
  let state = emptyTracker(['PJSIP/201', 'PJSIP/202']);
  for (const frame of frames) {
    gate.observe(frame, state.frame + 1);
    const output = track(state, frame, 0);
    trace.frame(frame, 0);
    state = output.state;
    for (const call of output.begun) trace.begun(call, 0);
    for (const channel of output.suspects) gate.suspect(channel, state.frame);
    for (const announcement of output.announced) gate.announce(announcement, state.frame);
    for (const event of output.events) gate.push(event, state.frame);
    const id = frame.fields['uniqueid'] ?? '';
    if (frame.event === 'hangup' && !state.channels.has(id)) gate.forget(id);
    expect(state.channels.size).toBeLessThanOrEqual(channelLimit);
    expect(state.ended.length).toBeLessThanOrEqual(endedLimit);
  }
  while (!gate.idle) await Promise.resolve();
  return { events, announced, trace: records };
}

function expectRules(events: readonly CallEvent[]): void {
  const byCall = Map.groupBy(events, ({ call }) => call);
  for (const told of byCall.values()) {
    const types = told.map(({ type }) => type);
    for (const once of [
      'ringing',
      'answered',
      'dialling',
      'agent-phone-ringing',
      'transferred',
      'ended',
    ] as const) {
      expect(types.filter((type) => type === once).length).toBeLessThanOrEqual(1);
    }
    const end = types.indexOf('ended');
    expect(end === -1 || end === types.length - 1).toBe(true);
    if (types.includes('ringing')) expect(types[0]).toBe('ringing');
    const holds = types.filter((type) => type === 'held' || type === 'resumed');
    for (const [index, type] of holds.entries()) expect(type).toBe(index % 2 === 0 ? 'held' : 'resumed');
    for (const [index, type] of types.entries())
      if (type === 'remote-resumed') expect(types.slice(0, index)).toContain('remote-held');
  }
}

describe('maltreated recordings', () => {
  const withheld = ['withheld-from-carrier', 'minperms'];
  const open = [
    'attended-transfer',
    'queue-ringall',
    'ringgroup-local',
    'followme',
    'call-waiting',
    'originate-click-to-dial',
    'pickup',
    'blind-transfer',
  ];

  it('of withheld callers never give the number away', async () => {
    for (let seed = 1; seed <= rounds; seed += 1) {
      for (const name of withheld) {
        const frames = parse(maltreat(framesOf(name), mulberry32(seed)));
        for (const answer of ['prohib_not_screened', undefined]) {
          const { events, announced, trace } = await live(frames, (channel) =>
            channel.startsWith('PJSIP/trunk') ? answer : 'allowed',
          );
          expectRules(events);
          expect(
            JSON.stringify([events, announced, trace]).includes(secret),
            `${name}, seed ${String(seed)}`,
          ).toBe(false);
        }
      }
    }
  });

  it('of any calls, mixed, are told by the rules', async () => {
    for (let seed = 1; seed <= rounds; seed += 1) {
      const random = mulberry32(seed);
      const mixed = open.flatMap((name) => (random() < 0.4 ? framesOf(name) : []));
      const { events } = await live(parse(maltreat(mixed, random)), () => 'allowed');
      expectRules(events);
    }
  });

  it('give the undisturbed result when they are left alone', async () => {
    const { events, trace } = await live(
      parse(framesOf('withheld-from-carrier').join('\r\n\r\n')),
      () => 'prohib',
    );
    expect(events.map(({ type }) => type)).toEqual(['ringing', 'answered', 'ended']);
    expect(trace.filter((record) => record.kind === 'frame').length).toBeGreaterThan(10);
  });
});

describe('a PBX out of its mind', () => {
  it('cannot fill the memory with channels', () => {
    let state = emptyTracker(['PJSIP/201']);
    for (let count = 0; count < channelLimit + 200; count += 1) {
      const frame = toFrame({
        event: 'Newchannel',
        uniqueid: `1.${String(count)}`,
        channel: `PJSIP/x-${String(count)}`,
        channelstate: '4',
      });
      state = track(state, frame, 0).state;
    }
    expect(state.channels.size).toBe(channelLimit);
    expect(state.channels.has(`1.${String(channelLimit + 199)}`)).toBe(true);
  });
});
