import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { createCrashingConnection, Crash } from '#test/support/crashing-connection.ts';
import { createMemoryDesk, notebookParts } from '#test/support/memory-replica.ts';
import { deskRegistry } from '#test/support/notebook.ts';
import { countOutbox } from '../replica/outbox.ts';
import { listConflicts, listRejected, markSeen } from '../replica/outcomes.ts';
import { createReplica } from '../replica/replica.ts';
import { readSyncState } from '../replica/sync-state.ts';
import { applyPage } from './apply-page.ts';
import type { Page } from './apply-page.ts';
import { nextPush, NOTHING_TAKEN } from './push.ts';
import { nextPull, settlePull } from './pull.ts';

const page = (part: Partial<Page>): Page => ({
  kind: 'page',
  epoch: 'e1',
  from: 0,
  to: 0,
  complete: true,
  head: part.to ?? 0,
  rows: [],
  ...part,
});
const note = (id: string, ver: number, fields: object = {}) => ({
  tbl: 'note',
  pk: id,
  ver,
  row: {
    id,
    scope_id: 'scope',
    ver,
    title: `v${ver}`,
    body: null,
    size: 1,
    done: false,
    extra: {},
    ...fields,
  },
});
const gone = (id: string, ver: number) => ({ tbl: 'note', pk: id, ver, row: null });
const titles = 'SELECT id, ver, title FROM note ORDER BY id';

describe('a page', () => {
  it('brings rows and moves the cursor; complete, it says as of when', () => {
    const desk = createMemoryDesk();
    const heard: string[][] = [];
    desk.replica.onChanged((tables) => heard.push([...tables]));
    expect(
      applyPage(
        desk,
        page({ to: 3, complete: false, rows: [note('n1', 2, { done: true, extra: { a: 1 } })] }),
      ),
    ).toBe('applied');
    expect(readSyncState(desk.replica.db)).toMatchObject({ cursor: 3, epoch: 'e1', as_of: null });
    expect(applyPage(desk, page({ from: 3, to: 4, rows: [gone('n1', 4)] }))).toBe('applied');
    expect(readSyncState(desk.replica.db)).toMatchObject({ cursor: 4, as_of: 1000 });
    expect(desk.rows(titles)).toEqual([]);
    applyPage(desk, page({ from: 4, to: 4 }));
    expect(heard).toEqual([['note'], ['note']]);
  });

  it('is thrown away when it does not continue this replica', () => {
    const desk = createMemoryDesk();
    applyPage(desk, page({ to: 3, rows: [note('n1', 3)] }));
    for (const stray of [
      { from: 0, to: 9 },
      { from: 4, to: 9 },
      { from: 3, to: 9, epoch: 'e2' },
    ]) {
      expect(applyPage(desk, page({ ...stray, rows: [note('n1', 9)] }))).toBe('stale');
    }
    expect(desk.rows(titles)).toEqual([{ id: 'n1', ver: 3, title: 'v3' }]);
    expect(readSyncState(desk.replica.db)).toMatchObject({ cursor: 3, epoch: 'e1' });
  });

  it('never takes a row back', () => {
    const desk = createMemoryDesk();
    applyPage(desk, page({ to: 3, complete: false, rows: [note('n1', 8), note('n2', 8)] }));
    applyPage(desk, page({ from: 3, to: 9, rows: [note('n1', 5), gone('n2', 5)] }));
    expect(desk.rows(titles)).toEqual([
      { id: 'n1', ver: 8, title: 'v8' },
      { id: 'n2', ver: 8, title: 'v8' },
    ]);
  });

  it('may know tables and columns this version does not, and lack some it does', () => {
    const desk = createMemoryDesk();
    const { row } = note('n1', 2, { colour: 'red' });
    const { body: _body, size: _size, done: _done, extra: _extra, ...older } = row;
    applyPage(
      desk,
      page({
        to: 2,
        rows: [
          { tbl: 'vehicle', pk: 'v1', ver: 1, row: { plate: 'X' } },
          { ...note('n1', 2), row: older },
        ],
      }),
    );
    expect(desk.rows('SELECT * FROM note')).toEqual([
      { id: 'n1', scope_id: 'scope', ver: 2, title: 'v2', body: null, size: 0, done: 0, extra: '{}' },
    ]);
  });

  it('with a row that does not fit changes nothing and says which', () => {
    const desk = createMemoryDesk();
    const bad = page({ to: 2, rows: [note('n1', 1), note('n2', 2, { size: 'large' })] });
    expect(() => applyPage(desk, bad)).toThrow(
      expect.objectContaining({ code: 'sync.bad-row', params: { table: 'note', column: 'size' } }),
    );
    expect(desk.rows(titles)).toEqual([]);
    expect(readSyncState(desk.replica.db).cursor).toBe(0);
  });

  it('by table is looked at as closely, value by value', () => {
    const columns = ['id', 'scope_id', 'ver', 'title', 'size'];
    const by = (rows: unknown[][]): Page => page({ to: 2, tables: [{ tbl: 'note', columns, rows }] });
    for (const [title, size, column] of [
      ...([
        ['t', 'large', 'size'],
        ['t', 2 ** 60, 'size'],
        [7, 1, 'title'],
      ] as const),
      ...([
        [null, 1, 'title'],
        ['\ud800', 1, 'title'],
        ['a\0b', 1, 'title'],
      ] as const),
    ]) {
      const desk = createMemoryDesk();
      expect(() =>
        applyPage(
          desk,
          by([
            ['n1', 's', 1, 't', 1],
            ['n2', 's', 2, title, size],
          ]),
        ),
      ).toThrow(expect.objectContaining({ code: 'sync.bad-row', params: { table: 'note', column } }));
      expect(desk.rows(titles)).toEqual([]);
      expect(readSyncState(desk.replica.db).cursor).toBe(0);
    }
  });
});

