import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Announcement, CallEvent, RemoteParty } from '#shared/calls/call-event.ts';
import type { CallerCard, CallerMatch, LiveCall } from '#shared/calls/live-call.ts';
import { MOST_ENDED, MOST_LIVE } from '#shared/calls/live-calls.ts';
import { callsContract } from '#shared/ipc/core-contracts.ts';
import { Emitter } from '#shared/kernel/emitter.ts';
import type { Ref } from '#shared/kernel/ref.ts';
import type { DialProfile } from '#shared/phone/dial-profile.ts';
import type {
  ControlResult,
  DialRequest,
  DialResult,
  LinkState,
  TelephonySource,
  TransferRequest,
} from '../telephony/telephony-source.ts';
import { CallService } from './call-service.ts';
import { MOST_TRACES } from './call-trace.ts';
import { callHandlers } from './handlers.ts';

const profile: DialProfile = {
  inbound: 'auto',
  outsideLine: '0',
  country: '49',
  area: '221',
  internalLength: 3,
};
const ERIKA = '+492214710612';

class FakeSource implements TelephonySource {
  state: LinkState = { stage: 'ready', since: 0 };
  answer: DialResult = { ok: true };
  readonly dialled: DialRequest[] = [];
  readonly #calls = new Emitter<CallEvent>();
  readonly #announcements = new Emitter<Announcement>();
  start(): void {}
  stop = (): Promise<void> => Promise.resolve();
  onState = () => () => {};
  onCall = (listener: (event: CallEvent) => void) => this.#calls.on(listener);
  canControl = true;
  control: ControlResult = { ok: true };
  readonly acts: string[] = [];
  hangUp(call: string): Promise<ControlResult> {
    this.acts.push(`hang up ${call}`);
    return Promise.resolve(this.control);
  }
  transfer({ call, target }: TransferRequest): Promise<ControlResult> {
    this.acts.push(`transfer ${call} to ${target}`);
    return Promise.resolve(this.control);
  }
  dial(request: DialRequest): Promise<DialResult> {
    this.dialled.push(request);
    return Promise.resolve(this.answer);
  }
  onAnnounced = (listener: (announcement: Announcement) => void) => this.#announcements.on(listener);
  announce(announcement: Announcement): void {
    this.#announcements.emit(announcement);
  }
  tell(event: CallEvent): void {
    this.#calls.emit(event);
  }
}

function party(name: string): CallerCard {
  return { ref: { type: 'party', id: name }, name, detail: '' };
}

function office() {
  let now = 1_000_000;
  let ticks = 0;
  const clock = { now: () => now };
  const logged: string[] = [];
  const log = {
    info: () => {},
    warn: () => {},
    error: (message: string, detail?: object) => void logged.push(`${message} ${JSON.stringify(detail)}`),
  };
  const known = new Map<string, CallerCard[]>([[ERIKA, [party('erika')]]]);
  const asked: RemoteParty[] = [];
  const failing = new Set<string | undefined>(['+49999666']);
  const lookup = {
    lookup(remote: RemoteParty): CallerMatch {
      asked.push(remote);
      if (failing.has(remote.number)) throw new Error('disk I/O error');
      const candidates = known.get(remote.number ?? '') ?? [];
      if (candidates.length === 0) return { rule: 'unknown', candidates };
      return { rule: candidates.length === 1 ? 'exact' : 'shared', candidates, digits: '492214710612' };
    },
    colleague: (extension: string) =>
      extension === '202' ? { ...party('Yıldız'), ref: { type: 'staff', id: 'y' } } : undefined,
  };
  let ids = 0;
  const newId = () => `00000000-0000-7000-8000-${String(++ids).padStart(12, '0')}`;
  const devices: string[] = ['PJSIP/201'];
  const recalled = new Map<string, Ref>();
  const calls = new CallService({
    clock,
    precise: () => now + (ticks += 0.25),
    newId,
    lookup,
    profile: () => profile,
    devices: () => devices,
    recall: (id) => recalled.get(id) ?? null,
    log,
  });
  const source = new FakeSource();
  const disconnect = calls.connect(source);
  const changes: { call: LiveCall; before: LiveCall | undefined }[] = [];
  calls.onCall((call, before) => changes.push({ call, before }));
  const told = { call: 'u1', device: 'PJSIP/201' };
  return {
    calls,
    source,
    changes,
    known,
    failing,
    recalled,
    asked,
    logged,
    devices,
    disconnect,
    ring: (from: RemoteParty, call = 'u1') => source.tell({ ...told, call, at: now, type: 'ringing', from }),
    tell: (event: Omit<CallEvent, 'call' | 'device' | 'at'> & Partial<CallEvent>) =>
      source.tell({ ...told, at: now, ...event } as CallEvent),
    get only(): LiveCall {
      const [call, ...others] = calls.live();
      if (!call || others.length > 0) throw new Error(`${calls.live().length} calls`);
      return call;
    },
    pass: (ms: number) => void (now += ms),
  };
}

