import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CallEvent, EndReason } from './call-event.ts';
import { nobodyKnown, withheldFarEnd } from './far-end.ts';
import type { FarEnd } from './far-end.ts';
import type { LiveCall } from './live-call.ts';
import {
  ENDED_FOR_MS,
  liveCalls,
  MOST_ENDED,
  MOST_LIVE,
  noLiveCalls,
  reduceLiveCalls,
} from './live-calls.ts';
import type { LiveCallInput } from './live-call-input.ts';
import type { LiveCalls } from './live-calls.ts';

const erika = { type: 'party', id: 'erika' };
const frank = { type: 'party', id: 'frank' };

function card(ref: { type: string; id: string }) {
  return { ref, name: ref.id, detail: '' };
}

function farEnd(number: string, ...hits: readonly { type: string; id: string }[]): FarEnd {
  const rule = hits.length === 0 ? 'unknown' : hits.length === 1 ? 'exact' : 'shared';
  return {
    remote: { number },
    display: `[${number}]`,
    key: number,
    match: { rule, candidates: hits.map(card), ...(hits.length > 0 ? { digits: number } : {}) },
  };
}

/** A desk one can talk to; each event comes one second after the other. */
function desk() {
  let state: LiveCalls = noLiveCalls;
  let at = 1000;
  const put = (input: LiveCallInput): void => void (state = reduceLiveCalls(state, input));
  return {
    get calls(): readonly LiveCall[] {
      return liveCalls(state);
    },
    get only(): LiveCall {
      const [call, ...others] = liveCalls(state);
      if (!call || others.length > 0) throw new Error(`${liveCalls(state).length} calls`);
      return call;
    },
    /** `call` is the source's id; the desk's id of a call that begins with it is `id-<call>`. */
    event(event: DistributiveOmit<CallEvent, 'at' | 'device'> & { device?: string }, shown?: FarEnd): void {
      at += 1000;
      const full = { device: 'PJSIP/201', ...event, at } as CallEvent;
      put({ type: 'event', at, event: full, id: `id-${event.call}`, ...(shown ? { farEnd: shown } : {}) });
    },
    ring(call: string, shown: FarEnd, more: { group?: string; device?: string; queue?: string } = {}): void {
      this.event({ type: 'ringing', call, from: shown.remote, ...more }, shown);
    },
    end(call: string, reason: EndReason, more: { to?: string; by?: string } = {}): void {
      this.event({ type: 'ended', call, reason, ...more });
    },
    choose: (call: string, party: { type: string; id: string }) =>
      put({ type: 'chosen', at, id: `id-${call}`, party }),
    match: (call: string, shown: FarEnd) => put({ type: 'matched', at, id: `id-${call}`, farEnd: shown }),
    dismiss: (call: string) => put({ type: 'dismissed', at, id: `id-${call}` }),
    pass(ms: number): void {
      at += ms;
    },
  };
}

type DistributiveOmit<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never;

describe('a far end that holds', () => {
  it('is said so until it comes back, changes or the call ends', () => {
    const d = desk();
    d.ring('a', farEnd('1', erika));
    d.event({ type: 'remote-held', call: 'a' });
    expect(d.only.remoteHeld).toBeUndefined();
    d.event({ type: 'answered', call: 'a' });
    d.event({ type: 'remote-held', call: 'a' });
    d.event({ type: 'held', call: 'a' });
    expect(d.only).toMatchObject({ phase: 'held', remoteHeld: true });
    d.event({ type: 'resumed', call: 'a' });
    d.event({ type: 'remote-resumed', call: 'a' });
    expect(d.only.remoteHeld).toBeUndefined();
    d.event({ type: 'remote-held', call: 'a' });
    d.event({ type: 'remote-changed', call: 'a', from: { number: '2' } }, farEnd('2', frank));
    expect(d.only).toMatchObject({ phase: 'talking', party: frank });
    expect(d.only.remoteHeld).toBeUndefined();
    d.event({ type: 'remote-held', call: 'a' });
    d.end('a', 'completed');
    expect(d.only.remoteHeld).toBeUndefined();
  });
});

describe('who sent the caller', () => {
  it('may be told after the ringing; the first who tells is believed', () => {
    const d = desk();
    d.ring('a', farEnd('1', erika));
    expect(d.only.transferredBy).toBeUndefined();
    d.event({ type: 'sender-told', call: 'a', transferredBy: '202' });
    expect(d.only).toMatchObject({ phase: 'ringing', transferredBy: '202', party: erika });
    d.event({ type: 'sender-told', call: 'a', transferredBy: '203' });
    expect(d.only.transferredBy).toBe('202');
  });

  it('is no news of a call that is over', () => {
    const d = desk();
    d.ring('a', farEnd('1', erika));
    d.end('a', 'missed-caller');
    d.event({ type: 'sender-told', call: 'a', transferredBy: '202' });
    expect(d.only.transferredBy).toBeUndefined();
  });
});

