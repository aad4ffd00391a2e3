import { describe, expect, it } from 'vitest';

import type { Announcement, CallEvent } from '#shared/calls/call-event.ts';

import type { Clock } from '../link/clock.ts';
import { toFrame } from './frame.ts';
import { createPresentationGate } from './presentation.ts';
import type { PresentationGate } from './presentation.ts';
import type { Claim } from './tracker/claim.ts';
import type { TrackedEvent } from './tracker/state.ts';

const customer = { id: '1.1', name: 'PJSIP/trunk-00000001' };
const half = { id: '1.3', name: 'Local/201@internal-00000001;2' };

function claim(changes: Partial<Claim> = {}): Claim {
  return { number: '+49301', name: 'Brandt', customer, others: [], internal: false, since: 10, ...changes };
}

function ringing(from: Claim, call = 'a'): TrackedEvent {
  return { type: 'ringing', call, device: 'PJSIP/201', at: 0, from };
}

const ended: TrackedEvent = { type: 'ended', call: 'b', device: 'PJSIP/201', at: 0, reason: 'completed' };

interface Bench {
  readonly gate: PresentationGate;
  readonly emitted: CallEvent[];
  readonly announced: Announcement[];
  readonly asked: string[];
  readonly answer: (presentation: string | undefined) => Promise<void>;
  readonly pass: (ms: number) => void;
}

function bench(): Bench {
  const timers: { at: number; run: () => void }[] = [];
  let now = 0;
  const clock: Clock = {
    now: () => now,
    after: (ms, run) => {
      const timer = { at: now + ms, run };
      timers.push(timer);
      return () => {
        timers.splice(timers.indexOf(timer), 1);
      };
    },
  };
  const emitted: CallEvent[] = [];
  const announced: Announcement[] = [];
  const asked: string[] = [];
  const open: ((presentation: string | undefined) => void)[] = [];
  const gate = createPresentationGate({
    clock,
    waitMs: 400,
    ask: ({ id }) => {
      asked.push(id);
      return new Promise((resolve) => open.push(resolve));
    },
    emit: (event) => emitted.push(event),
    emitAnnouncement: (announcement) => announced.push(announcement),
  });
  return {
    gate,
    emitted,
    announced,
    asked,
    async answer(presentation) {
      open.shift()?.(presentation);
      // Two turns: the promise, and what waits for it.
      await Promise.resolve();
      await Promise.resolve();
    },
    pass(ms) {
      now += ms;
      for (const timer of timers.filter(({ at }) => at <= now)) {
        timers.splice(timers.indexOf(timer), 1);
        timer.run();
      }
    },
  };
}

function variable(event: string, presentation: string, id = customer.id): ReturnType<typeof toFrame> {
  return toFrame({
    event,
    uniqueid: id,
    channel: customer.name,
    chanvariable: { 'CALLERID(pres)': presentation },
  });
}

