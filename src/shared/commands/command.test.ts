import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { AGENT, createMemoryRows, runInMemory } from '#test/support/memory-rows.ts';
import { CommandError, createCommandRegistry, defineCommand } from './command.ts';
import { insert } from '../rows/steps.ts';
import { defineTable, text } from '../rows/table.ts';

const table = defineTable('note', { title: text(), by: text() });
const add = defineCommand({
  name: 'note.add',
  args: z.object({ id: z.string(), note: z.object({ title: z.string().trim().min(1) }) }),
  forbids: ({ roles }, { id }) => (id === 'lead' && !roles.includes('lead') ? 'note.lead-only' : undefined),
  *run({ id, note }, { actor }) {
    yield* insert(table, { id, title: note.title, by: actor.userId });
  },
});
const registry = createCommandRegistry([add]);

function refusalOf(name: string, args: unknown): CommandError {
  try {
    registry.prepare(name, args, AGENT);
  } catch (error) {
    if (error instanceof CommandError) return error;
  }
  throw new Error('was not refused');
}

describe('the registry', () => {
  it('runs a body with the parsed arguments and who acts', () => {
    const rows = createMemoryRows();
    runInMemory(rows, add, { id: 'a', note: { title: '  Titel ' } });
    expect(rows.all(table)).toEqual([
      { id: 'a', scope_id: 'scope', ver: 0, title: 'Titel', by: AGENT.userId },
    ]);
  });

  it('names what is wrong with the arguments, and where', () => {
    expect(refusalOf('note.add', { id: 'a', note: { title: '' } })).toMatchObject({
      code: 'command.bad-arguments',
      params: { name: 'note.add', where: 'note.title' },
    });
    expect(refusalOf('note.add', undefined)).toMatchObject({
      code: 'command.bad-arguments',
      params: { where: '' },
    });
  });

  it.each(['', 'note.remove', '__proto__', 'constructor'])('knows no command %j', (name) => {
    expect(refusalOf(name, {})).toMatchObject({ code: 'command.unknown', params: { name } });
  });

  it('asks for the right before the body runs, with the reason as the code', () => {
    expect(refusalOf('note.add', { id: 'lead', note: { title: 'x' } })).toMatchObject({
      code: 'note.lead-only',
    });
    expect(() =>
      registry.prepare('note.add', { id: 'lead', note: { title: 'x' } }, { ...AGENT, roles: ['lead'] }),
    ).not.toThrow();
  });

  it('refuses two commands of one name', () => {
    expect(() => createCommandRegistry([add, add])).toThrow('two commands are named note.add');
    expect(registry.names).toEqual(['note.add']);
  });
});
