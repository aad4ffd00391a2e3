import { describe, expect, it } from 'vitest';
import { AGENT, createMemoryRows, idOf, runInMemory } from '#test/support/memory-rows.ts';
import { handoverCreate, LONGEST_NOTE } from './commands.ts';
import { handoverTable } from './model.ts';

const sent = {
  id: idOf(1),
  number: '492214710612',
  target: '202',
  fromExtension: '201',
  partyId: idOf(10),
  note: 'Funkfinger defekt',
  ticketId: idOf(30),
};
const MEHMET = { ...AGENT, userId: idOf(22) };
const DAY = 24 * 3_600_000;

describe('handover.create', () => {
  it('keeps what goes along, and who sends it', () => {
    const rows = createMemoryRows();
    runInMemory(rows, handoverCreate, sent, { at: 5 });
    expect(rows.all(handoverTable)).toMatchObject([
      {
        id: idOf(1),
        number: '492214710612',
        target: '202',
        from_user: AGENT.userId,
        from_extension: '201',
        party_id: idOf(10),
        note: 'Funkfinger defekt',
        ticket_id: idOf(30),
        sent_at: 5,
      },
    ]);
  });

  it('takes a caller without a number, a party, a note', () => {
    const rows = createMemoryRows();
    const bare = { ...sent, number: null, fromExtension: null, partyId: null, note: '', ticketId: null };
    runInMemory(rows, handoverCreate, bare);
    expect(rows.all(handoverTable)).toHaveLength(1);
  });

  it('clears away what the same person sent a day ago, and nobody else’s', () => {
    const rows = createMemoryRows();
    runInMemory(rows, handoverCreate, sent, { at: 0 });
    runInMemory(rows, handoverCreate, { ...sent, id: idOf(2) }, { at: 0, actor: MEHMET });
    runInMemory(rows, handoverCreate, { ...sent, id: idOf(3) }, { at: DAY });
    expect(rows.all(handoverTable)).toHaveLength(3);
    runInMemory(rows, handoverCreate, { ...sent, id: idOf(4) }, { at: DAY + 1 });
    expect(rows.all(handoverTable).map(({ id }) => id)).toEqual([idOf(2), idOf(3), idOf(4)]);
  });

  it.each([
    { number: '+49221' },
    { number: '' },
    { number: 'anonymous' },
    { target: '' },
    { target: '20 2' },
    { target: '2\r\n' },
    { fromExtension: '2a' },
    { note: 'x'.repeat(LONGEST_NOTE + 1) },
    { partyId: 'erika' },
  ])('refuses %j', (more) => {
    expect(() => runInMemory(createMemoryRows(), handoverCreate, { ...sent, ...more })).toThrow(
      'handover.create',
    );
  });
});
