import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contactChanges, EMPTY_DRAFT, isComplete, textChanges } from './entry-draft.ts';
import type { ContactStep, DraftContact } from './entry-draft.ts';

const contact = (id: string, staffId: string | null, job = ''): DraftContact => ({ id, staffId, job });

type Rows = ReadonlyMap<string, DraftContact & { readonly listed: boolean }>;

/** What the commands make of the rows. */
function taken(rows: Rows, steps: readonly ContactStep[]): Rows {
  const after = new Map(rows);
  for (const step of steps) {
    const row = after.get(step.id);
    if ('staffId' in step) after.set(step.id, { ...step, listed: true });
    else if (row) after.set(step.id, { ...row, ...step });
  }
  return after;
}
const rowsOf = (contacts: readonly DraftContact[]): Rows =>
  new Map(contacts.map((one) => [one.id, { ...one, listed: true }]));
const listedIn = (rows: Rows): readonly DraftContact[] =>
  [...rows.values()].flatMap(({ listed, ...one }) => (listed ? [one] : []));

describe('what is to be written of an entry', () => {
  it('is what differs, without ends of blanks; and how it was, to take it back', () => {
    const before = { ...EMPTY_DRAFT, name: 'Fahrdienst', costs: '12 €' };
    expect(textChanges(before, { ...before, name: ' Fahrdienst ', costs: '14 € ' })).toEqual({
      forth: { costs: '14 €' },
      back: { costs: '12 €' },
    });
    expect(textChanges(before, before)).toBeUndefined();
  });

  it('is nothing before it has a name and every contact is somebody', () => {
    expect(isComplete(EMPTY_DRAFT)).toBe(false);
    expect(isComplete({ ...EMPTY_DRAFT, name: 'Fahrdienst' })).toBe(true);
    expect(isComplete({ ...EMPTY_DRAFT, name: 'Fahrdienst', contacts: [contact('a', null)] })).toBe(false);
  });

  it('makes these contacts those, and back again', () => {
    const contacts = fc.uniqueArray(
      fc.record({
        id: fc.constantFrom('a', 'b', 'c', 'd'),
        job: fc.constantFrom('', 'Leitung', 'Büro'),
      }),
      { selector: ({ id }) => id },
    );
    // A row keeps its person: another one is another row.
    const withPerson = contacts.map((all) => all.map(({ id, job }) => contact(id, `staff-${id}`, job)));
    const byId = (all: readonly DraftContact[]) => all.toSorted((x, y) => (x.id < y.id ? -1 : 1));
    fc.assert(
      fc.property(withPerson, withPerson, (before, after) => {
        const { forth, back } = contactChanges(before, after);
        const changed = taken(rowsOf(before), forth);
        expect(byId(listedIn(changed))).toEqual(byId(after));
        expect(byId(listedIn(taken(changed, back)))).toEqual(byId(before));
      }),
    );
  });
});
