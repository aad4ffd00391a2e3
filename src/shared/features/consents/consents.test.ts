import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { AGENT, createMemoryRows, idOf, runInMemory } from '#test/support/memory-rows.ts';
import type { MemoryRows } from '#test/support/memory-rows.ts';
import { CONTACT_CHANNELS, CONTACT_PURPOSES } from '../../permission/contact-permission.ts';
import type { ContactChannel, ContactPurpose } from '../../permission/contact-permission.ts';
import {
  consentGive,
  consentRestore,
  consentUndo,
  consentUnuse,
  consentUse,
  consentWithdraw,
  optOutRevoke,
  optOutSet,
  optOutUndo,
} from './commands.ts';
import { consentTable, optOutTable } from './model.ts';
import { permissionOf } from './permission-of.ts';

const partyId = idOf(1);
const yes = {
  id: idOf(11),
  partyId,
  channel: 'phone',
  purpose: 'advertising',
  how: 'form',
  evidence: 'Anmeldung 2025',
  textVersion: '2025-01',
  givenOn: '2025-05-02',
  validUntil: null,
} as const;
const no = { id: idOf(21), partyId, channel: 'phone', how: 'mail', note: '' } as const;

const why = (
  rows: MemoryRows,
  today = '2026-01-10',
  channel: ContactChannel = 'phone',
  purpose: ContactPurpose = 'advertising',
) =>
  permissionOf(
    { consents: rows.all(consentTable), optOuts: rows.all(optOutTable) },
    { channel, purpose, today },
  ).why;

describe('a consent', () => {
  it('holds for its channel and purpose, from its day on, until it ends', () => {
    const rows = createMemoryRows();
    expect(why(rows)).toBe('none');
    runInMemory(rows, consentGive, { ...yes, validUntil: '2026-05-02' });
    expect(why(rows)).toBe('consent');
    expect(why(rows, '2026-05-02')).toBe('consent');
    expect(why(rows, '2026-05-03')).toBe('expired');
    expect(why(rows, '2025-05-01')).toBe('none');
    expect(why(rows, '2026-01-10', 'mail')).toBe('none');
    expect(why(rows, '2026-01-10', 'phone', 'survey')).toBe('none');
  });

  it('is withdrawn, with when, how and by whom it was noted; given again it holds again', () => {
    const rows = createMemoryRows();
    runInMemory(rows, consentGive, yes);
    const evidence = 'Brief vom 3. Mai';
    runInMemory(rows, consentWithdraw, { id: yes.id, how: 'written', evidence }, { at: 7 });
    runInMemory(rows, consentWithdraw, { id: yes.id, how: 'mail' }, { at: 9 });
    expect(rows.all(consentTable)).toMatchObject([
      {
        ...{ withdrawn_at: 7, withdrawn_how: 'written', withdrawn_by: AGENT.userId },
        ...{ withdrawn_evidence: evidence, evidence: 'Anmeldung 2025' },
      },
    ]);
    expect(why(rows)).toBe('withdrawn');
    runInMemory(rows, consentRestore, { id: yes.id });
    expect(rows.all(consentTable)).toMatchObject([{ withdrawn_at: null, withdrawn_evidence: null }]);
    expect(why(rows)).toBe('consent');
    runInMemory(rows, consentWithdraw, { id: yes.id, how: 'phone' });
    runInMemory(rows, consentGive, { ...yes, id: idOf(12), givenOn: '2026-01-02' });
    expect(why(rows)).toBe('consent');
  });

  it('keeps the day it was last used, the later one, whichever comes first', () => {
    const rows = createMemoryRows();
    runInMemory(rows, consentGive, yes);
    for (const on of ['2026-01-03', '2025-12-01']) runInMemory(rows, consentUse, { id: yes.id, on });
    expect(rows.all(consentTable)[0]?.last_used_on).toBe('2026-01-03');
    expect(() => runInMemory(rows, consentUse, { id: idOf(99), on: '2026-01-03' })).toThrow(
      expect.objectContaining({ code: 'consent.gone' }),
    );
  });

  it('was not used where that was a slip, but for a use that came after', () => {
    const rows = createMemoryRows();
    runInMemory(rows, consentGive, yes);
    const used = () => rows.all(consentTable)[0]?.last_used_on;
    for (const on of ['2025-12-01', '2026-01-03']) runInMemory(rows, consentUse, { id: yes.id, on });
    runInMemory(rows, consentUnuse, { id: yes.id, on: '2025-12-01', before: null });
    expect(used()).toBe('2026-01-03');
    runInMemory(rows, consentUnuse, { id: yes.id, on: '2026-01-03', before: '2025-12-01' });
    expect(used()).toBe('2025-12-01');
  });

  it('has to be proved, and does not end before it begins', () => {
    const rows = createMemoryRows();
    expect(() => runInMemory(rows, consentGive, { ...yes, evidence: '  ' })).toThrow(
      expect.objectContaining({ code: 'command.bad-arguments' }),
    );
    expect(() => runInMemory(rows, consentGive, { ...yes, validUntil: '2025-05-01' })).toThrow(
      expect.objectContaining({ code: 'consent.backwards' }),
    );
    runInMemory(rows, consentGive, yes);
    for (let i = 0; i < 2; i++) runInMemory(rows, consentUndo, { id: yes.id });
    expect(rows.all(consentTable)).toEqual([]);
  });
});

describe('an opt-out', () => {
  it('of a channel beats every consent, whatever the purpose and whichever is younger, until it is revoked', () => {
    const givens = fc.uniqueArray(
      fc.record({
        purpose: fc.constantFrom(...CONTACT_PURPOSES),
        givenOn: fc.constantFrom('2020-01-01', '2026-01-09', '2026-01-10'),
        at: fc.integer({ min: 0, max: 1_800_000_000_000 }),
      }),
    );
    fc.assert(
      fc.property(givens, fc.constantFrom(...CONTACT_CHANNELS), fc.nat(2), (all, channel, more) => {
        const rows = createMemoryRows();
        for (const [index, { purpose, givenOn, at }] of all.entries())
          runInMemory(
            rows,
            consentGive,
            { ...yes, id: idOf(100 + index), channel, purpose, givenOn },
            { at },
          );
        const before = CONTACT_PURPOSES.map((purpose) => why(rows, '2026-01-10', channel, purpose));
        // Two desks may have noted it.
        for (let i = 0; i <= more; i++) runInMemory(rows, optOutSet, { ...no, id: idOf(21 + i), channel });
        for (const purpose of CONTACT_PURPOSES)
          expect(why(rows, '2026-01-10', channel, purpose)).toBe('opted-out');
        runInMemory(rows, optOutRevoke, { partyId, channel });
        expect(CONTACT_PURPOSES.map((purpose) => why(rows, '2026-01-10', channel, purpose))).toEqual(before);
      }),
    );
  });

  it('leaves the other channels alone; revoked it stays on record, undone it was a slip', () => {
    const rows = createMemoryRows();
    runInMemory(rows, consentGive, { ...yes, channel: 'mail' });
    runInMemory(rows, optOutSet, no);
    expect([why(rows), why(rows, '2026-01-10', 'mail')]).toEqual(['opted-out', 'consent']);
    runInMemory(rows, optOutRevoke, { partyId, channel: 'phone' }, { at: 5 });
    expect(rows.all(optOutTable)).toMatchObject([{ revoked_at: 5, revoked_by: AGENT.userId }]);
    runInMemory(rows, optOutSet, { ...no, id: idOf(22) });
    runInMemory(rows, optOutUndo, { id: idOf(22) });
    expect(rows.all(optOutTable)).toHaveLength(1);
  });
});