describe('the presentation gate', () => {
  const announcement = { call: 'a', device: 'PJSIP/201', at: 0, from: claim() };

  it('lets an announcement pass as soon as it may, and nothing waits for it', async () => {
    const { gate, emitted, announced, answer } = bench();
    gate.announce(announcement, 11);
    gate.push(ended, 12);
    expect([emitted.length, announced]).toEqual([1, []]);
    await answer('allowed');
    expect(announced).toMatchObject([{ call: 'a', from: { number: '+49301' } }]);
    gate.push(ringing(claim()), 13);
    expect(emitted).toHaveLength(2);
  });

  it.each(['prohib_not_screened', undefined])(
    'announces nobody at %j, and nobody late',
    async (presentation) => {
      const { gate, announced, answer, pass } = bench();
      gate.announce(announcement, 11);
      await answer(presentation);
      expect(announced).toEqual([]);
      const slow = bench();
      slow.gate.announce(announcement, 11);
      slow.pass(401);
      await slow.answer('allowed');
      pass(1_000);
      expect([...announced, ...slow.announced]).toEqual([]);
      expect(gate.size.waiting).toBe(0);
    },
  );

  it('forgets a channel that is gone, when nothing asks for it any more', async () => {
    const { gate, emitted, answer } = bench();
    gate.push(ringing(claim()), 12);
    gate.forget(customer.id);
    expect(gate.size).toMatchObject({ channels: 1, waiting: 2 });
    await answer('allowed');
    expect(emitted).toMatchObject([{ from: { number: '+49301' } }]);
    expect(gate.size).toEqual({ channels: 0, restricted: 0, waiting: 0 });
  });

  it('does not forget that it was restricted, of the latest', () => {
    const { gate, emitted } = bench();
    for (let n = 0; n < 1_000; n += 1) {
      gate.observe(variable('DialBegin', 'prohib', `2.${n}`), 5);
      gate.forget(`2.${n}`);
    }
    gate.observe(variable('DialBegin', 'prohib'), 5);
    gate.forget(customer.id);
    expect(gate.size).toEqual({ channels: 0, restricted: 256, waiting: 0 });
    gate.observe(variable('DialBegin', 'allowed'), 20);
    gate.push(ringing(claim()), 21);
    expect(emitted).toMatchObject([{ from: { withheld: true } }]);
    gate.retain(() => false);
    expect(gate.size.channels).toBe(0);
  });

  it('shows a caller once the PBX allowed it, at once when it did so before', async () => {
    const { gate, emitted, asked, answer } = bench();
    gate.suspect(customer, 10);
    await answer('allowed_passed_screen');
    gate.push(ringing(claim()), 12);
    expect(emitted).toMatchObject([{ type: 'ringing', from: { number: '+49301', name: 'Brandt' } }]);
    expect(asked).toEqual([customer.id]);
  });

  it('asks itself when nobody did', async () => {
    const { gate, emitted, asked, answer } = bench();
    gate.push(ringing(claim()), 12);
    expect([emitted, asked]).toEqual([[], [customer.id]]);
    await answer('allowed');
    expect(emitted).toMatchObject([{ from: { number: '+49301' } }]);
  });

  it.each(['prohib', 'prohib_not_screened', 'prohib_passed_screen', 'PROHIB', undefined, ''])(
    'withholds at %j',
    async (presentation) => {
      const { gate, emitted, answer } = bench();
      gate.push(ringing(claim()), 12);
      await answer(presentation);
      expect(emitted).toMatchObject([{ from: { withheld: true } }]);
      expect(JSON.stringify(emitted)).not.toContain('301');
    },
  );

  it('withholds when the answer takes too long, and holds everything behind it until then', () => {
    const { gate, emitted, pass } = bench();
    gate.push(ringing(claim()), 12);
    gate.push(ended, 13);
    pass(399);
    expect(emitted).toEqual([]);
    pass(1);
    expect(emitted).toMatchObject([{ type: 'ringing', from: { withheld: true } }, { type: 'ended' }]);
    expect(gate.idle).toBe(true);
  });

  it('believes "prohibited" from any event, "allowed" only from one after the caller was settled', () => {
    for (const [event, frame, shown] of [
      ['newchannel', 11, false],
      ['newstate', 11, false],
      ['dialbegin', 9, false],
      ['dialbegin', 11, true],
    ] as const) {
      const { gate, emitted } = bench();
      gate.observe(variable(event, 'allowed_not_screened'), frame);
      gate.push(ringing(claim()), 12);
      expect(emitted.length, `${event} ${String(frame)}`).toBe(shown ? 1 : 0);
    }
    const { gate, emitted } = bench();
    gate.observe(variable('newchannel', 'prohib_not_screened'), 1);
    gate.observe(variable('dialbegin', 'allowed_not_screened'), 11);
    gate.push(ringing(claim()), 12);
    expect(emitted).toMatchObject([{ from: { withheld: true } }]);
  });

  it('lets a channel on the way veto, by variable or in the words of NewCallerid', () => {
    const { gate, emitted } = bench();
    gate.observe(variable('dialbegin', 'allowed_not_screened'), 11);
    gate.observe(
      toFrame({
        event: 'NewCallerid',
        uniqueid: half.id,
        channel: half.name,
        'cid-callingpres': '32 (Presentation Prohibited, Not Screened)',
      }),
      11,
    );
    gate.push(ringing(claim({ others: [half] })), 12);
    expect(emitted).toMatchObject([{ from: { withheld: true } }]);
  });

  it('does not take an old answer for a new ring', async () => {
    const { gate, emitted, asked, answer } = bench();
    gate.suspect(customer, 5);
    await answer('allowed');
    gate.push(ringing(claim({ since: 10 })), 12);
    expect(asked.length).toBe(2);
    await answer('prohib');
    expect(emitted).toMatchObject([{ from: { withheld: true } }]);
  });

  it('shows an own phone when the PBX does not tell, not when it prohibits', async () => {
    for (const [presentation, shown] of [
      [undefined, true],
      ['prohib', false],
    ] as const) {
      const { gate, emitted, answer } = bench();
      gate.push(ringing(claim({ number: '202', internal: true })), 12);
      await answer(presentation);
      expect('from' in (emitted[0] ?? {}) && emitted[0]).toMatchObject({
        from: shown ? { number: '202' } : { withheld: true },
      });
    }
  });

  it('has nothing to ask about nobody, and nothing about "anonymous"', () => {
    const { gate, emitted, asked } = bench();
    gate.push(ringing(claim({ number: '', name: '' })), 12);
    gate.push(ringing(claim({ number: 'anonymous', name: 'Anonymous' })), 12);
    expect(emitted.map((event) => 'from' in event && event.from)).toEqual([{}, { withheld: true }]);
    expect(asked).toEqual([]);
  });

  it('withholds a number no channel vouches for', () => {
    const { gate, emitted } = bench();
    const { customer: _nobody, ...unvouched } = claim();
    gate.push(ringing(unvouched), 12);
    expect(emitted).toMatchObject([{ from: { withheld: true } }]);
  });

  it('is silent after stop', async () => {
    const { gate, emitted, answer, pass } = bench();
    gate.push(ringing(claim()), 12);
    gate.stop();
    await answer('allowed');
    pass(1_000);
    gate.push(ended, 13);
    expect(emitted).toEqual([]);
  });
});
