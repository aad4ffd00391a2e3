import { describe, expect, it } from 'vitest';
import { AGENT, createMemoryRows, idOf, runInMemory } from '#test/support/memory-rows.ts';
import {
  interactionDescribe,
  interactionEndCall,
  interactionLogCall,
  interactionRecord,
} from './commands.ts';
import { interactionTable } from './model.ts';

const ringing = {
  id: idOf(1),
  direction: 'in' as const,
  partyId: null,
  occurredAt: 1_000,
  answeredAt: null as number | null,
  endedAt: 3_000,
  endReason: 'missed-caller' as const,
  number: '492214710612',
  queue: null,
  callKey: '1795289006.6',
};
const note = {
  id: idOf(1),
  type: 'note' as const,
  direction: 'none' as const,
  partyId: idOf(2),
  occurredAt: 500,
  outcome: null,
  body: 'Notiz',
};

describe('interaction.log-call', () => {
  it('tells who, when, with whom and what, with the agent as the author', () => {
    const rows = createMemoryRows();
    runInMemory(rows, interactionLogCall, { ...ringing, answeredAt: 2_000, partyId: idOf(7) });
    expect(rows.all(interactionTable)).toMatchObject([
      {
        type: 'call',
        direction: 'in',
        party_id: idOf(7),
        staff_id: AGENT.userId,
        occurred_at: 1_000,
        answered_at: 2_000,
        body: '',
      },
    ]);
  });

  it('logs one caller missed by a whole ring group once, whichever desk comes first', () => {
    const rows = createMemoryRows();
    for (const id of [1, 2, 3]) runInMemory(rows, interactionLogCall, { ...ringing, id: idOf(id) });
    expect(rows.all(interactionTable).map((row) => row.id)).toEqual([idOf(1)]);
  });

  it('logs answered legs and outgoing calls of the same key each', () => {
    const rows = createMemoryRows();
    runInMemory(rows, interactionLogCall, ringing);
    runInMemory(rows, interactionLogCall, { ...ringing, id: idOf(2), answeredAt: 2_000 });
    runInMemory(rows, interactionLogCall, { ...ringing, id: idOf(3), direction: 'out' });
    expect(rows.all(interactionTable)).toHaveLength(3);
  });

  it('keeps missed calls without a key apart', () => {
    const rows = createMemoryRows();
    for (const id of [1, 2])
      runInMemory(rows, interactionLogCall, { ...ringing, id: idOf(id), callKey: null });
    expect(rows.all(interactionTable)).toHaveLength(2);
  });
});

describe('what is added to a call', () => {
  const logged = () => {
    const rows = createMemoryRows();
    runInMemory(rows, interactionLogCall, { ...ringing, answeredAt: 2_000 });
    return rows;
  };

  it('is its end', () => {
    const rows = logged();
    runInMemory(rows, interactionEndCall, {
      id: idOf(1),
      answeredAt: 2_000,
      endedAt: 9_000,
      endReason: 'completed',
    });
    expect(rows.all(interactionTable)).toMatchObject([
      { answered_at: 2_000, ended_at: 9_000, end_reason: 'completed' },
    ]);
  });

  it('is what the agent says, and nothing besides', () => {
    const rows = logged();
    runInMemory(rows, interactionDescribe, { id: idOf(1), body: 'Funkfinger' });
    runInMemory(rows, interactionDescribe, { id: idOf(1), outcome: 'ticket' });
    runInMemory(rows, interactionDescribe, { id: idOf(1), partyId: idOf(7) });
    runInMemory(rows, interactionDescribe, { id: idOf(1) });
    expect(rows.all(interactionTable)).toMatchObject([
      { body: 'Funkfinger', outcome: 'ticket', party_id: idOf(7) },
    ]);
    runInMemory(rows, interactionDescribe, { id: idOf(1), outcome: null, partyId: null });
    expect(rows.all(interactionTable)).toMatchObject([{ body: 'Funkfinger', outcome: null, party_id: null }]);
  });

  it('needs the call', () => {
    const rows = createMemoryRows();
    expect(() => runInMemory(rows, interactionDescribe, { id: idOf(1), body: 'x' })).toThrow(
      expect.objectContaining({ code: 'interaction.gone' }),
    );
    expect(() =>
      runInMemory(rows, interactionEndCall, {
        id: idOf(1),
        answeredAt: null,
        endedAt: 1,
        endReason: 'failed',
      }),
    ).toThrow(expect.objectContaining({ code: 'row.gone' }));
  });
});

describe('interaction.record', () => {
  it('is the actor’s own, unless a steward or administrator enters it for a colleague', () => {
    const foreign = { ...note, staffId: idOf(99) };
    const rows = createMemoryRows();
    expect(() => runInMemory(rows, interactionRecord, foreign)).toThrow(
      expect.objectContaining({ code: 'interaction.foreign-author' }),
    );
    runInMemory(rows, interactionRecord, note);
    runInMemory(rows, interactionRecord, { ...note, id: idOf(2), staffId: AGENT.userId });
    for (const [id, role] of [
      [3, 'steward'],
      [4, 'admin'],
    ] as const)
      runInMemory(
        rows,
        interactionRecord,
        { ...foreign, id: idOf(id) },
        { actor: { ...AGENT, roles: [role] } },
      );
    expect(rows.all(interactionTable).map((row) => row.staff_id)).toEqual([
      AGENT.userId,
      AGENT.userId,
      idOf(99),
      idOf(99),
    ]);
  });

  it('gives only a call an answer and an end', () => {
    const rows = createMemoryRows();
    runInMemory(rows, interactionRecord, note);
    runInMemory(rows, interactionRecord, {
      ...note,
      id: idOf(2),
      type: 'call',
      direction: 'in',
      endedAt: 900,
    });
    expect(rows.all(interactionTable)).toMatchObject([
      { answered_at: null, ended_at: null, end_reason: null },
      { answered_at: 500, ended_at: 900, end_reason: 'completed' },
    ]);
  });
});
