import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { CheckInView, DutyOverview, OwnDuty } from '#shared/features/duty/contract.ts';
import { defaultDeskSettings } from '#shared/settings/desk-settings.ts';
import { openDeskReplica, SESSION } from '#test/support/desk-replica.ts';
import type { DeskReplica, RunningFeatures } from '#test/support/desk-replica.ts';
import { liveCall } from '#test/support/live-call.ts';
import { AGENT, idOf } from '#test/support/memory-rows.ts';

const START = Date.UTC(2026, 10, 23, 8);
const MINUTE = 60_000;
const MEHMET = idOf(22);
const PIN = '4711';
const OTHER_PIN = '0815';
const code = (of: string, params: object = {}) => expect.objectContaining({ code: of, params });

let desk: DeskReplica;
let running: RunningFeatures;

beforeEach(async () => {
  vi.useFakeTimers({ now: START, toFake: ['setInterval', 'clearInterval'] });
  desk = openDeskReplica();
  desk.now = START;
  desk.addStaff(AGENT.userId, 'Nadine Kröger', '201');
  desk.addStaff(MEHMET, 'Mehmet Yıldız', '202');
  desk.people = [
    { userId: AGENT.userId, userName: 'Nadine Kröger', refusal: null },
    { userId: MEHMET, userName: 'Mehmet Yıldız', refusal: null },
  ];
  desk.signIn(null);
  desk.change({ duty: { shared: true, lockAfterMin: 10 } });
  running = await desk.start('duty', 'wrap-up');
});
afterEach(async () => {
  await running.stop();
  desk.close();
  vi.useRealTimers();
});

const byPassword = (userId: string = AGENT.userId): void => desk.signIn({ ...SESSION, userId });
const checkIn = (userId: string, pin: string): Promise<unknown> =>
  running.ask('duty.checkIn', { userId, pin }) as Promise<unknown>;
const setPin = (pin: string, old?: string): Promise<unknown> =>
  running.ask('duty.setPin', { pin, ...(old !== undefined && { old }) }) as Promise<unknown>;
const leave = (): unknown => running.ask('duty.leave', { how: 'checked-out' });
const here = (): string | undefined => desk.host.currentSession()?.userId;
const duties = () =>
  desk.replica.db
    .prepare<[], object>(
      'SELECT staff_id AS who, began_at AS began, ended_at AS ended, ended_how AS how FROM duty_session ORDER BY began_at',
    )
    .all();
const pass = async (ms: number): Promise<void> => {
  for (let left = ms; left > 0; left -= 5_000) {
    desk.now += 5_000;
    await vi.advanceTimersByTimeAsync(5_000);
  }
};
const needs = (userId: string) =>
  (running.ask('duty.checkIns') as CheckInView).people.find((person) => person.userId === userId);

