import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ROLES } from '#shared/access/access.ts';
import { AGENT, createMemoryRows, idOf, runInMemory } from '#test/support/memory-rows.ts';
import type { MemoryRows } from '#test/support/memory-rows.ts';
import {
  MOST_PHOTO,
  responsibilitiesIn,
  staffChange,
  staffEntryTable,
  staffPhotoTable,
  staffPutEntry,
  staffSetPhoto,
} from './entry.ts';
import { staffCreate, staffTable } from './staff.ts';

const as = (role: (typeof ROLES)[number]) => ({ actor: { ...AGENT, roles: [role] } });
const id = idOf(21);
const photo = { type: 'image/jpeg' as const, data: '/9j/4AAQ' };

function withNadine(): MemoryRows {
  const rows = createMemoryRows();
  const nadine = { id, name: 'Nadine Kröger', shortName: 'Kröger', extension: '21', mail: null };
  runInMemory(rows, staffCreate, nadine, as('admin'));
  return rows;
}

describe('the phone book’s entries', () => {
  const acts = [
    [
      'staff.change',
      (rows: MemoryRows, by: object) => runInMemory(rows, staffChange, { id, extension: '29' }, by),
    ],
    [
      'staff.put-entry',
      (rows: MemoryRows, by: object) => runInMemory(rows, staffPutEntry, { id, job: 'Leitung' }, by),
    ],
    [
      'staff.set-photo',
      (rows: MemoryRows, by: object) => runInMemory(rows, staffSetPhoto, { id, photo }, by),
    ],
  ] as const;
  const kept: Readonly<Record<string, boolean>> = { agent: false, lead: true, steward: true, admin: true };

  it.each(acts.flatMap(([name, act]) => ROLES.map((role) => ({ name, role, act }))))(
    '$name by $role',
    ({ role, act }) => {
      const doing = (): void => act(withNadine(), as(role));
      if (kept[role]) doing();
      else expect(doing).toThrow(expect.objectContaining({ code: 'staff.not-allowed' }));
    },
  );

  it('are made by the first that is said, and keep what is not spoken of', () => {
    const rows = withNadine();
    runInMemory(rows, staffPutEntry, { id, job: 'Service-Center', hours: 'Mo–Fr 8–16 Uhr' }, as('steward'));
    runInMemory(rows, staffPutEntry, { id, responsibilities: 'Hausnotruf' }, as('lead'));
    expect(rows.all(staffEntryTable)).toMatchObject([
      { id, job: 'Service-Center', hours: 'Mo–Fr 8–16 Uhr', responsibilities: 'Hausnotruf', phone: '' },
    ]);
    runInMemory(rows, staffChange, { id, extension: null }, as('steward'));
    expect(rows.all(staffTable)).toMatchObject([{ id, name: 'Nadine Kröger', extension: null }]);
  });

  it('are of somebody who is there', () => {
    const gone = expect.objectContaining({ code: 'staff.gone' });
    const rows = createMemoryRows();
    for (const [, act] of acts) expect(() => act(rows, as('admin'))).toThrow(gone);
  });

  it('hold one small picture, of the type it says', () => {
    const rows = withNadine();
    runInMemory(rows, staffSetPhoto, { id, photo }, as('lead'));
    runInMemory(rows, staffSetPhoto, { id, photo: { type: 'image/png', data: 'iVBORw0KGgoA' } }, as('lead'));
    expect(rows.all(staffPhotoTable)).toMatchObject([{ id, type: 'image/png' }]);
    for (const bad of [
      { type: 'image/png' as const, data: '/9j/4AAQ' },
      { type: 'image/jpeg' as const, data: `/9j/${'A'.repeat(MOST_PHOTO)}` },
      { type: 'image/jpeg' as const, data: '/9j/<svg>' },
      { type: 'image/svg+xml' as never, data: 'PHN2Zz4=' },
    ])
      expect(() => runInMemory(rows, staffSetPhoto, { id, photo: bad }, as('lead'))).toThrow(
        'staff.set-photo',
      );
    runInMemory(rows, staffSetPhoto, { id, photo: null }, as('lead'));
    expect(rows.all(staffPhotoTable)).toEqual([]);
  });

  it('name responsibilities one by one, whatever is typed', () => {
    expect(responsibilitiesIn(' Hausnotruf, Fahrdienst;\nMenü ,')).toEqual([
      'Hausnotruf',
      'Fahrdienst',
      'Menü',
    ]);
    fc.assert(
      fc.property(fc.string(), (said) => {
        for (const one of responsibilitiesIn(said)) expect(one).toMatch(/^\S([^,;\n]*\S)?$/);
      }),
    );
  });
});
