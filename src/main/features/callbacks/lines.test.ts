import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  callbackClaim,
  callbackFinish,
  callbackMissed,
  callbackReopen,
  callbackSetDue,
} from '#shared/features/callbacks/commands.ts';
import type { CallbackLine } from '#shared/features/callbacks/contract.ts';
import { openDeskReplica } from '#test/support/desk-replica.ts';
import type { DeskReplica } from '#test/support/desk-replica.ts';
import { AGENT, idOf } from '#test/support/memory-rows.ts';
import { doneLines, openLines, openLinesOf } from './lines.ts';
import { OPEN_CALLS } from './queries.ts';

const MEHMET = { ...AGENT, userId: idOf(22) };
let desk: DeskReplica;
let keys = 0;
beforeEach(() => {
  desk = openDeskReplica();
  desk.addStaff(AGENT.userId, 'Nadine Kröger', '21');
  desk.addStaff(MEHMET.userId, 'Mehmet Yıldız', '22');
});
afterEach(() => desk.close());

function miss(missedAt: number, number: string | null, partyId: string | null = null): void {
  keys += 1;
  desk.run(callbackMissed, {
    callKey: `${keys}`,
    partyId,
    number,
    callbackId: null,
    missedAt,
    queue: null,
    dialled: null,
  });
}
const open = (): readonly CallbackLine[] => openLines(desk.host);
function only(lines: readonly CallbackLine[]): CallbackLine {
  expect(lines).toHaveLength(1);
  const [line] = lines;
  if (!line) throw new Error('no line');
  return line;
}

describe('the lines', () => {
  it('put first who has waited longest, a due time in the place of the waiting', () => {
    miss(300, '4930231251');
    miss(100, '4930231252');
    miss(200, '4930231253');
    const numbers = (): readonly unknown[] => open().map(({ dial }) => dial?.at(-1));
    expect(numbers()).toEqual(['2', '3', '1']);
    desk.run(callbackSetDue, { id: open()[0]?.id ?? '', dueAt: 250, dueHasTime: true });
    expect(numbers()).toEqual(['3', '2', '1']);
    expect(open()[1]).toMatchObject({ due: { at: 250, hasTime: true } });
  });

  it('name the party, the one who has the number by now, or all who share it', () => {
    miss(100, '4930231251');
    expect(only(open())).toMatchObject({
      partyId: null,
      partyName: null,
      sharedBy: [],
      number: '030 231251',
    });
    desk.addParty(idOf(10), 'Erika Brandt', '4930231251');
    expect(only(open())).toMatchObject({ partyId: idOf(10), partyName: 'Erika Brandt', sharedBy: [] });
    desk.addParty(idOf(11), 'Frank Brandt', '4930231251');
    expect(only(open())).toMatchObject({ partyId: null, sharedBy: ['Erika Brandt', 'Frank Brandt'] });
    for (const partyId of [idOf(10), idOf(11)]) expect(openLinesOf(desk.host, { partyId })).toHaveLength(1);
    expect(openLinesOf(desk.host, { partyId: idOf(12) })).toEqual([]);
  });

  it('keep a claim while its call is open, and no longer', () => {
    miss(100, '4930231251');
    desk.run(callbackClaim, { id: only(open()).id }, MEHMET);
    expect(only(open())).toMatchObject({
      state: 'claimed',
      claim: { staffName: 'Mehmet Yıldız', mine: false },
    });
    miss(200, '4930231251');
    const { id, calls } = only(open());
    expect(only(open())).toMatchObject({ state: 'claimed', firstAt: 100, lastAt: 200 });
    desk.run(callbackClaim, { id });
    expect(only(open())).toMatchObject({ claim: { staffName: 'Nadine Kröger', mine: true } });

    desk.now = 2_000;
    desk.run(callbackFinish, { calls });
    expect(open()).toEqual([]);
    expect(only(doneLines(desk.host, { limit: 9 }))).toMatchObject({
      state: 'done',
      claim: null,
      done: { at: 2_000, staffName: 'Nadine Kröger', reached: false },
    });
    miss(300, '4930231251');
    expect(only(open())).toMatchObject({ id, state: 'open', claim: null, firstAt: 300 });

    desk.run(callbackReopen, { calls });
    expect(only(open())).toMatchObject({ state: 'claimed', claim: { mine: true }, firstAt: 100 });
    expect(open()[0]?.calls).toHaveLength(3);
  });

  it('show each time a caller was dealt with, the latest first', () => {
    for (const at of [1_000, 2_000]) {
      miss(at, '4930231251');
      desk.now = at + 1;
      desk.run(callbackFinish, { calls: only(open()).calls });
    }
    expect(doneLines(desk.host, { limit: 9 }).map(({ done }) => done?.at)).toEqual([2_001, 1_001]);
    expect(doneLines(desk.host, { limit: 1 })).toHaveLength(1);
  });

  it('are read without looking at what is done', () => {
    const plan = desk.replica.db.prepare<[], { detail: string }>(`EXPLAIN QUERY PLAN ${OPEN_CALLS}`).all();
    const steps = plan.map(({ detail }) => detail).join('\n');
    expect(steps).toMatch(/SCAN m USING INDEX missed_call_open/);
    expect(steps).toMatch(/SEARCH c USING INDEX/);
    expect(steps).toMatch(/SEARCH p USING PRIMARY KEY \(digits=\? AND kind=\?\)/);
  });
});
