import { describe, expect, it } from 'vitest';
import type { Actor, Role } from '../../commands/command.ts';
import { createCommandRegistry } from '../../commands/command.ts';
import type { Command } from '../../commands/command.ts';
import { AGENT, createMemoryRows, idOf, runInMemory } from '#test/support/memory-rows.ts';
import { tags } from './feature.ts';
import {
  rolePut,
  roleTake,
  tagCreate,
  tagMerge,
  tagPut,
  tagRemove,
  tagRename,
  tagTake,
  tagUnmerge,
} from './commands.ts';
import { partyRoleTable, partyTagTable, tagTable } from './model.ts';

const as = (role: Role): Actor => ({ ...AGENT, roles: [role] });
const steward = as('steward');
const [CLUB, VEREIN, SPORT] = [idOf(1), idOf(2), idOf(3)];
const ERIKA = idOf(21);

/** With all tables, so that ids of merged tags lead where they lead on the desk and at the centre. */
function house() {
  const rows = createMemoryRows();
  const registry = createCommandRegistry(tags.commands as readonly Command[], tags.tables);
  const run = <A>(command: Command<A>, args: A, actor: Actor = steward): void =>
    runInMemory(rows, command, args, { actor, at: 1, registry });
  run(tagCreate, { id: CLUB, kind: 'tag', label: 'Club' });
  run(tagCreate, { id: VEREIN, kind: 'tag', label: 'Verein' });
  run(tagCreate, { id: SPORT, kind: 'interest', label: 'Sport' });
  return { rows, run };
}
const refused = (code: string) => expect.objectContaining({ code });

describe('the list of tags', () => {
  it('has each word once a kind, however it is spelt', () => {
    const { run } = house();
    const again = (label: string, kind: 'tag' | 'interest') => run(tagCreate, { id: idOf(9), kind, label });
    expect(() => again(' VEREIN ', 'tag')).toThrow(refused('tag.exists'));
    expect(() => run(tagRename, { id: CLUB, label: 'verein' })).toThrow(refused('tag.exists'));
    run(tagRename, { id: CLUB, label: 'CLUB' });
    again('Verein', 'interest');
  });

  it.each([tagCreate, tagRename, tagMerge, tagUnmerge, tagRemove])('$name is not for agents', (command) => {
    const code = (role: Role) => command.forbids?.(as(role), {} as never);
    expect((['agent', 'lead', 'steward', 'admin'] as const).map(code)).toEqual([
      'tag.not-allowed',
      undefined,
      undefined,
      undefined,
    ]);
  });

  it('merges a word into another and takes it back exactly', () => {
    const { rows, run } = house();
    run(tagPut, { id: idOf(31), partyId: ERIKA, tagId: CLUB }, AGENT);
    const before = structuredClone([rows.all(tagTable), rows.all(partyTagTable)]);
    run(tagMerge, { id: CLUB, into: VEREIN });
    expect(rows.all(tagTable).find(({ id }) => id === CLUB)?.merged_into).toBe(VEREIN);
    run(tagUnmerge, { id: CLUB });
    expect([rows.all(tagTable), rows.all(partyTagTable)]).toEqual(before);
  });

  it('takes along what was merged before, and never chains', () => {
    const { rows, run } = house();
    const GROUP = idOf(4);
    run(tagCreate, { id: GROUP, kind: 'tag', label: 'Gruppe' });
    run(tagMerge, { id: CLUB, into: VEREIN });
    run(tagMerge, { id: VEREIN, into: GROUP });
    expect(rows.all(tagTable).map(({ merged_into: into }) => into)).toEqual([GROUP, GROUP, null, null]);
    expect(() => run(tagMerge, { id: GROUP, into: CLUB })).toThrow(refused('tag.gone'));
  });

  it('keeps tags and interests apart, and a word does not become part of itself', () => {
    const { run } = house();
    expect(() => run(tagMerge, { id: CLUB, into: SPORT })).toThrow(refused('tag.kinds'));
    expect(() => run(tagMerge, { id: CLUB, into: CLUB })).toThrow(refused('tag.self'));
    expect(() => run(tagMerge, { id: CLUB, into: idOf(99) })).toThrow(refused('tag.gone'));
  });

  it('drops a word only while nobody bears it', () => {
    const { rows, run } = house();
    run(tagPut, { id: idOf(31), partyId: ERIKA, tagId: CLUB }, AGENT);
    expect(() => run(tagRemove, { id: CLUB })).toThrow(refused('tag.used'));
    run(tagTake, { partyId: ERIKA, tagId: CLUB }, AGENT);
    for (let i = 0; i < 2; i++) run(tagRemove, { id: CLUB });
    expect(rows.all(tagTable)).toHaveLength(2);
  });
});

describe('the tags of a party', () => {
  it('are put once and taken by everybody', () => {
    const { rows, run } = house();
    for (const id of [idOf(31), idOf(32)]) run(tagPut, { id, partyId: ERIKA, tagId: SPORT }, AGENT);
    expect(rows.all(partyTagTable)).toHaveLength(1);
    run(tagTake, { partyId: ERIKA, tagId: SPORT }, AGENT);
    expect(rows.all(partyTagTable)).toEqual([]);
    expect(() => run(tagPut, { id: idOf(33), partyId: ERIKA, tagId: idOf(99) }, AGENT)).toThrow(
      refused('tag.gone'),
    );
  });

  it('come off under whatever name they were put on, and a desk that was away puts the survivor', () => {
    const { rows, run } = house();
    run(tagPut, { id: idOf(31), partyId: ERIKA, tagId: CLUB }, AGENT);
    run(tagMerge, { id: CLUB, into: VEREIN });
    run(tagPut, { id: idOf(32), partyId: idOf(22), tagId: CLUB }, AGENT);
    expect(rows.all(partyTagTable).map(({ tag_id: tag }) => tag)).toEqual([CLUB, VEREIN]);
    run(tagTake, { partyId: ERIKA, tagId: VEREIN }, AGENT);
    run(tagTake, { partyId: idOf(22), tagId: CLUB }, AGENT);
    expect(rows.all(partyTagTable)).toEqual([]);
  });
});

describe('the roles of a party', () => {
  it('are put once and taken', () => {
    const { rows, run } = house();
    for (const id of [idOf(41), idOf(42)]) run(rolePut, { id, partyId: ERIKA, role: 'supplier' }, AGENT);
    run(rolePut, { id: idOf(43), partyId: ERIKA, role: 'customer' }, AGENT);
    expect(rows.all(partyRoleTable).map(({ role }) => role)).toEqual(['supplier', 'customer']);
    run(roleTake, { partyId: ERIKA, role: 'supplier' }, AGENT);
    expect(rows.all(partyRoleTable)).toHaveLength(1);
    expect(() => run(rolePut, { id: idOf(44), partyId: ERIKA, role: 'friend' as never }, AGENT)).toThrow(
      refused('command.bad-arguments'),
    );
  });
});
