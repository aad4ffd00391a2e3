import { beforeEach, describe, expect, it } from 'vitest';
import { AGENT, createMemoryRows, idOf, MEMORY_SCOPE, runInMemory } from '#test/support/memory-rows.ts';
import type { MemoryRows } from '#test/support/memory-rows.ts';
import {
  callbackClaim,
  callbackFinish,
  callbackMissed,
  callbackReached,
  callbackRelease,
  callbackReopen,
  callbackSetDue,
} from './commands.ts';
import { callbackIdOf, callbackTable, missedCallIdOf, missedCallTable } from './model.ts';

const ERIKA = idOf(10);
const NUMBER = '492214710612';
const MEHMET = { ...AGENT, userId: idOf(22) };
const byNumber = callbackIdOf(MEMORY_SCOPE, { partyId: null, number: NUMBER }) ?? '';
const first = missedCallIdOf(MEMORY_SCOPE, 'first');
const second = missedCallIdOf(MEMORY_SCOPE, 'second');

let rows: MemoryRows;
beforeEach(() => {
  rows = createMemoryRows();
});

function miss(callKey: string, more: Partial<Parameters<typeof callbackMissed.run>[0]> = {}): void {
  const args = {
    callKey,
    partyId: null,
    number: NUMBER,
    callbackId: null,
    missedAt: 500,
    queue: null,
    dialled: null,
  };
  runInMemory(rows, callbackMissed, { ...args, ...more });
}
const entry = () => rows.all(callbackTable)[0];
const call = (id: string) => rows.all(missedCallTable).find((row) => row.id === id);

describe('a missed call', () => {
  it('is entered once, whoever tells of it, and its caller once', () => {
    miss('first');
    miss('first', { missedAt: 700 });
    miss('second', { missedAt: 900 });
    expect(rows.all(callbackTable).map(({ id }) => id)).toEqual([byNumber]);
    expect(
      rows.all(missedCallTable).map(({ id, missed_at, callback_id }) => [id, missed_at, callback_id]),
    ).toEqual([
      [first, 500, byNumber],
      [second, 900, byNumber],
    ]);
  });

  it('is the party’s where it is known, whatever the number', () => {
    miss('first', { partyId: ERIKA });
    miss('second', { partyId: ERIKA, number: '491713920017' });
    expect(rows.all(callbackTable)).toMatchObject([{ party_id: ERIKA }]);
  });

  it('joins an entry the caller is on the list under, and none that is not there', () => {
    miss('first');
    miss('second', { partyId: ERIKA, callbackId: byNumber });
    expect(rows.all(callbackTable)).toHaveLength(1);
    miss('third', { partyId: ERIKA, callbackId: idOf(99) });
    expect(rows.all(callbackTable).map(({ party_id }) => party_id)).toEqual([null, ERIKA]);
  });

  it('without a number is counted and nobody’s entry', () => {
    miss('first', { number: null });
    expect(rows.all(callbackTable)).toEqual([]);
    expect(rows.all(missedCallTable)).toMatchObject([{ callback_id: null, number: null }]);
  });

  it.each(['+49221', '0221', '49 221', '', '1'.repeat(21), '49221\r\n'])(
    'is not entered under %j',
    (number) => {
      expect(() => miss('first', { number })).toThrow('number');
    },
  );
});

describe('an entry', () => {
  beforeEach(() => {
    miss('first');
    miss('second', { missedAt: 900 });
  });

  it('is claimed, taken over, released', () => {
    runInMemory(rows, callbackClaim, { id: byNumber });
    expect(entry()).toMatchObject({ claimed_by: AGENT.userId, claimed_for: first });
    runInMemory(rows, callbackClaim, { id: byNumber }, { actor: MEHMET });
    expect(entry()).toMatchObject({ claimed_by: MEHMET.userId, claimed_for: first });
    runInMemory(rows, callbackRelease, { id: byNumber });
    expect(entry()).toMatchObject({ claimed_by: null, claimed_for: null });
  });

  it('is claimed for the oldest call that is still open', () => {
    runInMemory(rows, callbackFinish, { calls: [first] });
    runInMemory(rows, callbackClaim, { id: byNumber });
    expect(entry()).toMatchObject({ claimed_for: second });
  });

  it('is due at a time, on a day, at no time', () => {
    runInMemory(rows, callbackSetDue, { id: byNumber, dueAt: 5_000, dueHasTime: true });
    expect(entry()).toMatchObject({ due_at: 5_000, due_has_time: true, due_for: first });
    runInMemory(rows, callbackSetDue, { id: byNumber, dueAt: 6_000, dueHasTime: false });
    expect(entry()).toMatchObject({ due_at: 6_000, due_has_time: false });
    runInMemory(rows, callbackSetDue, { id: byNumber, dueAt: null, dueHasTime: true });
    expect(entry()).toMatchObject({ due_at: null, due_has_time: false, due_for: null });
  });

  it('is done by whom and when, once', () => {
    runInMemory(rows, callbackFinish, { calls: [first] }, { at: 2_000 });
    runInMemory(
      rows,
      callbackReached,
      { calls: [first, second, idOf(99)], by: idOf(7) },
      { at: 3_000, actor: MEHMET },
    );
    expect(call(first)).toMatchObject({ done_at: 2_000, done_by: AGENT.userId, cleared_by: null });
    expect(call(second)).toMatchObject({ done_at: 3_000, done_by: MEHMET.userId, cleared_by: idOf(7) });
  });

  it('is reopened, its claim untouched', () => {
    runInMemory(rows, callbackClaim, { id: byNumber });
    runInMemory(rows, callbackFinish, { calls: [first, second] });
    runInMemory(rows, callbackReopen, { calls: [first, second] });
    expect(rows.all(missedCallTable).map(({ done_at, done_by }) => [done_at, done_by])).toEqual([
      [null, null],
      [null, null],
    ]);
    expect(entry()).toMatchObject({ claimed_by: AGENT.userId, claimed_for: first });
  });

  it('that is done is neither claimed nor due, and one that is not there neither', () => {
    runInMemory(rows, callbackFinish, { calls: [first, second] });
    const done = expect.objectContaining({ code: 'callback.done' });
    expect(() => runInMemory(rows, callbackClaim, { id: byNumber })).toThrow(done);
    expect(() => runInMemory(rows, callbackSetDue, { id: byNumber, dueAt: 1, dueHasTime: true })).toThrow(
      done,
    );
    expect(() => runInMemory(rows, callbackClaim, { id: idOf(99) })).toThrow(
      expect.objectContaining({ code: 'callback.gone' }),
    );
  });
});

describe('the ids', () => {
  it('differ by scope, so that no scope meets another’s row', () => {
    const caller = { partyId: null, number: NUMBER };
    expect(callbackIdOf('other', caller)).not.toBe(callbackIdOf(MEMORY_SCOPE, caller));
    expect(missedCallIdOf('other', 'first')).not.toBe(first);
    expect(callbackIdOf(MEMORY_SCOPE, { partyId: null, number: null })).toBeNull();
  });
});
