import { afterEach, beforeEach, expect, it } from 'vitest';
import { lineAdd, lineRemove } from '#shared/features/lines/commands.ts';
import { lineKeyOf } from '#shared/features/lines/line-key.ts';
import { ADMIN, openDeskReplica } from '#test/support/desk-replica.ts';
import type { DeskReplica } from '#test/support/desk-replica.ts';
import { idOf } from '#test/support/memory-rows.ts';
import { houseLines, lineOfCall } from './queries.ts';

const profile = { inbound: 'auto', outsideLine: '0', country: '49', area: '221', internalLength: 3 } as const;

let desk: DeskReplica;
beforeEach(() => {
  desk = openDeskReplica();
  for (const [id, line, greeting] of [
    [1, 'Hausnotruf', 'Hausnotruf, guten Tag'],
    [2, '0221 47101', 'KV Lindental, guten Tag'],
  ] as const)
    desk.run(lineAdd, { id: idOf(id), line: lineKeyOf(line, profile), name: '', greeting }, ADMIN);
});
afterEach(() => desk.close());

it.each([
  [{ queue: 'hausnotruf' }, 'Hausnotruf, guten Tag'],
  [{ dialled: '+4922147101' }, 'KV Lindental, guten Tag'],
  [{ dialled: '004922147101' }, 'KV Lindental, guten Tag'],
  [{ dialled: '022147101', queue: 'HAUSNOTRUF' }, 'Hausnotruf, guten Tag'],
  [{ dialled: '022147101', queue: 'Fahrdienst' }, 'KV Lindental, guten Tag'],
  [{ dialled: '+492214710121' }, 'KV Lindental, guten Tag'],
  [{ dialled: '+49221471012345' }, undefined],
  [{ dialled: '+492214710999' }, undefined],
  [{ queue: '', dialled: ' ' }, undefined],
  [{}, undefined],
])('a call through %j is answered with %s', (told, greeting) => {
  expect(lineOfCall(desk.replica.db, told, profile)?.greeting).toBe(greeting);
});

it('the list has every line', () => {
  expect(houseLines(desk.replica.db).map(({ line }) => line)).toEqual(['+4922147101', 'hausnotruf']);
  desk.run(lineRemove, { id: idOf(2) }, ADMIN);
  expect(houseLines(desk.replica.db).map(({ line }) => line)).toEqual(['hausnotruf']);
});