describe('pending commands', () => {
  it('stay in effect on top of what comes, and go with their rows', () => {
    const desk = createMemoryDesk();
    applyPage(desk, page({ to: 1, rows: [note('n1', 1)] }));
    desk.runner.run('note.title', { id: 'n1', title: 'mine' });
    desk.runner.run('stroke.add', { id: 's1', noteId: 'n1', by: 'me' });
    applyPage(desk, page({ from: 1, to: 2, rows: [note('n1', 2, { size: 9 })] }));
    expect(desk.rows('SELECT ver, title, size FROM note')).toEqual([{ ver: 2, title: 'mine', size: 9 }]);
    nextPush(desk, NOTHING_TAKEN);
    applyPage(
      desk,
      page({ from: 2, to: 3, complete: false, rows: [note('n1', 3, { title: 'mine' })], lastMid: 2 }),
    );
    expect(desk.rows('SELECT mid FROM outbox')).toHaveLength(2);
    applyPage(
      desk,
      page({ from: 3, to: 4, lastMid: 1, outcomes: [{ mid: 1, outcome: 'applied', detail: null }] }),
    );
    expect(desk.rows('SELECT mid FROM outbox')).toEqual([{ mid: 2 }]);
    expect(desk.rows('SELECT id FROM stroke')).toEqual([{ id: 's1' }]);
    expect(desk.rows('SELECT tbl FROM shadow')).toEqual([{ tbl: 'stroke' }]);
  });

  it('that were rejected or in conflict are kept to be looked at, once', () => {
    const desk = createMemoryDesk();
    applyPage(desk, page({ to: 1, rows: [note('n1', 1)] }));
    desk.runner.run('note.poison', { id: 'p1' });
    desk.runner.run('note.title', { id: 'n1', title: 'late' });
    nextPush(desk, NOTHING_TAKEN);
    const fields = [{ tbl: 'note', pk: 'n1', field: 'title' }];
    const outcomes: Page['outcomes'] = [
      { mid: 1, outcome: 'rejected', detail: 'note.poisoned' },
      { mid: 2, outcome: 'conflict', detail: fields },
    ];
    applyPage(desk, page({ from: 1, to: 3, rows: [note('n1', 2)], lastMid: 2, outcomes }));
    applyPage(desk, page({ from: 3, to: 3, lastMid: 2, outcomes }));
    expect(desk.rows('SELECT id FROM stroke')).toEqual([]);
    expect(desk.rows(titles)).toEqual([{ id: 'n1', ver: 2, title: 'v2' }]);
    const common = { id: 1, at: 1000, decidedAt: 1000, seenAt: null };
    expect(listRejected(desk.replica.db, 10)).toEqual([
      { ...common, name: 'note.poison', args: { id: 'p1' }, code: 'note.poisoned', detail: 'note.poisoned' },
    ]);
    expect(listConflicts(desk.replica.db, 10)).toEqual([
      { ...common, name: 'note.title', args: { id: 'n1', title: 'late' }, detail: fields },
    ]);
    expect(countOutbox(desk.replica.db)).toEqual({ pending: 0, rejected: 1, conflicts: 1 });
    desk.replica.write(['rejected_command'], (db) => markSeen(db, 'rejected_command', [1], 2000));
    expect(countOutbox(desk.replica.db)).toEqual({ pending: 0, rejected: 0, conflicts: 1 });
    expect(listRejected(desk.replica.db, 10)).toMatchObject([{ id: 1, seenAt: 2000 }]);
  });

  it('that refuse on the new rows leave them as they are, are noted, and wait for the centre', () => {
    const desk = createMemoryDesk();
    applyPage(desk, page({ to: 1, rows: [note('n1', 1)] }));
    desk.runner.run('note.title', { id: 'n1', title: 'mine' });
    applyPage(desk, page({ from: 1, to: 2, rows: [gone('n1', 2)] }));
    expect(desk.rows(titles)).toEqual([]);
    expect(desk.rows('SELECT mid, rerun_error FROM outbox')).toEqual([{ mid: 1, rerun_error: 'note.gone' }]);
    applyPage(desk, page({ from: 2, to: 3, rows: [note('n1', 3)] }));
    expect(desk.rows('SELECT mid, rerun_error FROM outbox')).toEqual([{ mid: 1, rerun_error: null }]);
    expect(desk.rows(titles)).toEqual([{ id: 'n1', ver: 3, title: 'mine' }]);
  });
});

