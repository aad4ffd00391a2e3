import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CallTraceRecord } from '#shared/calls/call-trace.ts';
import type { Box, BoxLine, HealthReport } from '#shared/features/black-box/contract.ts';
import type { HealthStage } from '#shared/features/black-box/health.ts';
import type { LiveCall } from '#shared/calls/live-call.ts';
import { parseTraceFile } from '#shared/calls/trace-file.ts';
import type { Host } from '../../host/host.ts';
import { idOf } from '#test/support/memory-rows.ts';
import { openDeskReplica } from '#test/support/desk-replica.ts';
import type { DeskReplica, RunningFeatures } from '#test/support/desk-replica.ts';
import { liveCall } from '#test/support/live-call.ts';
import { MOST_BYTES } from './box.ts';
import { createPruner, PRUNE_EVERY_MS } from './pruner.ts';
import { createRecorder, MOST_OPEN } from './recorder.ts';
import type { Recorder } from './recorder.ts';
import { listBoxes, readBox, setKeptDays } from './store.ts';
import { createHealthWatch } from './health-watch.ts';
import { createTestCalls, TEST_MS } from './test-call.ts';
import type { After } from './timers.ts';

const DAY = 86_400_000;
const CALL = idOf(1);

/** Timers that go off when the test says so. */
function handTimers(): {
  readonly after: After;
  readonly due: () => readonly number[];
  run(ms?: number): void;
} {
  let set: { readonly ms: number; readonly run: () => void }[] = [];
  return {
    after(ms, run) {
      const timer = { ms, run };
      set = [...set, timer];
      return () => void (set = set.filter((one) => one !== timer));
    },
    due: () => set.map(({ ms }) => ms),
    run(ms) {
      const now = set.filter((timer) => ms === undefined || timer.ms === ms);
      set = set.filter((timer) => !now.includes(timer));
      for (const { run } of now) run();
    },
  };
}

let desk: DeskReplica;
let timers: ReturnType<typeof handTimers>;
beforeEach(() => {
  desk = openDeskReplica();
  timers = handTimers();
});
afterEach(() => desk.close());

const boxes = (): readonly BoxLine[] => listBoxes(desk.host.db, { limit: 500 });
const only = (): Box => readBox(desk.host.db, { id: boxes()[0]?.id ?? '' }) as Box;

const frame = (
  leg: string,
  fields: Readonly<Record<string, string>> = { uniqueid: leg },
): CallTraceRecord => ({
  kind: 'frame',
  leg,
  at: desk.now,
  event: 'newstate',
  fields,
});

const told = (
  leg: string,
  event: 'ringing' | 'answered' | 'ended',
  more: Partial<Extract<CallTraceRecord, { kind: 'event' }>> = {},
): CallTraceRecord => ({
  kind: 'event',
  leg,
  device: 'PJSIP/201',
  call: CALL,
  rule: 'exact',
  stage: {
    event,
    eventAt: desk.now,
    trackedAt: desk.now + 0.25,
    matchedAt: event === 'ringing' ? desk.now + 0.5 : null,
    emittedAt: desk.now + 1,
  },
  ...more,
});

const erika: Partial<LiveCall> = {
  party: { type: 'party', id: idOf(10) },
  match: {
    rule: 'exact',
    digits: '492214710612',
    candidates: [{ ref: { type: 'party', id: idOf(10) }, name: 'Erika Brandt', detail: '' }],
  },
};

/** A whole call, ringing to its end, as the desk hears it. */
function ring(leg = '1.1'): void {
  desk.trace({ kind: 'begun', leg, device: 'PJSIP/201', at: desk.now });
  desk.call(liveCall(erika));
  desk.trace(told(leg, 'ringing'));
  desk.trace(frame(leg));
}
function end(leg = '1.1'): void {
  desk.call(liveCall({ ...erika, phase: 'ended', endedAt: desk.now, end: { reason: 'completed' } }));
  desk.trace(told(leg, 'ended'));
}

