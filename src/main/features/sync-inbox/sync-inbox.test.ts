import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { settleOutbox } from '#main/replica/outcomes.ts';
import type { ConflictView, HistoryView, RejectedView } from '#shared/features/sync-inbox/contract.ts';
import type { HistoryReply } from '#shared/features/sync-inbox/history.ts';
import { AppError } from '#shared/kernel/app-error.ts';
import type { Outcome } from '#shared/sync/protocol.ts';
import { openDeskReplica } from '#test/support/desk-replica.ts';
import type { DeskReplica, RunningFeatures } from '#test/support/desk-replica.ts';
import { AGENT, idOf } from '#test/support/memory-rows.ts';
import { FIND_NOTES } from './conflicts.ts';

let desk: DeskReplica;
let running: RunningFeatures;
beforeEach(async () => {
  desk = openDeskReplica();
  running = await desk.start('sync-inbox');
  desk.addParty(idOf(1), 'Erika Brandt');
});
afterEach(async () => {
  await running.stop();
  expect(desk.log.lines).toEqual([]);
  desk.close();
});

/** The last command is decided. */
function decide(outcome: Outcome['outcome'], detail: unknown): void {
  const last =
    desk.replica.db.prepare<[], { mid: number }>('SELECT max(mid) AS mid FROM outbox').get()?.mid ?? 0;
  desk.replica.transact((transaction) =>
    settleOutbox(transaction, last, [{ mid: last, outcome, detail }], 2_000),
  );
}
const rejected = (seen = false) => running.ask('sync-inbox.rejected', { seen }) as readonly RejectedView[];
const conflicts = (seen = false) => running.ask('sync-inbox.conflicts', { seen }) as readonly ConflictView[];
const pending = (): readonly unknown[] =>
  desk.replica.db
    .prepare<[], { name: string }>('SELECT name FROM outbox')
    .all()
    .map(({ name }) => name);

describe('what the centre has rejected', () => {
  beforeEach(() => {
    desk.host.runNamed('party.edit', { id: idOf(1), patch: { note: 'Klingelt nur vormittags' } });
    decide('rejected', 'party.gone');
  });

  it('is told with what it was, whose thing, why, and all that was typed', () => {
    expect(rejected()).toMatchObject([
      {
        command: 'party.edit',
        names: ['Erika Brandt'],
        code: 'party.gone',
        typed: 'Klingelt nur vormittags',
      },
    ]);
    expect(running.ask('sync-inbox.counts')).toEqual({ conflicts: 0, rejected: 1 });
  });

  it('is tried again as a new command, once', () => {
    const id = rejected()[0]?.id;
    running.ask('sync-inbox.retry', { id });
    expect(pending()).toEqual(['party.edit']);
    expect([rejected().length, rejected(true).length]).toEqual([0, 1]);
    expect(() => running.ask('sync-inbox.retry', { id })).toThrow(
      expect.objectContaining({ code: 'rejected.unknown' }),
    );
  });

  it('stays where the new attempt is refused at once', () => {
    desk.replica.transact(({ db }) => void db.prepare('DELETE FROM party').run());
    expect(() => running.ask('sync-inbox.retry', { id: rejected()[0]?.id })).toThrow(
      expect.objectContaining({ code: 'party.gone' }),
    );
    expect(rejected()).toHaveLength(1);
    expect(pending()).toEqual([]);
  });

  it('is discarded, and comes back', () => {
    const ids = rejected().map(({ id }) => id);
    running.ask('sync-inbox.seeRejected', { ids, seen: true });
    expect(running.ask('sync-inbox.counts')).toMatchObject({ rejected: 0 });
    running.ask('sync-inbox.seeRejected', { ids, seen: false });
    expect(rejected().map(({ id }) => id)).toEqual(ids);
  });

  it('is not shown to a colleague at the same desk', () => {
    desk.replica.transact(({ db }) => {
      db.prepare("UPDATE sync_state SET tenant_id = 't', user_id = 'somebody-else'").run();
    });
    expect(rejected()).toEqual([]);
    expect(running.ask('sync-inbox.counts')).toEqual({ conflicts: 0, rejected: 0 });
  });
});

