import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { rolePut, tagCreate, tagMerge, tagPut } from '#shared/features/tags/commands.ts';
import { openDeskReplica } from '#test/support/desk-replica.ts';
import type { DeskReplica } from '#test/support/desk-replica.ts';
import { AGENT, idOf } from '#test/support/memory-rows.ts';
import { tagList, tagsOf } from './queries.ts';

const [CLUB, VEREIN, SPORT] = [idOf(1), idOf(2), idOf(3)];
const [ERIKA, FRANK, ALI] = [idOf(21), idOf(22), idOf(23)];
const steward = { ...AGENT, roles: ['steward' as const] };

let desk: DeskReplica;
beforeEach(() => {
  desk = openDeskReplica();
  for (const [id, name] of [
    [ERIKA, 'Erika Brandt'],
    [FRANK, 'Frank Brandt'],
    [ALI, 'Ali Demir'],
  ] as const)
    desk.addParty(id, name);
  desk.run(tagCreate, { id: CLUB, kind: 'tag', label: 'Club' }, steward);
  desk.run(tagCreate, { id: VEREIN, kind: 'tag', label: 'Verein' }, steward);
  desk.run(tagCreate, { id: SPORT, kind: 'interest', label: 'Sport' }, steward);
  desk.run(tagPut, { id: idOf(31), partyId: ERIKA, tagId: CLUB });
  desk.run(tagPut, { id: idOf(32), partyId: ERIKA, tagId: VEREIN });
  desk.run(tagPut, { id: idOf(33), partyId: FRANK, tagId: VEREIN });
  desk.run(tagPut, { id: idOf(34), partyId: FRANK, tagId: SPORT });
  desk.run(rolePut, { id: idOf(35), partyId: FRANK, role: 'dealer' });
  desk.run(rolePut, { id: idOf(36), partyId: FRANK, role: 'partner' });
});
afterEach(() => desk.close());

const counts = () => tagList(desk.host.db).map(({ label, parties }) => `${label} ${parties}`);
/** What the customers' list shows, asked as its screen asks. */
async function listed(filters: Record<string, string>, text = ''): Promise<readonly string[]> {
  const running = await desk.start('parties');
  try {
    const hits = await running.ask('parties.search', { text, limit: 50, filters });
    return (hits as readonly { name: string }[]).map(({ name }) => name);
  } finally {
    await running.stop();
  }
}

describe('tags and roles', () => {
  it('stand on the party, in a fixed order, and are counted once a party', () => {
    expect(tagsOf(desk.host.db, { partyId: FRANK })).toEqual({
      roles: ['partner', 'dealer'],
      tags: [
        { id: VEREIN, kind: 'tag', label: 'Verein' },
        { id: SPORT, kind: 'interest', label: 'Sport' },
      ],
    });
    expect(counts()).toEqual(['Club 1', 'Verein 2', 'Sport 1']);
  });

  it('are one where they were merged', () => {
    desk.run(tagMerge, { id: CLUB, into: VEREIN }, steward);
    expect(counts()).toEqual(['Verein 2', 'Sport 1']);
    expect(tagsOf(desk.host.db, { partyId: ERIKA }).tags).toEqual([
      { id: VEREIN, kind: 'tag', label: 'Verein' },
    ]);
  });

  it('narrow the list of customers, together with its status and what is typed', async () => {
    expect(await listed({})).toHaveLength(3);
    expect(await listed({ tag: VEREIN })).toEqual(['Erika Brandt', 'Frank Brandt']);
    expect(await listed({ tag: VEREIN, role: 'dealer' })).toEqual(['Frank Brandt']);
    expect(await listed({ status: 'prospect' })).toEqual([]);
    expect(await listed({ status: 'customer', tag: SPORT })).toEqual(['Frank Brandt']);
    expect(await listed({ role: 'dealer' }, 'Brandt')).toEqual(['Frank Brandt']);
    desk.run(tagMerge, { id: CLUB, into: VEREIN }, steward);
    expect(await listed({ tag: VEREIN }, 'Erika')).toEqual(['Erika Brandt']);
  });

  it('refuse a filter nobody knows instead of showing everything', async () => {
    await expect(listed({ colour: 'red' })).rejects.toMatchObject({ code: 'filter.unknown' });
  });
});
