import { describe, expect, it } from 'vitest';
import type { Actor } from '#shared/commands/command.ts';
import { AGENT, createMemoryRows, idOf, runInMemory } from '#test/support/memory-rows.ts';
import {
  interactionDescribe,
  interactionEndCall,
  interactionFinish,
  interactionLogCall,
} from './commands.ts';
import { interactionRecord } from './record-commands.ts';
import { interactionTable } from './model.ts';

const COLLEAGUE: Actor = { ...AGENT, userId: idOf(98) };
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

  it('enters one call once, and leaves what the first desk wrote', () => {
    const rows = createMemoryRows();
    const answered = { ...ringing, answeredAt: 2_000, endedAt: null, endReason: null };
    runInMemory(rows, interactionLogCall, { ...answered, partyId: idOf(7) });
    runInMemory(rows, interactionDescribe, { id: idOf(1), body: 'Funkfinger' });
    const [first] = rows.all(interactionTable);
    runInMemory(
      rows,
      interactionLogCall,
      { ...answered, occurredAt: 1_004, answeredAt: 2_009 },
      { actor: COLLEAGUE },
    );
    runInMemory(rows, interactionLogCall, { ...answered, partyId: idOf(7) });
    expect(rows.all(interactionTable)).toEqual([first]);
  });

  it('takes a call up again that was lost sight of', () => {
    const rows = createMemoryRows();
    runInMemory(rows, interactionLogCall, { ...ringing, answeredAt: 2_000, endReason: 'unobserved' });
    runInMemory(rows, interactionLogCall, { ...ringing, answeredAt: 4_000, endedAt: null, endReason: null });
    expect(rows.all(interactionTable)).toMatchObject([
      { answered_at: 2_000, ended_at: null, end_reason: null },
    ]);
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
    runInMemory(rows, interactionLogCall, { ...ringing, answeredAt: 2_000, endedAt: null, endReason: null });
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

  it('is the first end told, unless that was a loss of sight', () => {
    const rows = logged();
    const ends = (endedAt: number, endReason: 'unobserved' | 'completed') =>
      runInMemory(rows, interactionEndCall, { id: idOf(1), answeredAt: 2_100, endedAt, endReason });
    for (const [at, reason] of [
      [5_000, 'unobserved'],
      [6_000, 'unobserved'],
      [9_000, 'completed'],
      [9_004, 'completed'],
      [9_500, 'unobserved'],
    ] as const)
      ends(at, reason);
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

describe('interaction.finish', () => {
  const word = {
    id: idOf(1),
    ownId: idOf(50),
    direction: 'in' as const,
    partyId: idOf(7),
    number: '0221 4710612',
    startedAt: 1_000,
    endedAt: 9_000,
    outcome: 'ticket' as const,
    body: 'Funkfinger',
  };
  const logged = () => {
    const rows = createMemoryRows();
    runInMemory(rows, interactionLogCall, { ...ringing, partyId: idOf(7) });
    return rows;
  };

  it('fills the call in, and may be run twice', () => {
    const rows = logged();
    for (let time = 0; time < 2; time++) runInMemory(rows, interactionFinish, word);
    runInMemory(rows, interactionFinish, { ...word, outcome: null, body: '' });
    expect(rows.all(interactionTable)).toMatchObject([
      { id: idOf(1), outcome: 'ticket', body: 'Funkfinger' },
    ]);
  });

  it('stands beside what somebody else has said of the call, once', () => {
    const rows = logged();
    runInMemory(rows, interactionFinish, word);
    const other = { ...word, ownId: idOf(51), outcome: 'resolved' as const, body: 'Batterie leer' };
    for (let time = 0; time < 2; time++) runInMemory(rows, interactionFinish, other, { actor: COLLEAGUE });
    runInMemory(rows, interactionFinish, { ...word, ownId: idOf(52), outcome: null, body: '' });
    expect(rows.all(interactionTable)).toMatchObject([
      { id: idOf(1), staff_id: AGENT.userId, outcome: 'ticket', body: 'Funkfinger' },
      {
        id: idOf(51),
        type: 'note',
        staff_id: COLLEAGUE.userId,
        party_id: idOf(7),
        occurred_at: 1_000,
        outcome: 'resolved',
        body: 'Batterie leer',
      },
    ]);
  });

  it('enters a call that never got into the log', () => {
    const rows = createMemoryRows();
    for (let time = 0; time < 2; time++) runInMemory(rows, interactionFinish, word);
    expect(rows.all(interactionTable)).toMatchObject([
      {
        id: idOf(1),
        type: 'call',
        party_id: idOf(7),
        number: '0221 4710612',
        occurred_at: 1_000,
        ended_at: 9_000,
        body: 'Funkfinger',
      },
    ]);
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
