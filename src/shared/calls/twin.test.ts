import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CallEvent } from './call-event.ts';
import { nobodyKnown, withheldFarEnd } from './far-end.ts';
import type { FarEnd } from './far-end.ts';
import { liveCalls, noLiveCalls, reduceLiveCalls } from './live-calls.ts';
import type { LiveCalls } from './live-calls.ts';

const AMI = { door: 0, device: 'PJSIP/201' };
const SIP = { door: 1, device: 'SIP/201' };
type Door = typeof AMI;

const shown = (number: string): FarEnd =>
  number === '' ? nobodyKnown : { ...nobodyKnown, remote: { number }, key: number };

function phone() {
  let state: LiveCalls = noLiveCalls;
  let at = 1_000;
  const tell = (
    { door, device }: Door,
    call: string,
    event: { readonly type: CallEvent['type'] } & Record<string, unknown>,
    farEnd?: FarEnd,
  ): void => {
    const full = { ...event, call, device, at } as unknown as CallEvent;
    state = reduceLiveCalls(state, {
      type: 'event',
      at,
      event: full,
      id: `id-${call}`,
      door,
      ...(farEnd ? { farEnd } : {}),
    });
  };
  return {
    tell,
    ring: (door: Door, call: string, number: string, more: object = {}) =>
      tell(door, call, { type: 'ringing', from: { number }, ...more }, shown(number)),
    pass: (ms: number) => void (at += ms),
    choose: (id: string) =>
      void (state = reduceLiveCalls(state, {
        type: 'chosen',
        at,
        id,
        party: { type: 'party', id: 'frank' },
      })),
    get calls() {
      return liveCalls(state);
    },
    get brief() {
      return liveCalls(state).map(({ id, phase, device }) => `${id} ${phase} ${device}`);
    },
  };
}

describe('one phone heard through two doors', () => {
  it('rings once, whichever door is first, under the id of the one that knows more', () => {
    for (const order of [
      [AMI, SIP],
      [SIP, AMI],
    ]) {
      const p = phone();
      for (const door of order)
        p.ring(door, door === AMI ? 'a' : 's', '1', door === AMI ? { queue: 'info' } : {});
      expect(p.brief).toEqual(['id-a ringing PJSIP/201']);
      expect(p.calls[0]).toMatchObject({ queue: 'info', remote: { number: '1' } });
    }
  });

  it('follows the door that knows more, and no other', () => {
    const p = phone();
    p.ring(SIP, 's', '1');
    p.ring(AMI, 'a', '1');
    p.tell(SIP, 's', { type: 'answered' });
    expect(p.brief).toEqual(['id-a ringing PJSIP/201']);
    p.tell(AMI, 'a', { type: 'answered' });
    p.tell(AMI, 'a', { type: 'held' });
    p.tell(SIP, 's', { type: 'ended', reason: 'completed' });
    expect(p.brief).toEqual(['id-a held PJSIP/201']);
    p.tell(AMI, 'a', { type: 'ended', reason: 'transferred', to: '202' });
    expect(p.calls).toMatchObject([{ phase: 'ended', end: { reason: 'transferred', to: '202' } }]);
  });

  it('keeps what the agent chose while it rang, and the id once it is talked in', () => {
    const p = phone();
    p.ring(SIP, 's', '1');
    p.choose('id-s');
    p.ring(AMI, 'a', '1');
    expect(p.calls).toMatchObject([{ id: 'id-a', party: { id: 'frank' } }]);
    const late = phone();
    late.ring(SIP, 's', '1');
    late.tell(SIP, 's', { type: 'answered' });
    late.tell(AMI, 'a', { type: 'answered' });
    expect(late.brief).toEqual(['id-s talking PJSIP/201']);
    late.tell(SIP, 's', { type: 'ended', reason: 'completed' });
    expect(late.brief).toEqual(['id-s talking PJSIP/201']);
  });

  it('shows nobody whom either door withholds, and the number either knows', () => {
    const p = phone();
    p.ring(SIP, 's', '');
    p.ring(AMI, 'a', '1');
    expect(p.calls).toMatchObject([{ remote: { number: '1' } }]);
    const hidden = phone();
    hidden.ring(AMI, 'a', '1');
    hidden.tell(SIP, 's', { type: 'ringing', from: { withheld: true } }, withheldFarEnd);
    expect(hidden.calls).toMatchObject([{ remote: { withheld: true } }]);
    expect(JSON.stringify(hidden.calls)).not.toContain('"1"');
  });

  it('has two calls of two numbers, at two phones, of one door, or where it could be either', () => {
    const numbers = phone();
    numbers.ring(AMI, 'a', '1');
    numbers.ring(SIP, 's', '2');
    expect(numbers.calls).toHaveLength(2);
    const phones = phone();
    phones.ring(AMI, 'a', '1');
    phones.ring({ ...SIP, device: 'SIP/202' }, 's', '1');
    phones.ring({ ...SIP, device: 'SIP/nadine' }, 't', '1');
    expect(phones.calls).toHaveLength(3);
    const door = phone();
    door.ring(AMI, 'a', '1');
    door.ring(AMI, 'b', '1');
    expect(door.calls).toHaveLength(2);
    const either = phone();
    either.ring(AMI, 'a', '1');
    either.ring(AMI, 'b', '2');
    either.ring(SIP, 's', '');
    expect(either.calls).toHaveLength(3);
    const waiting = phone();
    waiting.ring(AMI, 'a', '1');
    waiting.ring(SIP, 's', '1');
    waiting.tell(AMI, 'a', { type: 'answered' });
    waiting.ring(AMI, 'b', '2');
    expect(waiting.brief).toEqual(['id-a talking PJSIP/201', 'id-b ringing PJSIP/201']);
  });

  it('dials once: by itself, and by the desk', () => {
    const p = phone();
    p.tell(SIP, 's', { type: 'dialling', to: '' }, shown(''));
    p.tell(SIP, 's', { type: 'answered' });
    p.pass(400);
    p.tell(AMI, 'a', { type: 'dialling', to: '1' }, shown('1'));
    expect(p.brief).toEqual(['id-s dialling PJSIP/201']);
    expect(p.calls[0]?.remote).toEqual({ number: '1' });
    const click = phone();
    click.ring(SIP, 's', '1');
    click.tell(AMI, 'a', { type: 'agent-phone-ringing' }, shown('1'));
    expect(click.calls).toMatchObject([{ id: 'id-a', direction: 'out', phase: 'agent-phone' }]);
    const later = phone();
    later.tell(AMI, 'a', { type: 'dialling', to: '1' }, shown('1'));
    later.pass(3_001);
    later.tell(SIP, 's', { type: 'dialling', to: '' }, shown(''));
    expect(later.calls).toHaveLength(2);
  });

  it('whatever they say, and when: each leg is in one call, and a call of one number never shows another', () => {
    const step = fc.record({
      door: fc.constantFrom(AMI, SIP, { door: 2, device: 'Webhook/201' }),
      leg: fc.integer({ min: 0, max: 3 }),
      type: fc.constantFrom('ringing', 'answered', 'dialling', 'held', 'ended'),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const p = phone();
        for (const { door, leg, type } of steps) {
          const number = String(leg % 2);
          const tells = type === 'ringing' || type === 'dialling';
          const more = { from: { number }, to: number, reason: 'completed' };
          p.tell(door, `${door.door}-${leg}`, { type, ...more } as never, tells ? shown(number) : undefined);
          p.pass(100);
          const ids = p.calls.map(({ id }) => id);
          expect(new Set(ids).size).toBe(ids.length);
        }
      }),
    );
  });
});
