import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDeskReplica, SESSION } from '#test/support/desk-replica.ts';
import type { DeskReplica, RunningFeatures } from '#test/support/desk-replica.ts';
import { idOf } from '#test/support/memory-rows.ts';
import { SAME_MS } from './reading.ts';

const [erika, frank] = [idOf(1), idOf(2)];
const ALL = ['sheet', 'search', 'export'];

let desk: DeskReplica;
let running: RunningFeatures;

beforeEach(async () => {
  desk = openDeskReplica({ user: { ...SESSION, reads: ALL } });
  running = await desk.start('reading-log');
});
afterEach(async () => {
  await running.stop();
  desk.close();
});

const noted = (): readonly unknown[] =>
  desk.replica.db
    .prepare('SELECT kind, party_id, reader_id, read_at FROM reading ORDER BY read_at, id')
    .all();
const open = (partyId: string): unknown => running.ask('reading-log.opened', { partyId });

describe('what is written down of reading', () => {
  it('is who opened whose sheet and when, in the line of work that goes to the centre', () => {
    open(erika);
    expect(noted()).toEqual([
      { kind: 'sheet', party_id: erika, reader_id: SESSION.userId, read_at: desk.now },
    ]);
    expect(desk.replica.db.prepare('SELECT name FROM outbox').pluck().all()).toEqual(['reading.note']);
  });

  it('is one entry, however often the same sheet is looked at within ten minutes', () => {
    open(erika);
    desk.now += SAME_MS - 1;
    open(erika);
    open(frank);
    expect(noted()).toHaveLength(2);
    desk.now += 1;
    open(erika);
    expect(noted()).toHaveLength(3);
  });

  it('is that somebody searched or saved a list, without the words; not a list that shows itself', () => {
    desk.read('search', { text: '  ', limit: 50 });
    expect(noted()).toEqual([]);
    desk.read('search', { text: 'Quappendorf', limit: 5 });
    desk.read('search', { text: 'Quappendorfer', limit: 5 });
    desk.now += 1;
    desk.read('export', { list: 'customers', text: 'Quappendorf', after: null });
    desk.read('export', { list: 'customers', text: 'Quappendorf', after: 'row-1000' });
    expect(noted()).toMatchObject([
      { kind: 'search', party_id: null },
      { kind: 'export', party_id: null },
    ]);
    const outbox = JSON.stringify(desk.replica.db.prepare('SELECT * FROM outbox').all());
    expect(outbox).not.toContain('Quappendorf');
  });

  it('is what the house has decided, and nothing else', () => {
    desk.signIn({ ...SESSION, reads: ['search'] });
    open(erika);
    desk.read('export', { after: null });
    expect(noted()).toEqual([]);
    desk.signIn(SESSION);
    desk.read('search', { text: 'x' });
    expect(noted()).toEqual([]);
    desk.signIn(null);
    desk.read('search', { text: 'x' });
    expect(noted()).toEqual([]);
  });

  it('stops no search where it cannot be written', () => {
    desk.signIn({ ...SESSION, reads: ALL });
    desk.replica.transact(({ db }) => db.exec('DROP TABLE reading'));
    expect(() => desk.read('search', { text: 'Brandt' })).not.toThrow();
  });
});
