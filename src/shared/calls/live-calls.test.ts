import fc from 'fast-check';
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
import type { LiveCallInput, LiveCalls } from './live-calls.ts';

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

describe('the calls of a desk', () => {
  it('rings, is answered, held, resumed and ends', () => {
    const it = desk();
    it.ring('a', farEnd('49221', erika), { queue: 'service' });
    expect(it.only).toMatchObject({
      id: 'id-a',
      direction: 'in',
      phase: 'ringing',
      queue: 'service',
      party: erika,
    });
    it.event({ type: 'answered', call: 'a' });
    expect(it.only).toMatchObject({ phase: 'talking', answeredAt: 3000, endedAt: null });
    it.event({ type: 'held', call: 'a' });
    expect(it.only.phase).toBe('held');
    it.event({ type: 'answered', call: 'a' });
    expect(it.only.phase).toBe('held');
    it.event({ type: 'resumed', call: 'a' });
    expect(it.only.phase).toBe('talking');
    it.end('a', 'completed');
    expect(it.only).toMatchObject({
      phase: 'ended',
      answeredAt: 3000,
      endedAt: 7000,
      end: { reason: 'completed' },
    });
  });

  it('rings the agent, then dials', () => {
    const it = desk();
    it.event({ type: 'agent-phone-ringing', call: 'a' }, farEnd('49221', erika));
    expect(it.only).toMatchObject({ direction: 'out', phase: 'agent-phone', party: erika });
    it.event({ type: 'dialling', call: 'a', to: '0221' }, farEnd('49221', erika));
    it.event({ type: 'remote-ringing', call: 'a' });
    expect(it.only.phase).toBe('dialling');
    it.event({ type: 'answered', call: 'a' });
    it.event({ type: 'dialling', call: 'a', to: '0221' }, farEnd('49221', erika));
    expect(it.only.phase).toBe('talking');
  });

  it('is met in the midst when the agent fetched it from a colleague', () => {
    const it = desk();
    it.event({ type: 'answered', call: 'a' });
    expect(it.only).toMatchObject({
      direction: 'in',
      phase: 'talking',
      match: { rule: 'unknown' },
      party: null,
    });
    it.event({ type: 'remote-changed', call: 'a', from: {} }, farEnd('49221', erika));
    expect(it.only).toMatchObject({ remote: { number: '49221' }, display: '[49221]', party: erika });
  });

  it('shows several calls side by side, in the order they began', () => {
    const it = desk();
    it.ring('a', farEnd('1', erika));
    it.event({ type: 'answered', call: 'a' });
    it.ring('b', farEnd('2', frank));
    expect(it.calls.map(({ id, phase }) => [id, phase])).toEqual([
      ['id-a', 'talking'],
      ['id-b', 'ringing'],
    ]);
  });

  it('never begins with an end, a hold or a change', () => {
    const it = desk();
    it.end('a', 'busy');
    it.event({ type: 'held', call: 'a' });
    it.event({ type: 'remote-changed', call: 'a', from: {} }, farEnd('1'));
    it.event({ type: 'transferred', call: 'a', kind: 'blind', to: '202' });
    expect(it.calls).toEqual([]);
  });

  it('never comes back once it has ended', () => {
    const it = desk();
    it.ring('a', farEnd('1'));
    it.end('a', 'missed-caller');
    const ended = it.only;
    it.ring('a', farEnd('2', erika));
    it.event({ type: 'answered', call: 'a' });
    it.end('a', 'completed');
    expect(it.only).toEqual(ended);
  });

  it('remembers where the call was sent', () => {
    const it = desk();
    it.ring('a', farEnd('1'));
    it.event({ type: 'answered', call: 'a' });
    it.event({ type: 'transferred', call: 'a', kind: 'blind', to: '202' });
    it.end('a', 'transferred');
    expect(it.only.end).toEqual({ reason: 'transferred', to: '202' });
  });
});

describe('several devices of one agent', () => {
  it('are one call, until the last of them has ended', () => {
    const it = desk();
    it.ring('a', farEnd('1', erika), { group: 'g' });
    it.ring('b', farEnd('1', erika), { group: 'g', device: 'PJSIP/251' });
    expect(it.only).toMatchObject({ id: 'id-a', phase: 'ringing', device: 'PJSIP/201' });
    it.end('a', 'answered-elsewhere');
    expect(it.only.phase).toBe('ringing');
    it.event({ type: 'answered', call: 'b', device: 'PJSIP/251' });
    expect(it.only).toMatchObject({ phase: 'talking', device: 'PJSIP/251' });
    it.end('b', 'completed');
    expect(it.only).toMatchObject({ phase: 'ended', device: 'PJSIP/251', end: { reason: 'completed' } });
  });

  it('tell what became of the caller, not of the device', () => {
    const it = desk();
    it.ring('a', farEnd('1'), { group: 'g' });
    it.ring('b', farEnd('1'), { group: 'g' });
    it.end('a', 'answered-elsewhere', { to: '202', by: 'Yıldız' });
    it.end('b', 'missed-no-answer');
    expect(it.only.end).toEqual({ reason: 'answered-elsewhere', to: '202', by: 'Yıldız' });
  });

  it('make room when a queue rings again for the same caller', () => {
    const it = desk();
    it.ring('a', farEnd('1'), { group: 'g' });
    it.end('a', 'missed-no-answer');
    it.ring('b', farEnd('1'), { group: 'g' });
    expect(it.only).toMatchObject({ id: 'id-b', phase: 'ringing' });
  });

  it('keep quiet about what one of them withholds', () => {
    const it = desk();
    it.ring('a', farEnd('49221', erika), { group: 'g' });
    it.ring('b', withheldFarEnd, { group: 'g' });
    expect(it.only).toMatchObject({ remote: { withheld: true }, match: { rule: 'withheld' }, party: null });
    it.ring('c', farEnd('49221', erika), { group: 'g' });
    expect(JSON.stringify(it.calls)).not.toContain('49221');
  });
});

