import { describe, expect, it } from 'vitest';
import type { CallEvent } from '#shared/calls/call-event.ts';
import { Emitter } from '#shared/kernel/emitter.ts';
import type { Clock } from '#shared/kernel/clock.ts';
import { createSwitchingSource } from './switching-source.ts';
import type { LinkState, TelephonySource } from './telephony-source.ts';

const clock: Clock = { now: () => 77 };

function pbx(name: string, deeds: string[] = []) {
  const states = new Emitter<LinkState>();
  const calls = new Emitter<CallEvent>();
  const source: TelephonySource = {
    state: { stage: 'ready', since: 1 },
    start: () => void deeds.push(`${name} starts`),
    stop: async () => {
      deeds.push(`${name} stops`);
      // A source ends its own calls when it stops.
      calls.emit({ type: 'ended', call: `${name}-1`, device: 'PJSIP/21', at: 1, reason: 'unobserved' });
    },
    onState: (listener) => states.on(listener),
    onCall: (listener) => calls.on(listener),
    canControl: true,
    hangUp: async (call) => ({ ok: false, code: 'failed', detail: `${name} ${call}` }),
    transfer: async ({ call }) => ({ ok: false, code: 'failed', detail: `${name} ${call}` }),
    dial: async ({ id }) => ({ ok: false, code: 'failed', detail: `${name} ${id}` }),
  };
  const at = { call: `${name}-1`, device: 'PJSIP/21', at: 1 };
  return {
    source,
    states,
    ring: () => calls.emit({ type: 'ringing', from: {}, ...at }),
    answer: () => calls.emit({ type: 'answered', ...at }),
    end: () => calls.emit({ type: 'ended', reason: 'completed', ...at }),
  };
}

function setUp() {
  const source = createSwitchingSource(clock);
  const heard: string[] = [];
  source.onCall((event) =>
    heard.push(
      event.type === 'ended' ? `${event.call} ${event.reason} ${event.at}` : `${event.call} ${event.type}`,
    ),
  );
  source.onState(({ stage }) => heard.push(stage));
  return { source, heard: () => heard.splice(0) };
}

const dial = { id: 'i', device: 'PJSIP/21', number: '1' };

describe('the source behind which PBXs change', () => {
  it('is off without one', async () => {
    const { source } = setUp();
    source.start();
    expect(source.state).toEqual({ stage: 'off' });
    expect(await source.dial(dial)).toMatchObject({ ok: false, code: 'not-ready' });
  });

  it('passes on what the PBX says, and what it is told', async () => {
    const { source, heard } = setUp();
    const { source: first, ring, states } = pbx('a');
    await source.switchTo(first);
    ring();
    states.emit({ stage: 'resync' });
    expect(heard()).toEqual(['ready', 'a-1 ringing', 'resync']);
    expect(source.state).toEqual({ stage: 'ready', since: 1 });
    expect(await source.dial(dial)).toMatchObject({ detail: 'a i' });
  });

  it('ends what was live as unobserved, once, and hears nothing of the old one any more', async () => {
    const { source, heard } = setUp();
    const old = pbx('a');
    const next = pbx('b');
    await source.switchTo(old.source);
    old.ring();
    old.answer();
    heard();
    await source.switchTo(next.source);
    expect(heard()).toEqual(['a-1 unobserved 77', 'ready']);
    old.end();
    next.ring();
    next.end();
    await source.switchTo(undefined);
    expect(heard()).toEqual(['b-1 ringing', 'b-1 completed 1', 'off']);
  });

  it('starts and stops the one behind it with itself', async () => {
    const deeds: string[] = [];
    const { source, heard } = setUp();
    await source.switchTo(pbx('a', deeds).source);
    expect(deeds).toEqual([]);
    source.start();
    const b = pbx('b', deeds);
    await source.switchTo(b.source);
    b.ring();
    await source.stop();
    expect(deeds).toEqual(['a starts', 'a stops', 'b starts', 'b stops']);
    heard();
    b.ring();
    await source.switchTo(pbx('c', deeds).source);
    expect(deeds).not.toContain('c starts');
    expect(heard()).toEqual(['ready']);
  });
});
