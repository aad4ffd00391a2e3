import { describe, expect, it } from 'vitest';
import type { Role } from '../../commands/command.ts';
import { AGENT, createMemoryRows, idOf, runInMemory } from '#test/support/memory-rows.ts';
import { ticketCreate } from './commands.ts';
import { ticketKindAdd, ticketKindChange } from './kind-commands.ts';
import { ticketKindTable, ticketTable } from './model.ts';

const own = { id: idOf(1), name: 'Reparatur', builtIn: null, retired: false };
const ticket = {
  ...{ id: idOf(2), number: '26-004711-9', title: 'Funkfinger defekt', kind: idOf(1) },
  ...{ partyId: idOf(3), ownerId: idOf(4), dueAt: null, from: null },
};
const LEAD = { actor: { ...AGENT, roles: ['lead'] as const } };
const refused = (code: string) => expect.objectContaining({ code }) as Error;

describe('the kinds of tickets', () => {
  it('are the house’s own, and a ticket is of a known one only', () => {
    const rows = createMemoryRows();
    expect(() => runInMemory(rows, ticketCreate, ticket)).toThrow(refused('ticket-kind.gone'));
    runInMemory(rows, ticketKindAdd, own, LEAD);
    runInMemory(rows, ticketCreate, ticket);
    expect(rows.all(ticketTable)).toMatchObject([{ kind: idOf(1) }]);
  });

  it('are retired and never gone: who had one in hand while offline keeps the ticket', () => {
    const rows = createMemoryRows();
    runInMemory(rows, ticketKindAdd, own, LEAD);
    runInMemory(rows, ticketKindChange, { id: idOf(1), name: 'Werkstatt', retired: true }, LEAD);
    runInMemory(rows, ticketCreate, ticket);
    expect(rows.all(ticketKindTable)).toMatchObject([{ name: 'Werkstatt', retired: true }]);
  });

  it('have one row for a built-in one, which may do without a name', () => {
    const rows = createMemoryRows();
    const order = { id: idOf(5), name: null, builtIn: 'order' as const, retired: true };
    runInMemory(rows, ticketKindAdd, order, LEAD);
    expect(() => runInMemory(rows, ticketKindAdd, { ...order, id: idOf(6) }, LEAD)).toThrow(
      refused('ticket-kind.exists'),
    );
    runInMemory(rows, ticketKindChange, { id: idOf(5), name: 'Auftrag', retired: false }, LEAD);
    expect(rows.all(ticketKindTable)).toMatchObject([{ name: 'Auftrag', built_in: 'order' }]);
  });

  it('of the house have a name', () => {
    const rows = createMemoryRows();
    expect(() => runInMemory(rows, ticketKindAdd, { ...own, name: null }, LEAD)).toThrow(
      refused('ticket-kind.nameless'),
    );
    runInMemory(rows, ticketKindAdd, own, LEAD);
    expect(() =>
      runInMemory(rows, ticketKindChange, { id: idOf(1), name: null, retired: false }, LEAD),
    ).toThrow(refused('ticket-kind.nameless'));
    expect(() =>
      runInMemory(rows, ticketKindChange, { id: idOf(9), name: 'X', retired: false }, LEAD),
    ).toThrow(refused('ticket-kind.gone'));
  });

  it.each([
    ['agent', 'ticket-kind.not-allowed'],
    ['lead', undefined],
    ['steward', undefined],
    ['admin', undefined],
  ] as const)('are kept by leads, stewards and administrators: %s', (role: Role, code) => {
    const actor = { ...AGENT, roles: [role] };
    expect(ticketKindAdd.forbids?.(actor, own)).toBe(code);
    expect(ticketKindChange.forbids?.(actor, { id: idOf(1), name: 'X', retired: false })).toBe(code);
  });
});
