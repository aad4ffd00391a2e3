import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type {
  ComparedParty,
  Merged,
  SimilarParty,
  Suggestions,
} from '#shared/features/duplicates/contract.ts';
import { duplicateDismiss, duplicateReopen } from '#shared/features/duplicates/commands.ts';
import { partyMerge } from '#shared/features/duplicates/merge.ts';
import { partyUnmerge } from '#shared/features/duplicates/unmerge.ts';
import { ADMIN, openDeskReplica, SESSION } from '#test/support/desk-replica.ts';
import type { DeskReplica, RunningFeatures } from '#test/support/desk-replica.ts';
import { idOf } from '#test/support/memory-rows.ts';
import { until } from '#test/support/until.ts';
import type { Table } from '#shared/rows/table.ts';
import type { ReadableDb } from '../../replica/db.ts';
import { putStored, readStored } from '../../replica/rows.ts';
import type { StoredRow } from '../../replica/rows.ts';
import { BY_KEY, BY_MAIL, BY_NUMBER } from './candidates.ts';
import { lookAtNext } from './find-pairs.ts';

type Compared = readonly [ComparedParty, ComparedParty];

let desk: DeskReplica;
let running: RunningFeatures | undefined;
beforeEach(() => {
  desk = openDeskReplica();
});
afterEach(async () => {
  await running?.stop();
  running = undefined;
  desk.close();
});

const partyOf = (): Table => desk.replica.tables.get('party') ?? raise();
const mustRead = (db: ReadableDb, id: string): StoredRow => readStored(db, partyOf(), id) ?? raise();
const raise = (): never => {
  throw new Error('no party');
};
const NUMBER = '491713920001';
const look = (): void => {
  while (desk.host.local(['duplicate_pair'], (db) => lookAtNext(db, { limit: 2 })) > 0);
};
const open = async (): Promise<RunningFeatures> => (running ??= await desk.start('duplicates'));
const suggested = async (): Promise<readonly (readonly [string, string])[]> =>
  ((await open()).ask('duplicates.suggestions', { limit: 10 }) as Suggestions).pairs.map(({ one, other }) => [
    one.id,
    other.id,
  ]);
const pair = [idOf(1), idOf(2)] as const;
const two = (): void => {
  desk.addParty(idOf(1), 'Ali Demir', NUMBER);
  desk.addParty(idOf(2), 'Ali Demır', NUMBER);
  desk.addParty(idOf(3), 'Erika Brandt', '492214710612');
};