describe('whose call it is', () => {
  it('is said by a single exact hit on a party, and by nothing below it', () => {
    const it = desk();
    it.ring('a', farEnd('1', erika));
    it.ring('b', farEnd('2', erika, frank));
    it.ring('c', {
      ...farEnd('3', erika),
      match: { rule: 'stem', candidates: [card(erika)], extension: '1' },
    });
    it.ring('d', farEnd('4', { type: 'staff', id: 'mehmet' }));
    it.ring('e', { ...farEnd('5'), match: { rule: 'own-extension', candidates: [card(erika)] } });
    expect(it.calls.map(({ party }) => party)).toEqual([erika, null, null, null, null]);
  });

  it('is what the agent chose, as long as the same far end is there', () => {
    const it = desk();
    it.ring('a', farEnd('1', erika, frank));
    it.choose('a', frank);
    it.event({ type: 'remote-changed', call: 'a', from: {} }, farEnd('1', erika, frank));
    it.match('a', farEnd('1', erika));
    expect(it.only.party).toEqual(frank);
    it.event({ type: 'remote-changed', call: 'a', from: {} }, farEnd('2', erika));
    expect(it.only.party).toEqual(erika);
    it.match('a', farEnd('2'));
    expect(it.only.party).toBeNull();
  });

  it('is open again when the next far end is withheld too: nobody knows whether it is the same', () => {
    const it = desk();
    it.ring('a', withheldFarEnd);
    it.choose('a', frank);
    it.event({ type: 'remote-changed', call: 'a', from: {} }, withheldFarEnd);
    expect(it.only.party).toBeNull();
  });

  it('follows a number that is attached while it rings', () => {
    const it = desk();
    it.ring('a', farEnd('1'));
    it.match('a', farEnd('1', erika));
    expect(it.only).toMatchObject({ party: erika, match: { rule: 'exact' } });
  });
});

describe('what is over', () => {
  it('goes when it is dismissed; what goes on only closes its pop', () => {
    const it = desk();
    it.ring('a', farEnd('1'));
    it.dismiss('a');
    expect(it.only).toMatchObject({ phase: 'ringing', dismissed: true });
    it.end('a', 'missed-caller');
    expect(it.calls).toEqual([]);
    it.ring('b', farEnd('1'));
    it.end('b', 'missed-caller');
    it.dismiss('b');
    expect(it.calls).toEqual([]);
  });

  it('goes by itself after a while', () => {
    const it = desk();
    it.ring('a', farEnd('1'));
    it.end('a', 'completed');
    it.pass(ENDED_FOR_MS - 2000);
    it.ring('b', farEnd('2'));
    expect(it.calls).toHaveLength(2);
    it.pass(2000);
    it.event({ type: 'answered', call: 'b' });
    expect(it.calls.map(({ id }) => id)).toEqual(['id-b']);
  });

  it('is ended as unobserved when a source forgets to', () => {
    const it = desk();
    for (let i = 0; i <= MOST_LIVE + 1; i++) it.ring(`${i}`, farEnd('1'));
    expect(it.calls[0]).toMatchObject({ id: 'id-0', phase: 'ended', end: { reason: 'unobserved' } });
    expect(it.calls.filter(({ phase }) => phase !== 'ended')).toHaveLength(MOST_LIVE + 1);
  });
});

describe('whatever comes, in whatever order', () => {
  const SECRET = '221555';
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
        .map(([e, farEnd]) => ({ type: 'event', at: e.at, event: e, id: `id-${e.call}`, farEnd }) as const),
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
          for (const old of before.entries) {
            const now = state.entries.find((entry) => entry.call.id === old.call.id);
            if (old.call.phase === 'ended' && now && now.legs[0]?.call === old.legs[0]?.call) {
              expect(now.call.phase).toBe('ended');
            }
            // A call goes only after its end was to be seen.
            if (old.call.phase !== 'ended') expect(now).toBeDefined();
          }
          for (const entry of state.entries) {
            expect((entry.call.phase === 'ended') === (entry.call.endedAt !== null)).toBe(true);
            if (entry.call.match.rule !== 'exact' && !entry.isChosen) expect(entry.call.party).toBeNull();
          }
        }
      }),
      { numRuns: 300 },
    );
  });
});
