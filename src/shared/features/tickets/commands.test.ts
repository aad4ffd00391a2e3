import { describe, expect, it } from 'vitest';
import { keptScope } from '../../access/kept-scope.ts';
import { linkTable } from '../../links/links.ts';
import { AGENT, createMemoryRows, idOf, runInMemory } from '#test/support/memory-rows.ts';
import { ticketAssign, ticketCreate, ticketOpen, ticketSetState } from './commands.ts';
import { usualDueAt } from './due.ts';
import { ticketHandOver, ticketHandOverTable } from './hand-over.ts';
import { NOBODY, ticketGroupTable, ticketTable } from './model.ts';

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

  it('is due on a day: named, or as its kind has it where a desk of an older version names none', () => {
    const rows = createMemoryRows();
    runInMemory(rows, ticketOpen, { ...defect, dueAt: 9_000 });
    expect(rows.all(ticketTable)).toMatchObject([{ due_at: 9_000 }]);
    expect(() => runInMemory(rows, ticketOpen, { ...defect, dueAt: null as unknown as number })).toThrow(
      'ticket.create@2: dueAt',
    );
    const older = createMemoryRows();
    runInMemory(older, ticketCreate, defect, { at: 50 });
    expect(older.all(ticketTable)).toMatchObject([{ due_at: usualDueAt('support', 50) }]);
    const named = createMemoryRows();
    runInMemory(named, ticketCreate, { ...defect, dueAt: 7_000 });
    expect(named.all(ticketTable)).toMatchObject([{ due_at: 7_000 }]);
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

describe('who answers for a ticket', () => {
  const DESK = idOf(7);
  const refused = (code: string) => expect.objectContaining({ code }) as Error;
  function withGroup() {
    const rows = createMemoryRows();
    rows.put(ticketGroupTable, DESK, { name: 'Technik', retired: false });
    return rows;
  }

  it('is a person or a group, and never nobody or both', () => {
    const rows = withGroup();
    const ofGroup = { ...defect, ownerId: null, groupId: DESK };
    for (const [owner, code] of [
      [{ ownerId: null }, 'ticket.ownerless'],
      [{ ownerId: null, groupId: null }, 'ticket.ownerless'],
      [{ ownerId: idOf(3), groupId: DESK }, 'ticket.two-owners'],
      [{ ownerId: null, groupId: idOf(8) }, 'ticket-group.gone'],
    ] as const) {
      expect(() => runInMemory(rows, ticketCreate, { ...defect, ...owner })).toThrow(refused(code));
      expect(() => runInMemory(rows, ticketAssign, { id: idOf(1), ...owner })).toThrow(
        refused('ticket.gone'),
      );
    }
    runInMemory(rows, ticketCreate, ofGroup);
    expect(rows.all(ticketTable)).toMatchObject([{ owner_id: NOBODY, group_id: DESK }]);
    expect(() => runInMemory(rows, ticketAssign, { id: idOf(1), ownerId: null })).toThrow(
      refused('ticket.ownerless'),
    );
    // As desks of old say it.
    runInMemory(rows, ticketAssign, { id: idOf(1), ownerId: idOf(4) });
    expect(rows.all(ticketTable)).toMatchObject([{ owner_id: idOf(4), group_id: null }]);
  });
});

describe('a ticket that waits', () => {
  it('waits till a time or no time told; nothing else does', () => {
    const rows = createMemoryRows();
    runInMemory(rows, ticketCreate, defect);
    const set = (state: 'open' | 'pending' | 'closed', pendingUntil?: number | null): void =>
      runInMemory(rows, ticketSetState, {
        ...{ id: idOf(1), state, result: null, ...(pendingUntil !== undefined && { pendingUntil }) },
      });
    set('pending', 9_000);
    expect(rows.all(ticketTable)).toMatchObject([{ state: 'pending', pending_until: 9_000 }]);
    expect(() => set('closed', 9_000)).toThrow(expect.objectContaining({ code: 'ticket.not-waiting' }));
    set('pending');
    expect(rows.all(ticketTable)).toMatchObject([{ pending_until: null }]);
    set('pending', 9_000);
    set('open');
    expect(rows.all(ticketTable)).toMatchObject([{ state: 'open', pending_until: null }]);
  });
});

describe('handing over', () => {
  it.each([
    ['vogt@lindental.example', undefined],
    ['vogt@lindental.example,x@y.example', 'command.bad-arguments'],
    ['vogt@lindental.example?bcc=x@y.example', 'command.bad-arguments'],
    ['vogt', 'command.bad-arguments'],
  ])('to %s: %s', (toMail, code) => {
    const rows = createMemoryRows();
    runInMemory(rows, ticketCreate, defect);
    const hand = (): void =>
      runInMemory(rows, ticketHandOver, { id: idOf(9), ticketId: idOf(1), toName: 'Jens Vogt', toMail });
    if (code === undefined) hand();
    else expect(hand).toThrow(expect.objectContaining({ code }));
    expect(rows.all(ticketHandOverTable)).toHaveLength(code === undefined ? 1 : 0);
  });

  it('is refused for somebody whose data is only kept', () => {
    const rows = createMemoryRows();
    runInMemory(rows, ticketCreate, defect);
    Object.assign(rows.all(ticketTable)[0] ?? {}, { scope_id: keptScope('scope') });
    const args = { id: idOf(9), ticketId: idOf(1), toName: '', toMail: 'vogt@lindental.example' };
    expect(() => runInMemory(rows, ticketHandOver, args)).toThrow(
      expect.objectContaining({ code: 'ticket.kept' }),
    );
  });
});