describe('a call that comes in', () => {
  it('is looked up at its ringing and told with what it was before', () => {
    const o = office();
    o.ring({ number: ERIKA, name: 'Brandt' });
    o.tell({ type: 'answered' });
    expect(o.changes.map(({ call, before }) => [before?.phase, call.phase])).toEqual([
      [undefined, 'ringing'],
      ['ringing', 'talking'],
    ]);
    expect(o.changes[0]?.call).toMatchObject({
      remote: { number: ERIKA, name: 'Brandt' },
      display: '0221 4710612',
      match: { rule: 'exact' },
      party: { type: 'party', id: 'erika' },
    });
  });

  it('is looked up before it rings where the number is known, and shown only when it rings', () => {
    const o = office();
    const about = { call: 'u1', device: 'PJSIP/201', at: 1_000_000, from: { number: ERIKA } };
    o.source.announce(about);
    o.source.announce({ ...about, call: 'u2', from: { withheld: true } });
    expect(o.asked).toEqual([{ number: ERIKA }]);
    expect([o.calls.live(), o.changes]).toEqual([[], []]);
    o.tell({ call: 'u2', type: 'ended', reason: 'busy' });
    o.ring({ number: ERIKA });
    o.source.announce(about);
    expect(o.asked).toHaveLength(2);
    expect(o.calls.traces().map(({ stages }) => stages.map(({ event }) => event))).toEqual([
      ['announced', 'ringing'],
    ]);
    const [announced, ringing] = o.calls.traces()[0]?.stages ?? [];
    expect(announced?.matchedAt).toBeLessThan(ringing?.trackedAt ?? 0);
  });

  it('is missed without a pop when the caller is gone before it rings', () => {
    const o = office();
    const about = { call: 'u1', device: 'PJSIP/201', at: 1_000_000, from: { number: ERIKA }, group: 'g' };
    o.source.announce(about);
    o.pass(2000);
    o.tell({ type: 'ended', reason: 'missed-caller' });
    expect(o.calls.live()).toEqual([]);
    expect(o.changes).toMatchObject([
      {
        before: undefined,
        call: {
          phase: 'ended',
          direction: 'in',
          party: { type: 'party', id: 'erika' },
          group: 'g',
          startedAt: 1_000_000,
          endedAt: 1_002_000,
          end: { reason: 'missed-caller' },
        },
      },
    ]);
    for (const [call, reason] of [
      ['u2', 'busy'],
      ['u3', 'answered-elsewhere'],
    ] as const) {
      o.source.announce({ ...about, call });
      o.tell({ call, type: 'ended', reason });
    }
    expect(o.changes).toHaveLength(1);
  });

  it('has one id, on every desk and after a restart, and whose it was is not forgotten', () => {
    const [first, second] = [office(), office()];
    first.ring({ number: ERIKA });
    second.recalled.set(first.only.id, { type: 'party', id: 'frank' });
    second.tell({ type: 'answered' });
    expect(second.only).toMatchObject({ id: first.only.id, phase: 'talking', party: { id: 'frank' } });
    second.tell({ type: 'remote-changed', from: { number: ERIKA } });
    expect(second.only).toMatchObject({ display: '0221 4710612', party: { id: 'frank' } });
    second.tell({ type: 'remote-changed', from: { number: '+4930231255' } });
    expect(second.only.party).toBeNull();
  });

  it.each([
    [{ number: 'anonymous', name: 'Anonymous' }, {}, undefined],
    [{ number: '<unknown>' }, {}, undefined],
    [{ name: '  ' }, {}, undefined],
    [{ number: '06990009533', name: '06990009533' }, { number: '06990009533' }, '069 90009533'],
    [{ number: '202', name: 'Mehmet' }, { number: '202', name: 'Mehmet' }, '202'],
    [{ number: '0006213456217' }, { number: '0006213456217' }, '0621 3456217'],
  ])('%j is shown as %j, %s', (from, remote, display) => {
    const o = office();
    o.ring(from);
    expect(o.only.remote).toEqual(remote);
    expect(o.only.display).toBe(display);
  });

  it('is never looked up when withheld, and nothing of it is kept, not even by a source that tells', () => {
    const o = office();
    o.ring({ number: ERIKA, name: 'Erika', withheld: true });
    o.tell({ type: 'remote-changed', from: { number: ERIKA, withheld: true } });
    o.calls.rematch();
    expect(o.asked).toEqual([]);
    expect(o.only).toMatchObject({
      remote: { withheld: true },
      match: { rule: 'withheld', candidates: [] },
      party: null,
    });
    expect(JSON.stringify([o.changes, o.calls.traces(), o.logged])).not.toMatch(/4710612|Erika/);
  });

  it('rings although the replica fails, and is looked up again when it can be', () => {
    const o = office();
    o.ring({ number: '+49999666' });
    expect(o.only).toMatchObject({ phase: 'ringing', match: { rule: 'unknown' } });
    expect(o.logged.join()).toContain('disk I/O error');
    expect(o.logged.join()).not.toContain('49999666');
    o.failing.clear();
    o.known.set('+49999666', [party('kevin')]);
    o.calls.rematch();
    expect(o.only).toMatchObject({ match: { rule: 'exact' }, party: { id: 'kevin' } });
  });

  it('names the colleague who took it by the house, else as the PBX does', () => {
    const o = office();
    o.ring({ number: ERIKA });
    o.tell({ type: 'ended', reason: 'answered-elsewhere', to: '202', by: '202' });
    expect(o.only.end).toEqual({ reason: 'answered-elsewhere', to: '202', by: 'Yıldız' });
    o.ring({ number: ERIKA }, 'u2');
    o.tell({ call: 'u2', type: 'ended', reason: 'picked-up', to: '203', by: 'Empfang' });
    expect(o.calls.live()[1]?.end).toEqual({ reason: 'picked-up', to: '203', by: 'Empfang' });
  });

  it('follows the far end, and keeps the choice only for the same one in other clothes', () => {
    const o = office();
    o.known.set('02214710612', [party('erika'), party('frank')]);
    o.ring({ number: ERIKA });
    o.calls.choose(o.only.id, { type: 'party', id: 'frank' });
    o.tell({ type: 'remote-changed', from: { number: '02214710612' } });
    expect(o.only.party?.id).toBe('frank');
    o.tell({ type: 'remote-changed', from: { number: '06990009533' } });
    expect(o.only.party).toBeNull();
  });

  it('is matched again when a number is attached, and the order of a chooser stays put', () => {
    const o = office();
    const raw = '+496990009533';
    o.ring({ number: raw });
    expect(o.only.party).toBeNull();
    o.known.set(raw, [party('kevin')]);
    o.calls.rematch();
    expect(o.only.party?.id).toBe('kevin');
    o.known.set(raw, [party('kevin'), party('roth')]);
    o.calls.rematch();
    expect(o.only).toMatchObject({ match: { rule: 'shared' }, party: null });
    const { length } = o.changes;
    o.known.set(raw, [party('roth'), party('kevin')]);
    o.calls.rematch();
    expect(o.changes).toHaveLength(length);
  });
});

