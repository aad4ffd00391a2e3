import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { emptyDraft, faultsOf, isBlank, momentOf, readDraft } from './entry-draft.ts';

const NOW = new Date(2026, 10, 22, 10, 15).getTime();
const draft = emptyDraft('0190-1', NOW);

describe('a draft of an entry', () => {
  it('begins as a note of now', () => {
    expect(draft).toMatchObject({ type: 'note', direction: 'none', day: '2026-11-22', hour: '10:15' });
    expect(isBlank(draft, null)).toBe(true);
    expect(isBlank({ ...draft, nextStep: 'x' }, null)).toBe(false);
    expect(momentOf(draft)).toBe(NOW);
  });

  it('comes back as it was kept; anything else is none', () => {
    const typed = { ...draft, body: 'Fragt nach dem Termin', links: [{ type: 'ticket', id: '1' }] };
    const links = [{ type: 'ticket', id: '0190a5b0-0000-7000-8000-000000000001' }];
    expect(readDraft(JSON.stringify({ ...typed, links }))).toEqual({ ...typed, links });
    fc.assert(fc.property(fc.string(), (kept) => readDraft(kept) === null));
    fc.assert(fc.property(fc.json(), (kept) => readDraft(kept) === null));
    expect(readDraft(null)).toBeNull();
  });

  it('has a day, and an hour where it is known', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 12 }), fc.string({ maxLength: 6 }), (day, hour) => {
        const at = momentOf({ day, hour });
        if (at !== undefined) expect(new Date(at).getDate()).toBe(Number(day.slice(8)));
      }),
    );
    expect(momentOf({ day: '2026-11-22', hour: '' })).toBe(new Date(2026, 10, 22).getTime());
    for (const [day, hour] of [
      ['2026-02-30', ''],
      ['', ''],
      ['2026-11-22', '25:00'],
      ['22.11.2026', ''],
    ] as const)
      expect(momentOf({ day, hour })).toBeUndefined();
  });

  it.each([
    [{}, { what: true }],
    [{ body: 'x' }, {}],
    [{ result: 'x' }, {}],
    [{ type: 'call' as const }, {}],
    [{ body: ' ', nextStep: 'x' }, { what: true }],
    [{ body: 'x', day: '' }, { when: 'invalid' }],
    [{ body: 'x', day: '2026-11-23' }, { when: 'future' }],
    [{ body: 'x', hour: '10:18' }, {}],
  ])('%j lacks %j', (patch, faults) => {
    expect(faultsOf({ ...draft, ...patch }, NOW)).toEqual(faults);
  });
});
