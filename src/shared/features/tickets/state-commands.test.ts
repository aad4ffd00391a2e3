import { describe, expect, it } from 'vitest';
import type { Role } from '../../commands/command.ts';
import { AGENT, createMemoryRows, idOf, runInMemory } from '#test/support/memory-rows.ts';
import type { MemoryRows } from '#test/support/memory-rows.ts';
import { ticketCreate, ticketSetState } from './commands.ts';
import { ticketTable } from './model.ts';
import { ticketStateAdd, ticketStateArrange, ticketStateChange } from './state-commands.ts';
import { ticketStateTable } from './states.ts';

const LEAD = { actor: { ...AGENT, roles: ['lead'] as const } };
const WAITS = idOf(1);
const own = {
  ...{ id: WAITS, name: 'beim Kostenträger', builtIn: null, category: 'pending' as const },
  ...{ colour: 'warn' as const, position: 3 },
};
const TICKET = idOf(2);
const refused = (code: string) => expect.objectContaining({ code }) as Error;

function withTicket(): MemoryRows {
  const rows = createMemoryRows();
  runInMemory(rows, ticketCreate, {
    ...{ id: TICKET, number: '26-004711-9', title: 'Funkfinger defekt', kind: 'support' },
    ...{ partyId: idOf(3), ownerId: idOf(4), dueAt: null, from: null },
  });
  return rows;
}
const putInto = (rows: MemoryRows, state: 'open' | 'pending' | 'closed', stateId?: string | null): void =>
  runInMemory(rows, ticketSetState, {
    id: TICKET,
    state,
    result: null,
    ...(stateId !== undefined && { stateId }),
  });

describe('the states of tickets', () => {
  it('of the house stand beside what they count as', () => {
    const rows = withTicket();
    expect(() => putInto(rows, 'pending', WAITS)).toThrow(refused('ticket-state.gone'));
    runInMemory(rows, ticketStateAdd, own, LEAD);
    putInto(rows, 'pending', WAITS);
    expect(rows.all(ticketTable)).toMatchObject([{ state: 'pending', state_id: WAITS, closed_at: null }]);
    expect(() => putInto(rows, 'closed', WAITS)).toThrow(refused('ticket-state.other-category'));
  });

  it('are set by a desk that knows of none of them, too', () => {
    const rows = withTicket();
    runInMemory(rows, ticketStateAdd, own, LEAD);
    putInto(rows, 'pending', WAITS);
    putInto(rows, 'closed');
    expect(rows.all(ticketTable)).toMatchObject([{ state: 'closed', state_id: null, closed_at: 1_000 }]);
  });

  it('are retired and never gone: who had one in hand while offline keeps it', () => {
    const rows = withTicket();
    runInMemory(rows, ticketStateAdd, own, LEAD);
    runInMemory(
      rows,
      ticketStateChange,
      { id: WAITS, name: 'bei der Kasse', colour: 'plain', retired: true },
      LEAD,
    );
    putInto(rows, 'pending', WAITS);
    expect(rows.all(ticketTable)).toMatchObject([{ state_id: WAITS }]);
    expect(rows.all(ticketStateTable)).toMatchObject([
      { name: 'bei der Kasse', colour: 'plain', retired: true, category: 'pending' },
    ]);
  });

  it('that came with the product are renamed, have one row, and stay on offer', () => {
    const rows = createMemoryRows();
    const given = { ...own, id: idOf(5), name: 'in Arbeit', builtIn: 'open' as const };
    expect(() => runInMemory(rows, ticketStateAdd, given, LEAD)).toThrow(
      refused('ticket-state.other-category'),
    );
    runInMemory(rows, ticketStateAdd, { ...given, category: 'open' }, LEAD);
    expect(() =>
      runInMemory(rows, ticketStateAdd, { ...given, id: idOf(6), category: 'open' }, LEAD),
    ).toThrow(refused('ticket-state.exists'));
    const change = { id: idOf(5), colour: 'plain' as const };
    runInMemory(rows, ticketStateChange, { ...change, name: null, retired: false }, LEAD);
    expect(() =>
      runInMemory(rows, ticketStateChange, { ...change, name: null, retired: true }, LEAD),
    ).toThrow(refused('ticket-state.built-in'));
  });

  it('of the house have a name', () => {
    const rows = createMemoryRows();
    expect(() => runInMemory(rows, ticketStateAdd, { ...own, name: null }, LEAD)).toThrow(
      refused('ticket-state.nameless'),
    );
    runInMemory(rows, ticketStateAdd, own, LEAD);
    const change = { colour: 'plain' as const, retired: false };
    expect(() => runInMemory(rows, ticketStateChange, { id: WAITS, name: null, ...change }, LEAD)).toThrow(
      refused('ticket-state.nameless'),
    );
    expect(() => runInMemory(rows, ticketStateChange, { id: idOf(9), name: 'X', ...change }, LEAD)).toThrow(
      refused('ticket-state.gone'),
    );
  });

  it('are put in order at once; a given one gets its row with it, a second time the same one', () => {
    const rows = createMemoryRows();
    runInMemory(rows, ticketStateAdd, own, LEAD);
    const order = (given: string): void =>
      runInMemory(
        rows,
        ticketStateArrange,
        {
          states: [
            { id: WAITS, builtIn: null, position: 0 },
            { id: given, builtIn: 'pending', position: 1 },
          ],
        },
        LEAD,
      );
    order(idOf(7));
    order(idOf(8));
    expect(rows.all(ticketStateTable)).toMatchObject([
      { id: WAITS, position: 0 },
      { id: idOf(7), built_in: 'pending', category: 'pending', name: null, position: 1 },
    ]);
    const strange = { states: [{ id: idOf(9), builtIn: null, position: 0 }] };
    expect(() => runInMemory(rows, ticketStateArrange, strange, LEAD)).toThrow(refused('ticket-state.gone'));
  });

  it.each([
    ['agent', 'ticket-state.not-allowed'],
    ['lead', undefined],
    ['steward', undefined],
    ['admin', undefined],
  ] as const)('are kept by leads, stewards and administrators: %s', (role: Role, code) => {
    const actor = { ...AGENT, roles: [role] };
    expect(ticketStateAdd.forbids?.(actor, own)).toBe(code);
    expect(
      ticketStateChange.forbids?.(actor, { id: WAITS, name: 'X', colour: 'plain', retired: false }),
    ).toBe(code);
    expect(ticketStateArrange.forbids?.(actor, { states: [] })).toBe(code);
  });
});