describe('listeners', () => {
  it('hear everything in order, even when one of them acts at once and another throws', () => {
    const o = office();
    const heard: string[] = [];
    o.calls.onCall((call) => {
      if (call.phase === 'ringing' && !call.dismissed) o.calls.dismiss(call.id);
      throw new Error('broken');
    });
    o.calls.onCall((call) => heard.push(`${call.phase}${call.dismissed ? ' dismissed' : ''}`));
    const lists: number[] = [];
    o.calls.onLive((calls) => lists.push(calls.length));
    o.ring({ number: ERIKA });
    o.tell({ type: 'ended', reason: 'missed-caller' });
    expect(heard).toEqual(['ringing', 'ringing dismissed', 'ended dismissed']);
    expect(lists).toEqual([1, 1, 0]);
    expect(o.logged).toHaveLength(3);
  });

  it('are not told what changes nothing', () => {
    const o = office();
    o.ring({ number: ERIKA });
    const { length } = o.changes;
    o.tell({ type: 'remote-ringing' });
    o.tell({ type: 'resumed' });
    o.tell({ call: 'u9', type: 'held' });
    o.calls.rematch();
    o.calls.dismiss('nobody');
    expect(o.changes).toHaveLength(length);
  });

  it('are not told of a source that was disconnected', () => {
    const o = office();
    o.disconnect();
    o.ring({ number: ERIKA });
    expect(o.calls.live()).toEqual([]);
  });
});

