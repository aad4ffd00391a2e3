import { describe, expect, it } from 'vitest';
import { createCommandRegistry } from '#shared/commands/command.ts';
import { features } from '#shared/features.ts';
import { contactPointTable, partyTable } from '#shared/features/parties/model.ts';
import { ticketTable } from '#shared/features/tickets/model.ts';
import { parseTicketNumber } from '#shared/features/tickets/ticket-number.ts';
import { runSync } from '#shared/rows/steps.ts';
import { AGENT, createMemoryRows, MEMORY_SCOPE } from '#test/support/memory-rows.ts';
import type { MemoryRows } from '#test/support/memory-rows.ts';
import { CALLERS } from './callers.ts';
import { demoData } from './demo-data.ts';

const NOW = Date.UTC(2026, 10, 23, 8);

function fill(parties: number, now = NOW): MemoryRows {
  const rows = createMemoryRows();
  const registry = createCommandRegistry(features.flatMap(({ commands }) => commands));
  const actor = { ...AGENT, roles: ['lead', 'admin'] as const };
  for (const { name, args } of demoData({ seed: 1, now, parties }))
    runSync(registry.prepare(name, args, actor)({ actor, at: now, scopeId: MEMORY_SCOPE }), (op) =>
      rows.execute(op),
    );
  return rows;
}

/** The ranges the Bundesnetzagentur keeps free for films; mobiles in two blocks. */
const FILM_NUMBER =
  /^49(30231250?\d+|6990009\d+|4066969\d+|2214710\d*|8999998\d+|17139200\d\d|176040690\d\d)$/;

describe('the demo data', () => {
  it('passes every command’s own checks, and is the same for the same seed and time', () => {
    const rows = fill(200);
    expect(rows.all(partyTable).length).toBeGreaterThanOrEqual(200);
    expect(demoData({ seed: 1, now: NOW, parties: 50 })).toEqual(
      demoData({ seed: 1, now: NOW, parties: 50 }),
    );
    expect(demoData({ seed: 2, now: NOW, parties: 50 })).not.toEqual(
      demoData({ seed: 1, now: NOW, parties: 50 }),
    );
  });

  it('has no number that could be somebody’s', () => {
    const digits = fill(300)
      .all(contactPointTable)
      .flatMap((contact) => contact.digits ?? []);
    expect(digits.length).toBeGreaterThan(300);
    for (const number of [...digits, ...Object.values(CALLERS).map((caller) => caller.number.slice(1))])
      expect(number).toMatch(FILM_NUMBER);
  });

  it('shares numbers and ticket numbers only where a story wants it', () => {
    const rows = fill(1_400);
    const digits = rows.all(contactPointTable).flatMap((contact) => contact.digits ?? []);
    const shared = digits.filter((number, index) => digits.indexOf(number) !== index);
    expect(shared).toEqual([CALLERS.familyBrandt.number.slice(1)]);
    const numbers = rows.all(ticketTable).map((ticket) => ticket.number);
    expect(new Set(numbers).size).toBe(numbers.length);
    for (const number of numbers) expect(parseTicketNumber(number)).toBe(number);
    expect(numbers).toContain('26-004711-9');
  });
});
