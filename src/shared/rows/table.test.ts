import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defineTable, text } from './table.ts';

describe('a table', () => {
  it('takes names that can stand in SQL as they are', () => {
    expect(defineTable('contact_point', { e164: text(), x: text() }).columnNames).toEqual(['e164', 'x']);
  });

  it.each(['', 'Party', '1st', 'a b', 'a;', 'a"', 'ä', `a${'b'.repeat(41)}`, 'a\n'])(
    'refuses %j, as table and as column',
    (name) => {
      expect(() => defineTable(name, {})).toThrow('not a table or column name');
      expect(() => defineTable('party', { [name]: text() })).toThrow('not a table or column name');
    },
  );

  it('never lets a name through that would have to be quoted', () => {
    fc.assert(
      fc.property(fc.string(), (name) => {
        try {
          defineTable(name, {});
        } catch {
          return;
        }
        expect(name).toMatch(/^[a-z][a-z0-9_]*$/);
        expect(name).not.toContain('\n');
      }),
    );
  });
});