describe('the black box', () => {
  let recorder: Recorder;
  beforeEach(() => {
    recorder = createRecorder(desk.host, timers.after);
    void recorder.start();
  });
  afterEach(() => void recorder.stop());

  it('keeps frames, stages and why it was a hit; nothing is written before the pop is long past', () => {
    let commits = 0;
    desk.replica.onChanged(() => (commits += 1));
    ring();
    end();
    expect(commits).toBe(0);
    timers.run();
    expect(commits).toBe(1);
    expect(only()).toMatchObject({
      callId: CALL,
      device: 'PJSIP/201',
      beganAt: 1_000,
      endedAt: 1_000,
      pop: { tracked: 0.25, matched: 0.25, told: 0.5, total: 1 },
      facts: {
        rule: 'exact',
        digits: '492214710612',
        number: '0221 4710612',
        party: 'Erika Brandt',
        end: 'completed',
      },
      frames: [{ event: 'newstate', fields: { uniqueid: '1.1' } }],
      stages: [{ event: 'ringing' }, { event: 'ended' }],
      isCut: false,
    });
  });

  it('goes on with a call that was written in between', () => {
    ring();
    timers.run();
    desk.now = 2_000;
    desk.trace(frame('1.1', { cause: '16' }));
    end();
    timers.run();
    expect(boxes()).toHaveLength(1);
    expect(only().frames.map(({ fields }) => fields)).toEqual([{ uniqueid: '1.1' }, { cause: '16' }]);
    expect(only().endedAt).toBe(2_000);
  });

  it('holds a call nothing was made of: nobody’s pop, but a trace', () => {
    desk.trace({ kind: 'begun', leg: '2.2', device: 'PJSIP/201', at: 1_000 });
    desk.trace(frame('2.2', { cause: '17' }));
    desk.trace(told('2.2', 'ended', { call: null, rule: null }));
    timers.run();
    expect(only()).toMatchObject({ callId: null, facts: null, pop: null, endedAt: 1_000 });
  });

  it('knows nothing of who withheld', () => {
    const secret = liveCall({
      remote: { withheld: true, number: '+492214710612' },
      match: { rule: 'withheld', candidates: [], digits: '492214710612' },
    });
    desk.call(secret);
    desk.trace(told('3.3', 'ringing', { rule: 'withheld' }));
    timers.run();
    expect(only().facts).toMatchObject({ rule: 'withheld', number: null, digits: null, party: null });
    expect(JSON.stringify([boxes(), only()])).not.toContain('4710');
  });

  it('is bounded per call, and says that it is cut; the end is always there', () => {
    ring();
    for (let count = 0; count < 2_000; count += 1)
      desk.trace(frame('1.1', { uniqueid: '1.1', exten: 'x'.repeat(1_000) }));
    end();
    timers.run();
    const box = only();
    expect(box.isCut).toBe(true);
    expect(JSON.stringify(box.frames).length).toBeLessThan(MOST_BYTES * 1.1);
    expect(box.stages.at(-1)?.event).toBe('ended');
  });

  it('closes the oldest of calls whose end is never told', () => {
    for (let count = 0; count < MOST_OPEN + 5; count += 1) desk.trace(frame(`leg ${count}`));
    timers.run();
    expect(boxes()).toHaveLength(MOST_OPEN + 5);
    expect(boxes().filter(({ endedAt }) => endedAt !== null)).toHaveLength(5);
  });

  it('writes what is pending when it stops, and keeps nothing when it is switched off', () => {
    ring();
    void recorder.stop();
    expect(boxes()).toHaveLength(1);
    desk.host.local(['black_box_setting'], (db) => setKeptDays(db, { days: 0 }));
    void recorder.start();
    ring('4.4');
    timers.run();
    expect(boxes()).toHaveLength(1);
  });

  it('survives a replica that cannot be written, and says why', () => {
    const broken: Host = {
      ...desk.host,
      local: () => {
        throw new Error('disk full');
      },
    };
    const failing = createRecorder(broken, timers.after);
    void failing.start();
    ring();
    timers.run();
    expect(failing.writeError).toBe('disk full');
    void failing.stop();
  });
});

describe('pruning', () => {
  const fill = (count: number, ageDays: number): void => {
    const recorder = createRecorder(desk.host, timers.after);
    void recorder.start();
    desk.now = 100 * DAY - ageDays * DAY;
    for (let at = 0; at < count; at += 1) {
      ring(`${ageDays}.${at}`);
      end(`${ageDays}.${at}`);
    }
    void recorder.stop();
    desk.now = 100 * DAY;
  };

  it('throws away what is older than is kept, in short transactions, with all that belongs to it', () => {
    fill(90, 15);
    fill(3, 13);
    const removed: number[] = [];
    desk.replica.onChanged((tables) => void (tables.includes('black_box') && removed.push(boxes().length)));
    const pruner = createPruner(desk.host, timers.after);
    void pruner.start();
    while (!timers.due().includes(PRUNE_EVERY_MS)) timers.run();
    expect(removed).toEqual([53, 13, 3]);
    const parts = desk.host.db
      .prepare<[], { n: number }>('SELECT count(DISTINCT box_id) AS n FROM black_box_part')
      .get();
    expect(parts?.n).toBe(3);
    void pruner.stop();
    expect(timers.due()).toEqual([]);
  });

  it('follows the setting', () => {
    fill(2, 5);
    const pruner = createPruner(desk.host, timers.after);
    void pruner.start();
    timers.run();
    expect(boxes()).toHaveLength(2);
    desk.host.local(['black_box_setting'], (db) => setKeptDays(db, { days: 4 }));
    timers.run();
    expect(boxes()).toHaveLength(0);
    void pruner.stop();
  });
});