describe('the calls of a desk', () => {
  it('rings, is answered, held, resumed and ends', () => {
    const here = desk();
    here.ring('a', farEnd('49221', erika), { queue: 'service' });
    expect(here.only).toMatchObject({
      id: 'id-a',
      direction: 'in',
      phase: 'ringing',
      queue: 'service',
      party: erika,
    });
    here.event({ type: 'answered', call: 'a' });
    expect(here.only).toMatchObject({ phase: 'talking', answeredAt: 3000, endedAt: null });
    here.event({ type: 'held', call: 'a' });
    expect(here.only.phase).toBe('held');
    here.event({ type: 'answered', call: 'a' });
    expect(here.only.phase).toBe('held');
    here.event({ type: 'resumed', call: 'a' });
    expect(here.only.phase).toBe('talking');
    here.end('a', 'completed');
    expect(here.only).toMatchObject({
      phase: 'ended',
      answeredAt: 3000,
      endedAt: 7000,
      end: { reason: 'completed' },
    });
  });

  it('rings the agent, then dials', () => {
    const here = desk();
    here.event({ type: 'agent-phone-ringing', call: 'a' }, farEnd('49221', erika));
    expect(here.only).toMatchObject({ direction: 'out', phase: 'agent-phone', party: erika });
    here.event({ type: 'dialling', call: 'a', to: '0221' }, farEnd('49221', erika));
    here.event({ type: 'remote-ringing', call: 'a' });
    expect(here.only.phase).toBe('dialling');
    here.event({ type: 'answered', call: 'a' });
    here.event({ type: 'dialling', call: 'a', to: '0221' }, farEnd('49221', erika));
    expect(here.only.phase).toBe('talking');
  });

  it('is met in the midst when the agent fetched it from a colleague', () => {
    const here = desk();
    here.event({ type: 'answered', call: 'a' });
    expect(here.only).toMatchObject({
      direction: 'in',
      phase: 'talking',
      match: { rule: 'unknown' },
      party: null,
    });
    here.event({ type: 'remote-changed', call: 'a', from: {} }, farEnd('49221', erika));
    expect(here.only).toMatchObject({ remote: { number: '49221' }, display: '[49221]', party: erika });
  });

  it('shows several calls side by side, in the order they began', () => {
    const here = desk();
    here.ring('a', farEnd('1', erika));
    here.event({ type: 'answered', call: 'a' });
    here.ring('b', farEnd('2', frank));
    expect(here.calls.map(({ id, phase }) => [id, phase])).toEqual([
      ['id-a', 'talking'],
      ['id-b', 'ringing'],
    ]);
  });

  it('never begins with an end, a hold or a change', () => {
    const here = desk();
    here.end('a', 'busy');
    here.event({ type: 'held', call: 'a' });
    here.event({ type: 'remote-changed', call: 'a', from: {} }, farEnd('1'));
    here.event({ type: 'transferred', call: 'a', kind: 'blind', to: '202' });
    expect(here.calls).toEqual([]);
  });

  it('never comes back once it has ended', () => {
    const here = desk();
    here.ring('a', farEnd('1'));
    here.end('a', 'missed-caller');
    const ended = here.only;
    here.ring('a', farEnd('2', erika));
    here.event({ type: 'answered', call: 'a' });
    here.end('a', 'completed');
    expect(here.only).toEqual(ended);
  });

  it('remembers where the call was sent', () => {
    const here = desk();
    here.ring('a', farEnd('1'));
    here.event({ type: 'answered', call: 'a' });
    here.event({ type: 'transferred', call: 'a', kind: 'blind', to: '202' });
    here.end('a', 'transferred');
    expect(here.only.end).toEqual({ reason: 'transferred', to: '202' });
  });
});