describe('choosing and dismissing', () => {
  it('refuses a call that is gone and things that are no party', () => {
    const o = office();
    o.ring({ number: ERIKA });
    expect(() => o.calls.choose('x', { type: 'party', id: 'p' })).toThrow(
      expect.objectContaining({ code: 'call.gone' }),
    );
    expect(() => o.calls.choose(o.only.id, { type: 'ticket', id: 'p' })).toThrow(
      expect.objectContaining({ code: 'call.not-a-party' }),
    );
  });
});

async function codeOf(promise: Promise<unknown>): Promise<string> {
  return promise.then(
    () => 'ok',
    (error: { code: string }) => error.code,
  );
}

describe('click-to-dial', () => {
  it('is told as failed when the agent’s own phone is busy: it never rang', async () => {
    const o = office();
    const frank = { type: 'party', id: 'frank' };
    const { id } = await o.calls.dial('0221 4710-612', frank);
    o.tell({ call: `cti-${id}`, type: 'ended', reason: 'failed' });
    expect(o.only).toMatchObject({
      id,
      direction: 'out',
      phase: 'ended',
      end: { reason: 'failed' },
      party: frank,
      display: '0221 4710612',
      answeredAt: null,
    });
  });

  it('is one call with the id it was given, attributed to whom the agent meant', async () => {
    const o = office();
    const frank = { type: 'party', id: 'frank' };
    const { id } = await o.calls.dial('0221 4710-612', frank);
    expect(o.source.dialled).toEqual([{ id, device: 'PJSIP/201', number: '002214710612' }]);
    o.tell({ call: `cti-${id}`, type: 'agent-phone-ringing' });
    expect(o.only).toMatchObject({
      id,
      direction: 'out',
      phase: 'agent-phone',
      party: frank,
      display: '0221 4710612',
    });
    o.tell({ call: `cti-${id}`, type: 'dialling', to: '002214710612' });
    o.tell({ call: `cti-${id}`, type: 'answered' });
    expect(o.only).toMatchObject({ id, phase: 'talking', party: frank });
  });

  it('without a party is attributed by the ladder', async () => {
    const o = office();
    o.known.set('002214710612', [party('erika')]);
    const { id } = await o.calls.dial(ERIKA, null);
    o.tell({ call: id, type: 'agent-phone-ringing' });
    expect(o.only).toMatchObject({ id, party: { id: 'erika' } });
  });

  it('says why it cannot be done', async () => {
    const o = office();
    expect(await codeOf(o.calls.dial('abc', null))).toBe('dial.bad-number');
    o.source.answer = { ok: false, code: 'timeout', detail: 'no answer' };
    expect(await codeOf(o.calls.dial(ERIKA, null))).toBe('dial.timeout');
    o.source.state = { stage: 'connecting' };
    expect(await codeOf(o.calls.dial(ERIKA, null))).toBe('dial.not-ready');
    o.devices.pop();
    expect(await codeOf(o.calls.dial(ERIKA, null))).toBe('dial.no-device');
    expect(o.source.dialled).toHaveLength(1);
  });
});