describe('a conflict from a centre that keeps no notes', () => {
  const detail = [{ tbl: 'party', pk: idOf(1), field: 'city' }];

  it('is shown with what was typed, though nothing can be chosen', () => {
    desk.host.runNamed('party.edit', { id: idOf(1), patch: { city: 'Bonn' } });
    decide('conflict', detail);
    expect(conflicts()).toMatchObject([
      {
        isLocal: true,
        name: 'Erika Brandt',
        typed: 'Bonn',
        fields: [{ field: 'city', now: { text: 'Bonn' } }],
      },
    ]);
    running.ask('sync-inbox.seeLocal', { ids: [Number(conflicts()[0]?.id)], seen: true });
    expect([conflicts().length, conflicts(true).length]).toEqual([0, 1]);
  });

  it('is told by its note alone where there is one', () => {
    desk.host.runNamed('party.edit', { id: idOf(1), patch: { city: 'Bonn' } });
    decide(
      'conflict',
      detail.map((each) => ({ ...each, note: idOf(9) })),
    );
    expect(conflicts()).toEqual([]);
    expect(running.ask('sync-inbox.counts')).toEqual({ conflicts: 0, rejected: 0 });
  });

  it.each([null, 'text', 7, { a: 1 }, [1], [[{}]]])('of the strange detail %j breaks nothing', (strange) => {
    desk.host.runNamed('party.edit', { id: idOf(1), patch: { city: 'Bonn' } });
    decide('conflict', strange);
    expect(conflicts()).toEqual([]);
    expect(running.ask('sync-inbox.counts')).toMatchObject({ rejected: 0 });
  });
});

it('the notes of one person are found by seeks', () => {
  const plan = desk.replica.db
    .prepare<[object], { detail: string }>(`EXPLAIN QUERY PLAN ${FIND_NOTES}`)
    .all({ user: AGENT.userId, seen: 0 })
    .map(({ detail }) => detail);
  expect(plan.filter((line) => line.startsWith('SCAN'))).toEqual([]);
});

describe('who changed what', () => {
  const ask = () =>
    running.ask('sync-inbox.history', {
      ref: { type: 'party', id: idOf(1) },
      limit: 10,
    }) as Promise<HistoryView>;

  it('is put in words as far as the desk knows them', async () => {
    desk.addStaff(AGENT.userId, 'Nadine Kröger', '21');
    const by = { outcome: 'applied', existed: false, actor: AGENT.userId, at: 1 } as const;
    const reply: HistoryReply = {
      entries: [
        { ...by, field: '*', existed: true, old: null, new: null },
        { ...by, field: 'checked_on', old: null, new: 1_700_000_000_000 },
        { ...by, field: 'owner_id', old: idOf(77), new: AGENT.userId },
        { ...by, field: 'city', outcome: 'conflict', actor: 'gone', old: true, new: { a: 1 } },
        { ...by, field: '*', old: null, new: null },
      ],
      more: true,
    };
    desk.centre = async () => reply;
    expect(await ask()).toEqual({
      more: true,
      lines: [
        { at: 1, who: 'Nadine Kröger', what: 'removed' },
        {
          ...{ at: 1, who: 'Nadine Kröger', what: 'changed', field: 'checked_on' },
          ...{ old: { kind: 'none' }, new: { kind: 'time', at: 1_700_000_000_000 } },
        },
        {
          ...{ at: 1, who: 'Nadine Kröger', what: 'changed', field: 'owner_id' },
          ...{ old: { kind: 'text', text: idOf(77) }, new: { kind: 'name', name: 'Nadine Kröger' } },
        },
        {
          ...{ at: 1, who: null, what: 'conflict', field: 'city' },
          ...{ old: { kind: 'flag', flag: true }, new: { kind: 'text', text: '{"a":1}' } },
        },
        { at: 1, who: 'Nadine Kröger', what: 'made' },
      ],
    });
  });

  it('is not known without the centre', async () => {
    desk.centre = () => Promise.reject(new AppError('centre.offline', 'no'));
    await expect(ask()).rejects.toThrow(expect.objectContaining({ code: 'centre.offline' }));
  });
});