describe('suggestions', () => {
  it('are the pairs that are like each other, with score and reasons', async () => {
    two();
    look();
    const { pairs, total, waiting } = (await open()).ask('duplicates.suggestions', {
      limit: 10,
    }) as Suggestions;
    expect(pairs).toMatchObject([
      {
        one: { id: idOf(1), name: 'Ali Demir' },
        other: { id: idOf(2) },
        reasons: ['name-spelling', 'phone'],
      },
    ]);
    expect([total, waiting]).toEqual([1, 0]);
  });

  it('come by themselves when somebody is typed in', async () => {
    await open();
    two();
    await until(async () => (await suggested()).length === 1);
  });

  it('go with the reason: another number, another name, a merge; and come back with its undoing', async () => {
    two();
    look();
    desk.host.local(['duplicate_pair'], (db) =>
      db.exec(`UPDATE contact_point SET digits = '4922147' WHERE party_id = '${idOf(2)}'`),
    );
    look();
    expect(await suggested()).toEqual([]);
    desk.host.local(['duplicate_pair'], (db) =>
      db.exec(`UPDATE contact_point SET digits = '${NUMBER}' WHERE party_id = '${idOf(2)}'`),
    );
    look();
    expect(await suggested()).toEqual([pair]);
    desk.run(
      partyMerge,
      { id: idOf(50), keepId: idOf(1), dropId: idOf(2), take: [], joinNotes: false },
      ADMIN,
    );
    expect(await suggested()).toEqual([]);
    look();
    expect(await suggested()).toEqual([]);
    desk.run(partyUnmerge, { id: idOf(50) }, ADMIN);
    look();
    expect(await suggested()).toEqual([pair]);
  });

  it('are not made again of two who are said not to be the same, in whatever order', async () => {
    two();
    look();
    desk.run(duplicateDismiss, { partyId: idOf(2), otherId: idOf(1) });
    desk.run(duplicateDismiss, { partyId: idOf(1), otherId: idOf(2) });
    expect(await suggested()).toEqual([]);
    desk.run(duplicateReopen, { partyId: idOf(1), otherId: idOf(2) });
    expect(await suggested()).toEqual([pair]);
  });

  it('stand no page of the sync in the way, however often it brings a row again', () => {
    two();
    look();
    desk.host.local(['duplicate_pair'], (db) => {
      for (let i = 0; i < 3; i++) {
        for (const { id } of db.prepare<[], { id: string }>('SELECT id FROM party').all())
          putStored(db, partyOf(), { ...mustRead(db, id), ver: i, city: `town ${i}` });
      }
    });
    look();
    expect(desk.replica.db.prepare('SELECT * FROM duplicate_dirty').all()).toEqual([]);
    expect(desk.replica.db.prepare('SELECT low_id FROM duplicate_pair').all()).toHaveLength(1);
  });

  it('ask nothing of the database that is not in an index', () => {
    for (const sql of [BY_KEY, BY_MAIL, BY_NUMBER]) {
      const plan = desk.replica.db
        .prepare<[string], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`)
        .all('1');
      for (const { detail } of plan) expect(detail, sql).toMatch(/^SEARCH/);
    }
  });
});

describe('somebody who is typing', () => {
  const similar = async (draft: object): Promise<readonly SimilarParty[]> =>
    (await open()).ask('duplicates.similar', {
      draft: { kind: 'person', name: '', ...draft },
      limit: 5,
    }) as readonly SimilarParty[];

  it('is told of the same number in any spelling, of the name as it sounds, and of nobody else', async () => {
    two();
    look();
    expect((await similar({ number: '0171 / 39 200-01' })).map(({ id }) => id).toSorted()).toEqual([...pair]);
    expect((await similar({ name: 'Ali Demir', number: '0171 3920001' }))[0]).toMatchObject({
      id: idOf(1),
      reasons: ['name-same', 'phone'],
    });
    expect((await similar({ name: 'Brandt, Erika' }))[0]).toMatchObject({
      id: idOf(3),
      reasons: ['name-same'],
    });
    expect((await similar({ name: 'Brandt Eri' }))[0]).toMatchObject({
      id: idOf(3),
      reasons: ['name-begins'],
    });
    expect(await similar({ name: 'OR AND NOT "*' })).toEqual([]);
    expect(await similar({ name: 'Nobody Knows' })).toEqual([]);
    expect(await similar({})).toEqual([]);
  });
});

describe('a merged party', () => {
  it('leads to its survivor, along a chain, and its number, its name and its history are there', async () => {
    two();
    const ticket = desk.addTicket(idOf(9), 'Funkfinger', idOf(2));
    desk.run(
      partyMerge,
      { id: idOf(50), keepId: idOf(1), dropId: idOf(2), take: [], joinNotes: false },
      ADMIN,
    );
    desk.run(
      partyMerge,
      { id: idOf(51), keepId: idOf(3), dropId: idOf(1), take: [], joinNotes: false },
      ADMIN,
    );
    const merged = (await open()).ask('duplicates.merged', { partyId: idOf(2) }) as Merged;
    expect(merged.survivorId).toBe(idOf(3));
    expect(new Map(merged.merges.map(({ id, dropped }) => [id, dropped.name]))).toEqual(
      new Map([
        [idOf(50), 'Ali Demır'],
        [idOf(51), 'Ali Demir'],
      ]),
    );
    expect(desk.replica.db.prepare('SELECT number, party_id FROM ticket').all()).toEqual([
      { number: ticket, party_id: idOf(3) },
    ]);
    expect(desk.host.calls.lookup({ number: '01713920001' }).candidates.map(({ ref }) => ref.id)).toEqual([
      idOf(3),
    ]);
    const parties = await desk.start('parties');
    const found = parties.ask('parties.search', { text: 'Ali Demir', limit: 5 }) as readonly { id: string }[];
    expect(found.map(({ id }) => id)).not.toContain(idOf(2));
    await parties.stop();
  });
});

describe('the comparison', () => {
  it('tells what is not for this person to be so, and keeps its value even where it lies here', async () => {
    two();
    desk.replica.transact(({ db }) => {
      const row = mustRead(db, idOf(1));
      putStored(db, partyOf(), { ...row, birth_date: '1941-05-17', note: 'Diabetes' });
    });
    const compared = async () =>
      ((await open()).ask('duplicates.compare', { partyId: idOf(1), otherId: idOf(2) }) as Compared)[0];
    expect(await compared()).toMatchObject({
      hidden: [],
      fields: { birth_date: '1941-05-17', note: 'Diabetes' },
    });
    desk.signIn({ ...SESSION, hidden: ['birth-date', 'health'] });
    const masked = await compared();
    expect(masked.hidden.toSorted()).toEqual(['birth_date', 'note']);
    expect(JSON.stringify(masked)).not.toMatch(/1941|Diabetes/);
  });
});