describe('acting on a call', () => {
  const up = () => {
    const o = office();
    o.ring({ number: ERIKA });
    o.tell({ type: 'answered' });
    const transfers: object[] = [];
    o.calls.onTransfer((transfer) => transfers.push(transfer));
    return { o, transfers };
  };

  it('goes to its leg at the door it came through, and the features hear of a transfer', async () => {
    const { o, transfers } = up();
    const call = o.only;
    expect(call.canControl).toBe(true);
    expect(await o.calls.transfer(call.id, '202')).toEqual({ target: '202' });
    await o.calls.hangUp(call.id);
    expect(o.source.acts).toEqual(['transfer u1 to 202', 'hang up u1']);
    expect(transfers).toEqual([{ call, target: '202' }]);
  });

  it('transfers outside through the dial profile', async () => {
    const { o } = up();
    expect(await o.calls.transfer(o.only.id, ERIKA)).toEqual({ target: '002214710612' });
  });

  it('says why it cannot be done, and no feature hears of it', async () => {
    const { o, transfers } = up();
    const { id } = o.only;
    expect(await codeOf(o.calls.transfer(id, 'abc'))).toBe('dial.bad-number');
    o.source.control = { ok: false, code: 'not-permitted', detail: 'Permission denied' };
    expect(await codeOf(o.calls.transfer(id, '202'))).toBe('control.not-permitted');
    expect(await codeOf(o.calls.hangUp(id))).toBe('control.not-permitted');
    o.tell({ type: 'ended', reason: 'completed' });
    expect(await codeOf(o.calls.hangUp(id))).toBe('control.no-call');
    expect(await codeOf(o.calls.hangUp('nobody'))).toBe('control.no-call');
    expect(transfers).toEqual([]);
  });

  it('acts on the device that talks, of several', async () => {
    const o = office();
    for (const call of ['u1', 'u2']) o.tell({ type: 'ringing', call, from: { number: ERIKA }, group: 'g' });
    o.tell({ type: 'answered', call: 'u2' });
    await o.calls.hangUp(o.only.id);
    expect(o.source.acts).toEqual(['hang up u2']);
  });

  it('keeps a hint beside what the ladder says, until it is taken back', () => {
    const o = office();
    o.ring({ number: '+4930231250' });
    const { id } = o.only;
    o.calls.hint(id, { type: 'party', id: 'erika' });
    expect(o.only).toMatchObject({ hinted: { id: 'erika' }, party: null, match: { rule: 'unknown' } });
    const told = o.changes.length;
    o.calls.hint(id, { type: 'party', id: 'erika' });
    expect(o.changes).toHaveLength(told);
    o.calls.hint(id, null);
    expect(o.only).not.toHaveProperty('hinted');
    o.calls.hint('nobody', { type: 'party', id: 'erika' });
    expect(o.calls.live()).toHaveLength(1);
  });
});

describe('the trace of a call', () => {
  it('holds the time of every stage, in order, and no personal data', () => {
    const o = office();
    o.ring({ number: ERIKA, name: 'Brandt' });
    o.tell({ type: 'remote-ringing' });
    o.tell({ type: 'ended', reason: 'missed-caller' });
    const [trace, ...others] = o.calls.traces();
    expect(others).toEqual([]);
    expect(trace).toMatchObject({ id: o.only.id, rule: 'exact' });
    expect(trace?.stages.map(({ event, matchedAt }) => [event, matchedAt !== null])).toEqual([
      ['ringing', true],
      ['remote-ringing', false],
      ['ended', false],
    ]);
    for (const { eventAt, trackedAt, matchedAt, emittedAt } of trace?.stages ?? []) {
      const passed = [eventAt, trackedAt, ...(matchedAt === null ? [] : [matchedAt]), emittedAt];
      expect(passed).toEqual(passed.toSorted((a, b) => a - b));
    }
    expect(JSON.stringify(trace)).not.toMatch(/4710612|Brandt/);
  });

  it('is kept for the last calls only', () => {
    const o = office();
    for (let i = 0; i < MOST_TRACES + 30; i++) {
      o.ring({ number: ERIKA }, `u${i}`);
      for (let j = 0; j < 60; j++) o.tell({ call: `u${i}`, type: 'remote-ringing' });
      o.tell({ call: `u${i}`, type: 'ended', reason: 'completed' });
    }
    const traces = o.calls.traces();
    expect(traces).toHaveLength(MOST_TRACES);
    expect(traces.at(-1)?.stages).toHaveLength(50);
    expect(traces.at(-1)?.id).toBe(o.calls.live().at(-1)?.id);
  });
});