describe('several devices of one agent', () => {
  it('are one call, until the last of them has ended', () => {
    const here = desk();
    here.ring('a', farEnd('1', erika), { group: 'g' });
    here.ring('b', farEnd('1', erika), { group: 'g', device: 'PJSIP/251' });
    expect(here.only).toMatchObject({ id: 'id-a', phase: 'ringing', device: 'PJSIP/201' });
    here.end('a', 'answered-elsewhere');
    expect(here.only.phase).toBe('ringing');
    here.event({ type: 'answered', call: 'b', device: 'PJSIP/251' });
    expect(here.only).toMatchObject({ phase: 'talking', device: 'PJSIP/251' });
    here.end('b', 'completed');
    expect(here.only).toMatchObject({ phase: 'ended', device: 'PJSIP/251', end: { reason: 'completed' } });
  });

  it('tell what became of the caller, not of the device', () => {
    const here = desk();
    here.ring('a', farEnd('1'), { group: 'g' });
    here.ring('b', farEnd('1'), { group: 'g' });
    here.end('a', 'answered-elsewhere', { to: '202', by: 'Yıldız' });
    here.end('b', 'missed-no-answer');
    expect(here.only.end).toEqual({ reason: 'answered-elsewhere', to: '202', by: 'Yıldız' });
  });

  it('make room when a queue rings again for the same caller', () => {
    const here = desk();
    here.ring('a', farEnd('1'), { group: 'g' });
    here.end('a', 'missed-no-answer');
    here.ring('b', farEnd('1'), { group: 'g' });
    expect(here.only).toMatchObject({ id: 'id-b', phase: 'ringing' });
  });

  it('keep quiet about what one of them withholds', () => {
    const here = desk();
    here.ring('a', farEnd('49221', erika), { group: 'g' });
    here.ring('b', withheldFarEnd, { group: 'g' });
    expect(here.only).toMatchObject({ remote: { withheld: true }, match: { rule: 'withheld' }, party: null });
    here.ring('c', farEnd('49221', erika), { group: 'g' });
    expect(JSON.stringify(here.calls)).not.toContain('49221');
  });
});

describe('whose call it is', () => {
  it('is said by a single exact hit on a party, and by nothing below it', () => {
    const here = desk();
    here.ring('a', farEnd('1', erika));
    here.ring('b', farEnd('2', erika, frank));
    here.ring('c', {
      ...farEnd('3', erika),
      match: { rule: 'stem', candidates: [card(erika)], extension: '1' },
    });
    here.ring('d', farEnd('4', { type: 'staff', id: 'mehmet' }));
    here.ring('e', { ...farEnd('5'), match: { rule: 'own-extension', candidates: [card(erika)] } });
    expect(here.calls.map(({ party }) => party)).toEqual([erika, null, null, null, null]);
  });

  it('is what the agent chose, as long as the same far end is there', () => {
    const here = desk();
    here.ring('a', farEnd('1', erika, frank));
    here.choose('a', frank);
    here.event({ type: 'remote-changed', call: 'a', from: {} }, farEnd('1', erika, frank));
    here.match('a', farEnd('1', erika));
    expect(here.only.party).toEqual(frank);
    here.event({ type: 'remote-changed', call: 'a', from: {} }, farEnd('2', erika));
    expect(here.only.party).toEqual(erika);
    here.match('a', farEnd('2'));
    expect(here.only.party).toBeNull();
  });

  it('is open again when the next far end is withheld too: nobody knows whether it is the same', () => {
    const here = desk();
    here.ring('a', withheldFarEnd);
    here.choose('a', frank);
    here.event({ type: 'remote-changed', call: 'a', from: {} }, withheldFarEnd);
    expect(here.only.party).toBeNull();
  });

  it('follows a number that is attached while it rings', () => {
    const here = desk();
    here.ring('a', farEnd('1'));
    here.match('a', farEnd('1', erika));
    expect(here.only).toMatchObject({ party: erika, match: { rule: 'exact' } });
  });
});

describe('what is over', () => {
  it('goes when it is dismissed; what goes on only closes its pop', () => {
    const here = desk();
    here.ring('a', farEnd('1'));
    here.dismiss('a');
    expect(here.only).toMatchObject({ phase: 'ringing', dismissed: true });
    here.end('a', 'missed-caller');
    expect(here.calls).toEqual([]);
    here.ring('b', farEnd('1'));
    here.end('b', 'missed-caller');
    here.dismiss('b');
    expect(here.calls).toEqual([]);
  });

  it('goes by itself after a while', () => {
    const here = desk();
    here.ring('a', farEnd('1'));
    here.end('a', 'completed');
    here.pass(ENDED_FOR_MS - 2000);
    here.ring('b', farEnd('2'));
    expect(here.calls).toHaveLength(2);
    here.pass(2000);
    here.event({ type: 'answered', call: 'b' });
    expect(here.calls.map(({ id }) => id)).toEqual(['id-b']);
  });

  it('is ended as unobserved when a source forgets to', () => {
    const here = desk();
    for (let i = 0; i <= MOST_LIVE + 1; i++) here.ring(`${i}`, farEnd('1'));
    expect(here.calls[0]).toMatchObject({ id: 'id-0', phase: 'ended', end: { reason: 'unobserved' } });
    expect(here.calls.filter(({ phase }) => phase !== 'ended')).toHaveLength(MOST_LIVE + 1);
  });
});