describe('a shared desk', () => {
  it('begins a duty with each way in and ends it with each way out', async () => {
    byPassword();
    await setPin(PIN);
    desk.now += MINUTE;
    leave();
    desk.now += MINUTE;
    await checkIn(AGENT.userId, PIN);
    desk.now += MINUTE;
    running.ask('duty.handOver', { toUserId: MEHMET });
    expect(duties()).toEqual([
      { who: AGENT.userId, began: START, ended: START + MINUTE, how: 'checked-out' },
      { who: AGENT.userId, began: START + 2 * MINUTE, ended: START + 3 * MINUTE, how: 'handed-over' },
    ]);
    expect((running.ask('duty.checkIns') as CheckInView).expectedId).toBe(MEHMET);
    desk.now += MINUTE;
    byPassword(MEHMET);
    expect((running.ask('duty.checkIns') as CheckInView).expectedId).toBeNull();
    expect(duties().at(-1)).toMatchObject({ who: MEHMET, ended: null });
  });

  it('is locked after the minutes without input, not before and not while somebody talks', async () => {
    byPassword();
    await pass(9 * MINUTE);
    running.ask('duty.stir');
    await pass(9 * MINUTE);
    expect(here()).toBe(AGENT.userId);
    desk.live = [liveCall({ phase: 'talking' })];
    await pass(30 * MINUTE);
    expect(here()).toBe(AGENT.userId);
    desk.live = [];
    await pass(9 * MINUTE);
    expect(here()).toBe(AGENT.userId);
    await pass(MINUTE + 5_000);
    expect(here()).toBeUndefined();
    expect(duties()).toMatchObject([{ who: AGENT.userId, how: 'locked' }]);
  });

  it('that rings at an empty chair is locked all the same', async () => {
    byPassword();
    desk.live = [liveCall({ phase: 'ringing' })];
    await pass(11 * MINUTE);
    expect(here()).toBeUndefined();
  });

  it('is never locked by itself where the setting says so, nor where it is one person’s', async () => {
    byPassword();
    desk.change({ duty: { shared: true, lockAfterMin: 0 } });
    await pass(60 * MINUTE);
    expect(here()).toBe(AGENT.userId);
    desk.change({ duty: { shared: false, lockAfterMin: 10 } });
    await pass(60 * MINUTE);
    expect(here()).toBe(AGENT.userId);
    expect(leave).toThrow(code('duty.not-shared'));
    // It ended when the desk ceased to be shared.
    expect(duties()).toMatchObject([{ how: 'checked-out' }]);
  });

  it('that was switched off asks who is there, and the duty before is ended', async () => {
    byPassword();
    await running.stop();
    desk.now += 60 * MINUTE;
    running = await desk.start('duty', 'wrap-up');
    expect(here()).toBeUndefined();
    expect(duties()).toMatchObject([{ who: AGENT.userId, how: 'locked' }]);
  });

  it('leaves open wrap-ups to whoever wrote them, or hands them over', async () => {
    byPassword();
    const call = liveCall({ phase: 'talking', device: 'PJSIP/201', answeredAt: START });
    desk.call(call);
    running.ask('wrap-up.save', { id: call.id, note: 'halb geschr' });
    const mine = () => running.ask('wrap-up.open') as readonly { readonly note: string }[];
    leave();
    byPassword(MEHMET);
    expect(mine()).toEqual([]);
    leave();
    byPassword();
    expect(mine()).toMatchObject([{ note: 'halb geschr' }]);
    const { wrapUps } = running.ask('duty.own') as OwnDuty;
    expect(wrapUps).toMatchObject([{ detail: 'halb geschr' }]);
    running.ask('duty.giveWrapUps', { toUserId: MEHMET, ids: wrapUps.map(({ ref }) => ref.id) });
    expect(mine()).toEqual([]);
    running.ask('duty.handOver', { toUserId: MEHMET });
    byPassword(MEHMET);
    expect(mine()).toMatchObject([{ note: 'halb geschr' }]);
  });

  it('is handed over to somebody who has signed in here, to nobody else, not to oneself', () => {
    byPassword();
    for (const toUserId of [idOf(99), AGENT.userId])
      for (const [what, more] of [
        ['duty.handOver', {}],
        ['duty.giveWrapUps', { ids: [idOf(1)] }],
      ] as const)
        expect(() => running.ask(what, { toUserId, ...more })).toThrow(code('duty.unknown-person'));
    expect(here()).toBe(AGENT.userId);
  });
});

