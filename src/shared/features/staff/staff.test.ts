import { describe, expect, it } from 'vitest';
import { AGENT, createMemoryRows, idOf, runInMemory } from '#test/support/memory-rows.ts';
import { staffCreate, staffTable } from './staff.ts';

const nadine = { id: idOf(21), name: 'Nadine Kröger', shortName: 'Kröger', extension: '21', mail: null };
const admin = { actor: { ...AGENT, roles: ['admin' as const] } };

describe('staff.create', () => {
  it('is an administrator’s', () => {
    const rows = createMemoryRows();
    expect(() => runInMemory(rows, staffCreate, nadine)).toThrow(
      expect.objectContaining({ code: 'staff.admin-only' }),
    );
    runInMemory(rows, staffCreate, nadine, admin);
    expect(rows.all(staffTable)).toMatchObject([
      { id: idOf(21), short_name: 'Kröger', extension: '21', mail: null },
    ]);
  });

  it.each([{ extension: '2a' }, { extension: '123456789' }, { mail: 'nadine' }, { shortName: ' ' }])(
    'refuses %j',
    (more) => {
      expect(() => runInMemory(createMemoryRows(), staffCreate, { ...nadine, ...more }, admin)).toThrow(
        'staff.create',
      );
    },
  );
});