describe('whatever comes, in whatever order', () => {
  const SECRET = '221555';
  const LIVE = ['ringing', 'agent-phone', 'dialling', 'talking', 'held'];
  const call = fc.constantFrom(...'abcdefghijklmnopqrstuvwxyz');
  const shown = fc.constantFrom<FarEnd>(
    farEnd('1', erika),
    farEnd('2', erika, frank),
    farEnd('3'),
    nobodyKnown,
    withheldFarEnd,
    // A caller of this reducer that forgot to keep the number to itself.
    { ...farEnd(SECRET, erika), remote: { number: SECRET, name: SECRET, withheld: true } },
  );
  const device = fc.constantFrom('PJSIP/201', 'PJSIP/251');
  const at = fc.integer({ min: 0, max: 20_000_000 });
  const told = { call, device, at };
  const group = fc.option(fc.constantFrom('g', 'h'), { nil: undefined });
  const event = fc
    .oneof(
      fc.record({ ...told, type: fc.constant('ringing'), from: fc.constant({}), group }),
      fc.record({ ...told, type: fc.constantFrom('answered', 'held', 'resumed', 'remote-ringing') }),
      fc.record({ ...told, type: fc.constantFrom('remote-changed'), from: fc.constant({}) }),
      fc.record({ ...told, type: fc.constant('sender-told'), transferredBy: fc.constant('202') }),
      fc.record({ ...told, type: fc.constantFrom('dialling', 'agent-phone-ringing'), to: fc.constant('1') }),
      fc.record({
        ...told,
        type: fc.constant('transferred'),
        kind: fc.constant('blind'),
        to: fc.constant('202'),
      }),
      fc.record({
        ...told,
        type: fc.constant('ended'),
        reason: fc.constantFrom('completed', 'missed-caller'),
      }),
    )
    .map(
      (each) =>
        Object.fromEntries(
          Object.entries(each).filter(([, value]) => value !== undefined),
        ) as unknown as CallEvent,
    );
  const id = call.map((each) => `id-${each}`);
  const input: fc.Arbitrary<LiveCallInput> = fc.oneof(
    {
      weight: 6,
      arbitrary: fc
        .tuple(event, shown)
        .map(([e, far]) => ({ type: 'event', at: e.at, event: e, id: `id-${e.call}`, farEnd: far }) as const),
    },
    fc.record({ type: fc.constant('matched'), at, id, farEnd: shown }),
    fc.record({ type: fc.constant('chosen'), at, id, party: fc.constant(frank) }),
    fc.record({ type: fc.constant('dismissed'), at, id }),
  );

  it('never throws, never shows what is withheld, stays bounded, and no ended call comes back', () => {
    fc.assert(
      fc.property(fc.array(input, { maxLength: 200 }), (inputs) => {
        let state = noLiveCalls;
        for (const each of inputs) {
          const before = state;
          state = reduceLiveCalls(state, each);
          expect(JSON.stringify(state)).not.toContain(SECRET);
          const ended = state.entries.filter((entry) => entry.call.phase === 'ended');
          expect(ended.length).toBeLessThanOrEqual(MOST_ENDED + MOST_LIVE + 1);
          expect(state.entries.length - ended.length).toBeLessThanOrEqual(MOST_LIVE + 1);
          expect(new Set(state.entries.map((entry) => entry.call.id)).size).toBe(state.entries.length);
          const phases = new Map(
            state.entries.map((entry) => [entry.call.startedAt + entry.call.id, entry.call.phase]),
          );
          for (const { call: old } of before.entries) {
            // An ended call stays ended or goes; any other goes only after its end was to be seen.
            const allowed = old.phase === 'ended' ? ['ended', undefined] : [...LIVE, 'ended'];
            expect(allowed).toContain(phases.get(old.startedAt + old.id));
          }
          for (const { call: now, isChosen } of state.entries) {
            expect((now.phase === 'ended') === (now.endedAt !== null)).toBe(true);
            expect(now.party === null || isChosen || now.match.rule === 'exact').toBe(true);
          }
        }
      }),
      { numRuns: 300 },
    );
  });
});
