import * as fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { createMemoryRows, idOf, runInMemory } from '#test/support/memory-rows.ts';
import type { MemoryRows } from '#test/support/memory-rows.ts';
import {
  affiliationAdd,
  affiliationEdit,
  affiliationEnd,
  relationshipAdd,
  relationshipEdit,
} from './commands.ts';
import { affiliationTable, relationshipTable } from './model.ts';

const [UTE, KESSLER] = [idOf(1), idOf(2)];
const place = { job: '', departmentId: null, reportsTo: null };
const add = { id: idOf(11), personId: UTE, organisationId: KESSLER, ...place };
const payer = { id: idOf(21), fromId: UTE, toId: KESSLER, kind: 'payer' as const, note: '' };
const backwards = { since: '2026-03-01', until: '2026-02-28' };
const code = (name: string) => expect.objectContaining({ code: name });

let rows: MemoryRows;
beforeEach(() => {
  rows = createMemoryRows();
});
const spans = (): readonly unknown[] =>
  [...rows.all(affiliationTable), ...rows.all(relationshipTable)].map(({ since, until }) => [since, until]);

describe('an end before the beginning', () => {
  it('is refused of a place, where it is made, changed and ended; nothing of it is written', () => {
    const refused = code('affiliation.backwards');
    expect(() => runInMemory(rows, affiliationAdd, { ...add, ...backwards })).toThrow(refused);
    expect(spans()).toEqual([]);
    runInMemory(rows, affiliationAdd, { ...add, since: '2026-03-01', until: null });
    const edit = { id: add.id, ...place, ...backwards };
    expect(() => runInMemory(rows, affiliationEdit, edit)).toThrow(refused);
    expect(() => runInMemory(rows, affiliationEnd, { id: add.id, until: '2026-02-28' })).toThrow(refused);
    expect(spans()).toEqual([['2026-03-01', null]]);
  });

  it('is refused of what two are to each other', () => {
    const refused = code('relationship.backwards');
    expect(() => runInMemory(rows, relationshipAdd, { ...payer, ...backwards })).toThrow(refused);
    runInMemory(rows, relationshipAdd, { ...payer, since: '2026-03-01', until: null });
    const edit = { id: payer.id, kind: payer.kind, note: '', ...backwards };
    expect(() => runInMemory(rows, relationshipEdit, edit)).toThrow(refused);
    expect(spans()).toEqual([['2026-03-01', null]]);
  });

  it('is the only thing that is wrong with two days', () => {
    const day = fc.option(
      fc
        .date({ min: new Date('1900-01-01'), max: new Date('2999-12-31'), noInvalidDate: true })
        .map((date) => date.toISOString().slice(0, 10)),
    );
    fc.assert(
      fc.property(day, day, (since, until) => {
        const fresh = createMemoryRows();
        const work = (): void => runInMemory(fresh, affiliationAdd, { ...add, since, until });
        if (since !== null && until !== null && until < since)
          expect(work).toThrow(code('affiliation.backwards'));
        else expect(work).not.toThrow();
      }),
    );
  });

  it('may be the day of the beginning', () => {
    runInMemory(rows, affiliationAdd, { ...add, since: '2026-03-01', until: null });
    runInMemory(rows, affiliationEnd, { id: add.id, until: '2026-03-01' });
    runInMemory(rows, affiliationEnd, { id: add.id, until: null });
    expect(spans()).toEqual([['2026-03-01', null]]);
  });
});
