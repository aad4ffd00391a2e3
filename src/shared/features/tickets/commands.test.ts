import { describe, expect, it } from 'vitest';
import { linkTable } from '../../links/links.ts';
import { AGENT, createMemoryRows, idOf, runInMemory } from '#test/support/memory-rows.ts';
import { ticketCreate, ticketSetState } from './commands.ts';
import { ticketTable } from './model.ts';

const defect = {
  id: idOf(1),
  number: '26-004711-9',
  title: 'Hausnotruf-Funkfinger defekt',
  kind: 'support' as const,
  partyId: idOf(2),
  ownerId: idOf(3),
  dueAt: null,
  from: { linkId: idOf(4), ref: { type: 'interaction', id: idOf(5) } },
};

describe('a ticket', () => {
  it('is opened with its number and linked to the call', () => {
    const rows = createMemoryRows();
    runInMemory(rows, ticketCreate, defect);
    expect(rows.all(ticketTable)).toMatchObject([
      {
        number: '26-004711-9',
        state: 'open',
        opened_by: AGENT.userId,
        opened_at: 1_000,
        owner_id: idOf(3),
        closed_at: null,
        result: null,
      },
    ]);
    expect(rows.all(linkTable)).toMatchObject([{ to_type: 'ticket', to_id: idOf(1) }]);
  });

  it.each(['26-004711-8', '260047119', '26-4711-9', ''])('is not opened under %j', (number) => {
    expect(() => runInMemory(createMemoryRows(), ticketCreate, { ...defect, number })).toThrow('number');
  });

  it('is closed with a result, at the time somebody closed it, and opened again', () => {
    const rows = createMemoryRows();
    runInMemory(rows, ticketCreate, defect);
    runInMemory(rows, ticketSetState, { id: idOf(1), state: 'closed', result: 'getauscht' }, { at: 8_000 });
    expect(rows.all(ticketTable)).toMatchObject([{ state: 'closed', closed_at: 8_000, result: 'getauscht' }]);
    runInMemory(rows, ticketSetState, { id: idOf(1), state: 'open', result: null }, { at: 9_000 });
    expect(rows.all(ticketTable)).toMatchObject([{ state: 'open', closed_at: null, result: null }]);
  });

  it('that is gone is not closed', () => {
    expect(() =>
      runInMemory(createMemoryRows(), ticketSetState, { id: idOf(1), state: 'closed', result: null }),
    ).toThrow(expect.objectContaining({ code: 'ticket.gone' }));
  });
});