describe('a PIN', () => {
  it('is chosen after the password; later only by whoever knows the one before', async () => {
    byPassword();
    await setPin(PIN);
    leave();
    await checkIn(AGENT.userId, PIN);
    await expect(setPin(OTHER_PIN)).rejects.toThrow(code('duty.password-asked'));
    await expect(setPin(OTHER_PIN, '9999')).rejects.toThrow(code('duty.wrong-pin', { left: 5 }));
    await setPin(OTHER_PIN, PIN);
    leave();
    await expect(checkIn(AGENT.userId, PIN)).rejects.toThrow(code('duty.wrong-pin', { left: 5 }));
    await checkIn(AGENT.userId, OTHER_PIN);
    expect(here()).toBe(AGENT.userId);
  });

  it.each([
    ['0000', 'duty.bad-pin-repeated'],
    ['1234', 'duty.bad-pin-sequence'],
    ['12', 'duty.bad-pin-length'],
    ['12ab', 'duty.bad-pin-digits'],
  ])('%s is refused', async (pin, refusal) => {
    byPassword();
    await expect(setPin(pin)).rejects.toThrow(code(refusal));
    expect((running.ask('duty.own') as OwnDuty).hasPin).toBe(false);
  });

  it('lies nowhere as it was typed, and leaves the desk by no command', async () => {
    byPassword();
    await setPin('73190254');
    const { db } = desk.replica;
    const tables = db
      .prepare<[], { name: string }>(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE '%fts%'",
      )
      .all();
    for (const { name } of tables)
      expect(JSON.stringify(db.prepare(`SELECT * FROM "${name}"`).all()), name).not.toContain('73190254');
    const [kept] = db.prepare<[], { hash: string }>('SELECT hash FROM duty_pin').all();
    const sent = JSON.stringify(db.prepare('SELECT * FROM outbox').all());
    expect(kept?.hash).toHaveLength(43);
    expect(sent).not.toContain(kept?.hash);
  });

  it('guessed wrong: pauses, and then the password is asked for, which always lets in', async () => {
    byPassword();
    await setPin(PIN);
    leave();
    const guess = (): Promise<unknown> => checkIn(AGENT.userId, '9999');
    for (const left of [5, 4, 3]) await expect(guess()).rejects.toThrow(code('duty.wrong-pin', { left }));
    await expect(guess()).rejects.toThrow(code('duty.wait', { seconds: 30 }));
    // Even the right one waits.
    await expect(checkIn(AGENT.userId, PIN)).rejects.toThrow(code('duty.wait', { seconds: 30 }));
    expect(needs(AGENT.userId)).toMatchObject({ needs: 'pin', waitMs: 30_000 });
    for (const wait of [30_000, 60_000]) {
      desk.now += wait;
      await expect(guess()).rejects.toThrow(expect.objectContaining({ code: 'duty.wrong-pin' }));
    }
    desk.now += 300_000;
    await expect(guess()).rejects.toThrow(code('duty.password-asked'));
    expect(needs(AGENT.userId)).toMatchObject({ needs: 'password' });
    desk.now += 365 * 86_400_000;
    await expect(checkIn(AGENT.userId, PIN)).rejects.toThrow(code('duty.password-asked'));
    // Nobody else is kept out by that.
    expect(needs(MEHMET)).toMatchObject({ waitMs: 0 });
    desk.people = desk.people.map((person) => ({ ...person, refusal: null }));
    byPassword();
    leave();
    await checkIn(AGENT.userId, PIN);
    expect(here()).toBe(AGENT.userId);
  });

  it('tries at once count one by one', async () => {
    byPassword();
    await setPin(PIN);
    leave();
    const answers = await Promise.allSettled(Array.from({ length: 20 }, () => checkIn(AGENT.userId, '9999')));
    const looked = answers.filter(
      (answer) =>
        answer.status === 'rejected' && (answer.reason as { code: string }).code === 'duty.wrong-pin',
    );
    expect(looked).toHaveLength(3);
  });

  it('of nobody, of somebody without one, and of somebody who sees other data opens nothing', async () => {
    await expect(checkIn(idOf(77), PIN)).rejects.toThrow(code('duty.password-asked'));
    await expect(checkIn(MEHMET, PIN)).rejects.toThrow(code('duty.no-pin'));
    desk.people = desk.people.map((person) => ({ ...person, refusal: 'duty.other-sight' }));
    await expect(checkIn(AGENT.userId, PIN)).rejects.toThrow(code('duty.other-sight'));
    expect(here()).toBeUndefined();
  });
});

describe('who was on duty', () => {
  const overview = (): DutyOverview => running.ask('duty.overview') as DutyOverview;

  it('is told to who leads of everybody, to everybody else of themselves', () => {
    byPassword();
    desk.now += MINUTE;
    leave();
    desk.now += MINUTE;
    byPassword(MEHMET);
    expect(overview()).toMatchObject({
      isEverybodys: false,
      now: [{ staffName: 'Mehmet Yıldız' }],
      past: [],
    });
    desk.signIn({ ...SESSION, userId: MEHMET, roles: ['lead'] });
    expect(overview()).toMatchObject({
      isEverybodys: true,
      now: [{ staffName: 'Mehmet Yıldız', deskName: 'PC-7', endedAt: null }],
      past: [{ staffName: 'Nadine Kröger', how: 'checked-out', beganAt: START, endedAt: START + MINUTE }],
    });
  });

  it('of a desk that told no end is over when the next one began; older than a week is not told', () => {
    const { db } = desk.replica;
    desk.replica.transact((transaction) => {
      const put = transaction.db.prepare(
        `INSERT INTO duty_session (id, scope_id, ver, staff_id, desk_id, desk_name, began_at)
         VALUES (?, 'scope', 1, ?, ?, 'Empfang', ?)`,
      );
      put.run('a', AGENT.userId, 'front', START - 4 * MINUTE);
      put.run('b', MEHMET, 'front', START - 3 * MINUTE);
      put.run('c', AGENT.userId, 'back', START - 8 * 86_400_000);
      put.run('d', MEHMET, 'back', START - 9 * 86_400_000);
    });
    expect(db.prepare('SELECT 1 FROM duty_session').all()).toHaveLength(4);
    desk.signIn({ ...SESSION, roles: ['lead'] });
    const { now, past } = overview();
    expect(past.filter(({ id }) => id === 'a')).toMatchObject([{ endedAt: START - 3 * MINUTE, how: null }]);
    expect(now.map(({ id }) => id)).toEqual(expect.arrayContaining(['b', 'c']));
  });

  it('is nothing anybody is told while nobody is on duty', () => {
    expect(overview).toThrow();
    expect(() => running.ask('duty.own')).toThrow();
    expect(defaultDeskSettings.duty).toEqual({ shared: false, lockAfterMin: 10 });
  });
});
