import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Journal } from '#server/sync/journal.ts';
import { RowInterpreter } from '#server/sync/row-interpreter.ts';
import { lockClock } from '#server/sync/tenant-clock.ts';
import { linkTable } from '#shared/links/links.ts';
import { find, get, insert, remove, runAsync, update } from '#shared/rows/steps.ts';
import type { Steps } from '#shared/rows/steps.ts';
import type { Base } from '#shared/sync/protocol.ts';
import { startRig } from './rig.ts';
import type { Rig } from './rig.ts';
import { newId } from './test-desk.ts';

let rig: Rig;
const SCOPE = newId();

beforeAll(async () => {
  rig = await startRig();
});
afterAll(() => rig?.stop());

interface Ran {
  readonly journal: Journal;
  readonly before: number;
  readonly conflicts: readonly { field: string }[];
}

/** One command's body on the real tables; the log is not written. */
function run(body: () => Steps<void>, base: Base = []): Promise<Ran> {
  return rig.centre.admin.inTenant('kv', async (tx) => {
    const { ver: before } = await lockClock(tx);
    const journal = new Journal(before);
    const origin = { client: 'test', mid: 1, actor: 'test', clientTime: 0 };
    const options = { tx, journal, origin, base, scopeIds: [SCOPE], scopeId: SCOPE, seesCurrent: false };
    const interpreter = new RowInterpreter(options);
    await runAsync(body(), interpreter.execute);
    return { journal, before, conflicts: interpreter.conflicts };
  });
}

const ends = { from_type: 'party', from_id: 'a', to_type: 'ticket', to_id: 'b' };

describe('the row interpreter', () => {
  it('lets a command build on what it has written itself, each change with a version of its own', async () => {
    const id = newId();
    const { journal, before, conflicts } = await run(function* () {
      yield* insert(linkTable, { id, ...ends });
      yield* update(linkTable, id, { to_id: 'c' });
      yield* update(linkTable, id, { to_id: 'd', from_id: 'a' });
      expect(yield* get(linkTable, id)).toMatchObject({ to_id: 'd', scope_id: SCOPE });
      expect(yield* find(linkTable, { to_id: 'd' })).toMatchObject([{ id }]);
      yield* remove(linkTable, id);
      expect(yield* get(linkTable, id)).toBeUndefined();
      expect(yield* find(linkTable, { to_id: 'd' })).toEqual([]);
    });
    expect(conflicts).toEqual([]);
    expect(journal.changes.map(({ ver, op }) => [ver - before, op])).toEqual([
      [1, 'insert'],
      [2, 'update'],
      [3, 'update'],
      [4, 'remove'],
    ]);
    expect(journal.history.map(({ field, old, new: value }) => [field, old, value])).toEqual([
      ['*', undefined, undefined],
      ['to_id', 'b', 'c'],
      ['to_id', 'c', 'd'],
      ['*', expect.objectContaining({ to_id: 'd' }), undefined],
    ]);
  });

  it('changes nothing where everything is as wished', async () => {
    const id = newId();
    const create = function* (): Steps<void> {
      yield* insert(linkTable, { id, ...ends });
    };
    await run(create);
    const { journal, before } = await run(function* () {
      yield* create();
      yield* update(linkTable, id, { to_id: 'b' });
    });
    expect([journal.ver, journal.changes, journal.history]).toEqual([before, [], []]);
  });

  it('writes the fields that are fresh and keeps those that are stale', async () => {
    const id = newId();
    await run(function* () {
      yield* insert(linkTable, { id, ...ends });
    });
    const base = [{ tbl: 'link', pk: id, ver: 1, fields: { to_id: 'b', from_id: 'other' } }];
    const { conflicts } = await run(function* () {
      yield* update(linkTable, id, { to_id: 'fresh', from_id: 'stale', to_type: 'unseen' });
    }, base);
    expect(conflicts.map(({ field }) => field)).toEqual(['from_id', 'to_type']);
    await run(function* () {
      expect(yield* get(linkTable, id)).toMatchObject({ ...ends, to_id: 'fresh' });
    });
  });

  it.each([
    ['row.gone', (id: string) => update(linkTable, id, { to_id: 'x' })],
    ['row.gone', (id: string) => remove(linkTable, id)],
    ['row.bad-id', () => get(linkTable, '')],
    ['row.bad-column', (id: string) => update(linkTable, id, JSON.parse('{"ver": 7}') as object)],
    ['row.bad-column', () => find(linkTable, JSON.parse('{"tenant_id": "x"}') as object)],
    ['row.bad-value', (id: string) => insert(linkTable, { id, ...ends, to_id: 'NUL \0' })],
    ['scope.forbidden', (id: string) => insert(linkTable, { id, ...ends, scope_id: newId() })],
  ] as const)('refuses with %s', async (code, step) => {
    const body = function* (): Steps<void> {
      yield* step(newId());
    };
    await expect(run(body)).rejects.toMatchObject({ code });
  });

  it('keeps a removed id taken', async () => {
    const id = newId();
    await run(function* () {
      yield* insert(linkTable, { id, ...ends });
      yield* remove(linkTable, id);
    });
    const again = run(function* () {
      yield* insert(linkTable, { id, ...ends });
    });
    await expect(again).rejects.toMatchObject({ code: 'row.exists' });
  });
});