describe('a test call', () => {
  it('lights each stage as it is passed', async () => {
    desk.dial = () => Promise.resolve({ id: CALL });
    const tests = createTestCalls(desk.host, timers.after);
    void tests.start();
    tests.begin({ mode: 'dial', number: '201' });
    await Promise.resolve();
    await Promise.resolve();
    const stages = (): unknown => tests.current()?.passed.map(({ stage }) => stage);
    expect([tests.current()?.state, stages()]).toEqual(['waiting', ['asked']]);
    desk.trace(frame('9.9'));
    desk.trace(frame('another'));
    expect(stages()).toEqual(['asked', 'event']);
    desk.trace(told('9.9', 'ringing'));
    expect([tests.current()?.state, stages()]).toEqual(['passed', ['asked', 'event', 'told', 'matched']]);
    desk.trace(told('9.9', 'ended'));
    expect(tests.current()).toMatchObject({ state: 'passed', callId: CALL });
    timers.run(TEST_MS);
    expect(tests.current()?.state).toBe('passed');
    void tests.stop();
  });

  it('says that the phone system refused, and goes on waiting for a ring', async () => {
    const tests = createTestCalls(desk.host, timers.after);
    void tests.start();
    tests.begin({ mode: 'dial', number: '201' });
    await Promise.resolve();
    await Promise.resolve();
    expect(tests.current()).toMatchObject({ state: 'waiting', error: 'internal', passed: [] });
    desk.trace(told('9.9', 'ringing'));
    expect(tests.current()?.state).toBe('passed');
    void tests.stop();
  });

  it('fails when nothing comes within a minute', () => {
    const tests = createTestCalls(desk.host, timers.after);
    void tests.start();
    tests.begin({ mode: 'ring' });
    desk.trace(frame('9.9'));
    timers.run(TEST_MS);
    expect(tests.current()).toMatchObject({ state: 'failed', passed: [{ stage: 'event' }] });
    desk.trace(told('9.9', 'ringing'));
    expect(tests.current()?.state).toBe('failed');
    void tests.stop();
  });
});

describe('the health of a desk', () => {
  it('follows link and calls', () => {
    const watch = createHealthWatch(desk.host, { writeError: null });
    void watch.start();
    const light = (stage: HealthStage): unknown =>
      watch.report().stages.find((one) => one.stage === stage)?.cause;
    expect([light('network'), light('events'), light('matcher')]).toEqual(['good', 'none-yet', 'no-numbers']);
    desk.addParty(idOf(10), 'Erika Brandt', '492214710612');
    desk.now = 2_000;
    desk.trace(frame('1.1'));
    expect([light('events'), light('matcher')]).toEqual(['good', 'good']);
    desk.status = { ...desk.status, pbx: { state: 'waiting', fault: 'unreachable', detail: 'ECONNREFUSED' } };
    desk.tellStatus();
    expect([light('network'), light('events')]).toEqual(['unreachable', 'waiting']);
    desk.now = 3_000;
    desk.status = { ...desk.status, pbx: { state: 'ready' } };
    desk.tellStatus();
    expect(light('events')).toBe('none-yet');
    void watch.stop();
  });
});

describe('the feature', () => {
  let running: RunningFeatures;
  beforeEach(async () => {
    running = await desk.start('black-box');
  });
  afterEach(() => running.stop());

  it('lists, shows and exports a call, and measures ring to pop', async () => {
    ring();
    end();
    await running.stop();
    const [line] = running.ask('black-box.list', { limit: 10 }) as readonly BoxLine[];
    expect(line).toMatchObject({ callId: CALL, facts: { party: 'Erika Brandt' } });
    const { text, name } = running.ask('black-box.export', { id: line?.id }) as {
      name: string;
      text: string;
    };
    expect(name).toMatch(/^[\w.-]+\.json$/);
    expect(parseTraceFile(text)).toMatchObject({
      device: 'PJSIP/201',
      rule: 'exact',
      stages: [{ event: 'ringing', trackedMs: 0.25 }, {}],
    });
    expect(text).not.toMatch(/Brandt|4710612/);
    expect((running.ask('black-box.health') as HealthReport).pop).toMatchObject({
      calls: 1,
      p50: { total: 1 },
      p95: { total: 1 },
    });
    expect(running.ask('black-box.box', { id: idOf(99) })).toBeNull();
    expect(() => running.ask('black-box.export', { id: idOf(99) })).toThrow('no trace');
  });

  it('keeps fourteen days unless told otherwise, and hands the setup check through', async () => {
    expect(running.ask('black-box.keepDays')).toBe(14);
    running.ask('black-box.setKeepDays', { days: 3 });
    expect(running.ask('black-box.keepDays')).toBe(3);
    desk.setup = {
      ami: [{ item: 'read.call', state: 'missing', section: '[cti]', line: 'read = call,agent' }],
    };
    expect(await running.ask('black-box.checkSetup')).toEqual(desk.setup);
  });
});
