import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { linkTable } from '#shared/links/links.ts';
import { AGENT, createMemoryRows, idOf, runInMemory } from '#test/support/memory-rows.ts';
import { interactionDescribe, interactionLogCall } from './commands.ts';
import { gapOf } from './complete.ts';
import { DIRECTIONS, INTERACTION_TYPES, interactionTable, participantTable } from './model.ts';
import { interactionAddParticipant, interactionRemoveParticipant } from './participant-commands.ts';
import { interactionEdit, interactionRecord, interactionWithdraw } from './record-commands.ts';

const COLLEAGUE = { ...AGENT, userId: idOf(98) };
const visit = {
  id: idOf(1),
  type: 'visit' as const,
  direction: 'out' as const,
  partyId: idOf(2),
  occurredAt: 500,
  outcome: null,
  body: 'Vor Ort besprochen',
};
const code = (expected: string): unknown => expect.objectContaining({ code: expected });

describe('an entry', () => {
  it('tells result, next step, day without hour, who was there and what it belongs to', () => {
    const rows = createMemoryRows();
    runInMemory(rows, interactionRecord, {
      ...visit,
      timeKnown: false,
      result: ' Angebot gewünscht ',
      nextStep: '',
      participants: [{ id: idOf(20), partyId: idOf(3), role: 'present' }],
      links: [{ linkId: idOf(30), to: { type: 'ticket', id: idOf(5) } }],
    });
    expect(rows.all(interactionTable)).toMatchObject([
      {
        staff_id: AGENT.userId,
        party_id: idOf(2),
        time_known: false,
        result: 'Angebot gewünscht',
        next_step: null,
      },
    ]);
    expect(rows.all(participantTable)).toMatchObject([
      { interaction_id: idOf(1), party_id: idOf(3), role: 'present' },
    ]);
    expect(rows.all(linkTable)).toMatchObject([
      { from_type: 'interaction', from_id: idOf(1), to_type: 'ticket', to_id: idOf(5) },
    ]);
  });

  it('answers who, when, with whom and what, of whatever type, or is refused', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...INTERACTION_TYPES),
        fc.constantFrom(...DIRECTIONS),
        fc.constantFrom('', '  ', 'Preisliste'),
        fc.constantFrom(null, ' ', 'erledigt'),
        fc.integer({ min: 0, max: 2 }),
        (type, direction, body, result, occurredAt) => {
          const rows = createMemoryRows();
          let refused = '';
          try {
            runInMemory(rows, interactionRecord, { ...visit, type, direction, body, result, occurredAt });
          } catch (error) {
            refused = (error as { code: string }).code;
          }
          const kept = rows.all(interactionTable);
          expect(kept.map((row) => gapOf(row))).toEqual(refused === '' ? [undefined] : []);
          const isSaid = `${body}${result ?? ''}`.trim() !== '';
          const isWhole = occurredAt > 0 && (type === 'call' || isSaid);
          expect(refused).toBe(isWhole ? '' : 'interaction.incomplete');
        },
      ),
    );
  });

  it('is corrected field by field, its author stays, and none of the four can be emptied', () => {
    const rows = createMemoryRows();
    runInMemory(rows, interactionRecord, visit);
    const patch = { body: 'Im Büro besprochen', type: 'meeting' as const, time_known: false };
    runInMemory(rows, interactionEdit, { id: idOf(1), patch }, { actor: COLLEAGUE });
    expect(rows.all(interactionTable)).toMatchObject([
      { ...patch, staff_id: AGENT.userId, direction: 'out', occurred_at: 500 },
    ]);
    const before = rows.all(interactionTable);
    for (const bad of [{ body: '' }, { occurred_at: 0 }])
      expect(() => runInMemory(rows, interactionEdit, { id: idOf(1), patch: bad })).toThrow(
        code('interaction.incomplete'),
      );
    for (const bad of [{ body: '' }, { partyId: null }])
      expect(() => runInMemory(rows, interactionDescribe, { id: idOf(1), ...bad })).toThrow(
        code('interaction.incomplete'),
      );
    expect(() => runInMemory(rows, interactionEdit, { id: idOf(1), patch: {} })).toThrow('interaction.edit');
    expect(() => runInMemory(rows, interactionEdit, { id: idOf(9), patch })).toThrow(
      code('interaction.gone'),
    );
    expect(rows.all(interactionTable)).toEqual(before);
  });

  it('leaves what the phone system saw of a call', () => {
    const rows = createMemoryRows();
    runInMemory(rows, interactionLogCall, {
      ...{ id: idOf(1), direction: 'in', partyId: idOf(2), occurredAt: 1_000, answeredAt: 3_000 },
      ...{ endedAt: 9_000, endReason: 'completed', number: null, queue: null, callKey: null },
    });
    for (const patch of [
      { type: 'note' as const },
      { direction: 'out' as const },
      { occurred_at: 2 },
      { time_known: false },
    ])
      expect(() => runInMemory(rows, interactionEdit, { id: idOf(1), patch })).toThrow(
        code('interaction.call-facts'),
      );
    expect(() => runInMemory(rows, interactionWithdraw, { id: idOf(1) })).toThrow(
      code('interaction.call-facts'),
    );
    runInMemory(rows, interactionEdit, { id: idOf(1), patch: { type: 'call', body: '', result: 'ok' } });
    expect(rows.all(interactionTable)).toMatchObject([{ result: 'ok', answered_at: 3_000 }]);
  });

  it('moves a call that was entered by hand, with its answer', () => {
    const rows = createMemoryRows();
    runInMemory(rows, interactionRecord, { ...visit, type: 'call' });
    runInMemory(rows, interactionEdit, { id: idOf(1), patch: { occurred_at: 700 } });
    expect(rows.all(interactionTable)).toMatchObject([{ occurred_at: 700, answered_at: 700 }]);
    expect(() => runInMemory(rows, interactionEdit, { id: idOf(1), patch: { type: 'note' } })).toThrow(
      code('interaction.call-facts'),
    );
  });

  it('goes again with all that hangs on it, by its author or a steward, and may be gone', () => {
    const rows = createMemoryRows();
    runInMemory(rows, interactionRecord, {
      ...visit,
      participants: [{ id: idOf(20), partyId: idOf(3), role: 'spoken-with' }],
      links: [{ linkId: idOf(30), to: { type: 'ticket', id: idOf(5) } }],
    });
    expect(() => runInMemory(rows, interactionWithdraw, { id: idOf(1) }, { actor: COLLEAGUE })).toThrow(
      code('interaction.foreign-author'),
    );
    for (let time = 0; time < 2; time++) runInMemory(rows, interactionWithdraw, { id: idOf(1) });
    for (const table of [interactionTable, participantTable, linkTable]) expect(rows.all(table)).toEqual([]);
  });
});

describe('a participant', () => {
  it('takes part once in a role, and can be taken out', () => {
    const rows = createMemoryRows();
    runInMemory(rows, interactionRecord, visit);
    const frank = { interactionId: idOf(1), partyId: idOf(3), role: 'spoken-with' as const };
    for (const id of [40, 40, 41]) runInMemory(rows, interactionAddParticipant, { ...frank, id: idOf(id) });
    runInMemory(rows, interactionAddParticipant, { ...frank, id: idOf(42), role: 'present' });
    expect(rows.all(participantTable).map(({ id, role }) => [id, role])).toEqual([
      [idOf(40), 'spoken-with'],
      [idOf(42), 'present'],
    ]);
    for (let time = 0; time < 2; time++) runInMemory(rows, interactionRemoveParticipant, { id: idOf(40) });
    expect(rows.all(participantTable)).toHaveLength(1);
  });

  it('needs the entry', () => {
    expect(() =>
      runInMemory(createMemoryRows(), interactionAddParticipant, {
        ...{ id: idOf(40), interactionId: idOf(1), partyId: idOf(3), role: 'present' },
      }),
    ).toThrow(code('interaction.gone'));
  });
});
