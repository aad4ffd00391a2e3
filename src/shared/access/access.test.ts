import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defineTable, integer, optionalText, sensitive, text } from '../rows/table.ts';
import { grantsKey, grantsOf, hiddenColumns, maskRow, OPEN_RULES, ROLES } from './access.ts';
import type { Role } from '../commands/command.ts';

const table = defineTable(
  'case_file',
  {
    title: text(),
    diagnosis: sensitive('health', text()),
    remark: sensitive('health', optionalText()),
    born: sensitive('birth-date', integer()),
    owner_id: text(),
    group_id: optionalText(),
  },
  { owners: ['owner_id'], ownerGroup: 'group_id' },
);
const row = {
  id: '1',
  scope_id: 's',
  ver: 1,
  title: 'Akte',
  diagnosis: 'Diabetes',
  remark: 'Insulin',
  born: 19_500_101,
  owner_id: 'nadine',
  group_id: null,
};
const grants = (roles: readonly Role[], rules = {}, groups: readonly string[] = []) =>
  grantsOf({ userId: 'mehmet', roles }, { ...OPEN_RULES, ...rules }, groups);

describe('grants', () => {
  it('hide nothing and narrow nothing before a tenant decides so', () => {
    for (const role of ROLES) {
      expect(maskRow(grants([role]), table, row)).toBe(row);
      expect(grantsKey(grants([role]))).toBe('');
    }
  });

  it('empty the fields of a kind for whom it is not', () => {
    const rules = { sees: { health: ['steward', 'admin'] as const, 'birth-date': ['lead'] as const } };
    expect(maskRow(grants(['agent'], rules), table, row)).toEqual({
      ...row,
      diagnosis: '',
      remark: null,
      born: 0,
    });
    expect(maskRow(grants(['lead'], rules), table, row)).toEqual({ ...row, diagnosis: '', remark: null });
    expect(maskRow(grants(['lead', 'steward'], rules), table, row)).toBe(row);
    expect(hiddenColumns(grants(['steward'], rules), table)).toEqual(['born']);
  });

  it('of reach "own" leave others’ rows out, for agents alone, and in tables that name an owner alone', () => {
    const rules = { agentReach: 'own' as const };
    expect(maskRow(grants(['agent'], rules), table, row)).toBeUndefined();
    expect(maskRow(grants(['agent'], rules), table, { ...row, owner_id: 'mehmet' })).toBeDefined();
    expect(maskRow(grants(['agent', 'lead'], rules), table, row)).toBe(row);
    const everybodys = defineTable('notice', { title: text() });
    expect(maskRow(grants(['agent'], rules), everybodys, row)).toBe(row);
  });

  it('of reach "own" have what is of a group of theirs, and of no other', () => {
    const own = { agentReach: 'own' as const };
    const ofGroup = { ...row, owner_id: '', group_id: 'ost' };
    expect(maskRow(grants(['agent'], own), table, ofGroup)).toBeUndefined();
    expect(maskRow(grants(['agent'], own, ['west']), table, ofGroup)).toBeUndefined();
    expect(maskRow(grants(['agent'], own, ['west', 'ost']), table, ofGroup)).toBe(ofGroup);
    expect(maskRow(grants(['agent'], own, ['']), table, row)).toBeUndefined();
    const { ownerGroup: _, ...groupless } = table;
    expect(maskRow(grants(['agent'], own, ['ost']), groupless, ofGroup)).toBeUndefined();
  });

  it('differ by the groups where these make a difference, in whatever order they are told', () => {
    const own = { agentReach: 'own' as const };
    const keyOf = (groups: readonly string[], rules = {}): string =>
      grantsKey(grants(['agent'], rules, groups));
    expect(keyOf(['a', 'b', 'a'], own)).toBe(keyOf(['b', 'a'], own));
    expect(new Set([keyOf([], own), keyOf(['a'], own), keyOf(['b'], own)]).size).toBe(3);
    // As replicas of versions without groups have it.
    expect(keyOf([], own)).toBe('["mehmet",[]]');
    expect(keyOf(['a'])).toBe('');
  });

  it('never let a hidden value through, and one more role never hides more', () => {
    const roles = fc.uniqueArray(fc.constantFrom(...ROLES), { minLength: 1 });
    const rules = fc.record({
      agentReach: fc.constantFrom('own' as const, 'team' as const),
      sees: fc.record({ health: fc.subarray([...ROLES]), 'birth-date': fc.subarray([...ROLES]) }),
    });
    fc.assert(
      fc.property(roles, rules, fc.constantFrom(...ROLES), (given, decided, more) => {
        const [one, wider] = [
          grantsOf({ userId: 'x', roles: given }, decided),
          grantsOf({ userId: 'x', roles: [...given, more] }, decided),
        ];
        const seen = JSON.stringify(maskRow(one, table, row) ?? {});
        if (!given.some((role) => decided.sees.health.includes(role)))
          expect(seen).not.toMatch(/Diabetes|Insulin/);
        expect(one.hidden).toEqual(expect.arrayContaining([...wider.hidden]));
      }),
    );
  });
});