describe('the contract', () => {
  it('is implemented call by call', async () => {
    const o = office();
    const { contract, handlers } = callHandlers(o.calls, () => false);
    expect(Object.keys(handlers)).toEqual(Object.keys(callsContract.calls));
    expect(contract).toBe(callsContract);
    o.ring({ number: ERIKA });
    expect(await handlers['live']?.({} as never)).toEqual(o.calls.live());
    const id = o.only.id;
    await handlers['choose']?.({ id, party: { type: 'party', id: 'frank' } } as never);
    expect(o.only.party?.id).toBe('frank');
    o.tell({ type: 'ended', reason: 'completed' });
    await handlers['dismiss']?.({ id } as never);
    expect(o.calls.live()).toEqual([]);
    expect(await handlers['dial']?.({ number: ERIKA, party: null } as never)).toEqual({
      id: o.source.dialled[0]?.id,
    });
  });
});

describe('"it was Frank", said late', () => {
  const gone = { id: '00000000-0000-7000-8000-000000000001', party: { type: 'party', id: 'frank' } };

  it('goes to who keeps the call when it is live no more', () => {
    const kept: unknown[] = [];
    const { handlers } = callHandlers(office().calls, (call) => kept.push(call) > 0);
    handlers['choose']?.(gone as never);
    expect(kept).toEqual([gone]);
  });

  it('is refused when nobody keeps it', () => {
    const { handlers } = callHandlers(office().calls, () => false);
    expect(() => handlers['choose']?.(gone as never)).toThrow(expect.objectContaining({ code: 'call.gone' }));
  });
});

describe('whatever a source says', () => {
  const SECRET = '02215559';
  const from = fc.constantFrom<RemoteParty>(
    { number: ERIKA },
    { number: '06990009533', name: 'X' },
    {},
    { number: '\u0000' },
    { number: '+49999666' },
    { number: SECRET, name: SECRET, withheld: true },
  );
  const event = fc.record({
    call: fc.integer({ min: 0, max: 80 }).map(String),
    device: fc.constantFrom('PJSIP/201', 'PJSIP/251'),
    type: fc.constantFrom(
      'ringing',
      'answered',
      'held',
      'resumed',
      'dialling',
      'agent-phone-ringing',
      'remote-ringing',
      'remote-changed',
      'transferred',
      'ended',
    ),
    from,
    to: fc.constantFrom('202', '0221', ''),
    kind: fc.constantFrom('blind', 'attended'),
    reason: fc.constantFrom('completed', 'picked-up', 'answered-elsewhere', 'busy'),
    group: fc.constantFrom('g', 'h', 'i'),
    at: fc.integer({ min: 0, max: 5_000_000 }),
  });

  it('never throws, never shows a withheld number, and stays bounded', () => {
    fc.assert(
      fc.property(fc.array(event, { maxLength: 150 }), (events) => {
        const o = office();
        for (const each of events) {
          o.source.tell(each);
          o.pass(1000);
          expect(o.calls.live().length).toBeLessThanOrEqual(MOST_ENDED + 2 * MOST_LIVE);
        }
        o.calls.rematch();
        expect(JSON.stringify([o.changes, o.calls.live(), o.calls.traces(), o.logged])).not.toContain(SECRET);
        for (const entry of o.logged) expect(entry).toContain('disk I/O error');
      }),
      { numRuns: 200 },
    );
  });
});