describe('starting over', () => {
  it('shows what was there until the last page, then only what came again; own work stays throughout', () => {
    const desk = createMemoryDesk();
    applyPage(desk, page({ to: 50, rows: [note('n1', 40), note('n2', 50)] }));
    desk.runner.run('note.title', { id: 'n1', title: 'mine' });
    desk.runner.run('note.create', { id: 'n3', title: 'new' });
    expect(settlePull(desk, nextPull(desk), { kind: 'reset', epoch: 'e2', reason: 'epoch' })).toBe('reset');
    const shown = 'SELECT id, title FROM note ORDER BY id';
    const all = [
      { id: 'n1', title: 'mine' },
      { id: 'n2', title: 'v50' },
      { id: 'n3', title: 'new' },
    ];
    expect(desk.rows(shown)).toEqual(all);
    applyPage(desk, page({ epoch: 'e2', to: 3, complete: false, rows: [note('n1', 3)] }));
    expect(desk.rows(shown)).toEqual(all);
    applyPage(desk, page({ epoch: 'e2', from: 3, to: 5 }));
    expect(desk.rows(shown)).toEqual([all[0], all[2]]);
    expect(desk.rows('SELECT mid FROM outbox')).toHaveLength(2);
    expect(readSyncState(desk.replica.db)).toMatchObject({ epoch: 'e2', cursor: 5, resetting: 0 });
  });
});

describe('a copy of a replica', () => {
  it('takes an identity of its own when the centre has more of the line than it sent', () => {
    const desk = createMemoryDesk();
    applyPage(desk, page({ to: 1, rows: [note('n1', 1)] }));
    desk.runner.run('stroke.add', { id: 's1', noteId: 'n1', by: 'sent' });
    nextPush(desk, NOTHING_TAKEN);
    desk.runner.run('stroke.add', { id: 's2', noteId: 'n1', by: 'unsent' });
    const { client_id } = readSyncState(desk.replica.db);
    const outcomes: Page['outcomes'] = [{ mid: 2, outcome: 'rejected', detail: 'of another command' }];
    applyPage(desk, page({ from: 1, to: 2, lastMid: 2, outcomes }));
    const state = readSyncState(desk.replica.db);
    expect(state.client_id).not.toBe(client_id);
    expect(state.next_mid).toBe(2);
    expect(desk.rows("SELECT mid, args ->> '$.id' AS id, sent FROM outbox")).toEqual([
      { mid: 1, id: 's2', sent: 0 },
    ]);
    expect(listRejected(desk.replica.db, 10)).toEqual([]);
  });

  it('does not take a page in that was asked for under its old identity', () => {
    const desk = createMemoryDesk();
    const request = { ...nextPull(desk), client: 'old' };
    expect(settlePull(desk, request, page({ to: 1, rows: [note('n1', 1)], lastMid: 7 }))).toBe('stale');
    expect(desk.rows(titles)).toEqual([]);
  });
});

describe('a crash while a page is applied', () => {
  it('changes nothing, at whatever statement, and the page can be applied again', () => {
    const rest = page({ from: 1, to: 4, rows: [note('n1', 3), gone('n2', 4)], lastMid: 1 });
    const prepare = (dies: () => boolean) => {
      const raw = new Database(':memory:');
      const desk = createMemoryDesk({ raw });
      applyPage(desk, page({ to: 1, rows: [note('n1', 1), note('n2', 1)] }));
      desk.runner.run('note.title', { id: 'n1', title: 'taken' });
      desk.runner.run('note.title', { id: 'n2', title: 'pending' });
      nextPush(desk, NOTHING_TAKEN);
      const connection = createCrashingConnection(raw, dies);
      return {
        desk,
        connection,
        dump: () =>
          ['note', 'shadow', 'outbox', 'sync_state'].map((t) => raw.prepare(`SELECT * FROM ${t}`).all()),
      };
    };
    const withoutClient = (dump: unknown): string =>
      JSON.stringify(dump).replaceAll(/"client_id":"\w+"/g, '');
    const untouched = prepare(() => false);
    const before = withoutClient(untouched.dump());
    applyPage(untouched.desk, rest);
    const after = withoutClient(untouched.dump());

    let deaths = 0;
    for (let fatal = 1; ; fatal++) {
      let statements = -Infinity;
      const { desk, connection, dump } = prepare(() => ++statements === fatal);
      const core = {
        replica: createReplica(connection, notebookParts),
        registry: deskRegistry,
        clock: desk.clock,
      };
      statements = 0;
      try {
        applyPage(core, rest);
        break;
      } catch (error) {
        expect(error).toBeInstanceOf(Crash);
        deaths++;
      }
      connection.revive();
      expect(withoutClient(dump())).toBe(before);
      applyPage(desk, rest);
      expect(withoutClient(dump())).toBe(after);
    }
    expect(deaths).toBeGreaterThan(10);
  });
});
