import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Role } from '../../commands/command.ts';
import { AGENT, createMemoryRows, idOf, runInMemory } from '#test/support/memory-rows.ts';
import { lineAdd, lineChange, lineRemove } from './commands.ts';
import { LONGEST_KEY, lineKeyOf, lineKeysOf } from './line-key.ts';
import { houseLineTable } from './model.ts';

const profile = { inbound: 'auto', outsideLine: '0', country: '49', area: '221', internalLength: 3 } as const;
const as = (role: Role) => ({ actor: { ...AGENT, roles: [role] } });
const lead = as('lead');
const hausnotruf = { id: idOf(1), line: 'hausnotruf', name: 'Zentrale', greeting: 'Hausnotruf, guten Tag' };

describe('a line', () => {
  it.each([
    ['0221 47101', '+4922147101'],
    ['+49 (0)221 / 47101', '+4922147101'],
    ['004922147101', '+4922147101'],
    ['47101', '47101'],
    ['21', '21'],
    [' Hausnotruf ', 'hausnotruf'],
    ['Große  Anfrage', 'grosse anfrage'],
    ['  ', ''],
  ])('%j is kept as %j', (text, key) => expect(lineKeyOf(text, profile)).toBe(key));

  it('is found by the key it is kept as, whatever the telephone system calls it', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ maxLength: 200 }), fc.string({ unit: 'binary' })), (text) => {
        const key = lineKeyOf(text, profile);
        expect(key.length).toBeLessThanOrEqual(LONGEST_KEY);
        expect(lineKeyOf(key, profile)).toBe(key);
        const told = lineKeysOf(text, profile);
        expect(told).toEqual(key === '' ? told : expect.arrayContaining([key]));
        expect(told).not.toContain('');
      }),
      { numRuns: 2000 },
    );
  });
});

describe('a greeting', () => {
  it('is there once a line, changes, goes, and may come again', () => {
    const rows = createMemoryRows();
    runInMemory(rows, lineAdd, hausnotruf, lead);
    expect(() => runInMemory(rows, lineAdd, { ...hausnotruf, id: idOf(2) }, lead)).toThrow(
      expect.objectContaining({ code: 'line.exists', params: { line: 'hausnotruf' } }),
    );
    runInMemory(rows, lineChange, { id: idOf(1), name: '', greeting: ' Guten Tag ' }, lead);
    expect(rows.all(houseLineTable)).toMatchObject([{ line: 'hausnotruf', name: '', greeting: 'Guten Tag' }]);
    for (let i = 0; i < 2; i++) runInMemory(rows, lineRemove, { id: idOf(1) }, lead);
    expect(() => runInMemory(rows, lineChange, { id: idOf(1), name: '', greeting: 'x' }, lead)).toThrow(
      expect.objectContaining({ code: 'line.gone' }),
    );
    runInMemory(rows, lineAdd, { ...hausnotruf, id: idOf(3) }, lead);
    expect(rows.all(houseLineTable)).toHaveLength(1);
  });

  it.each(['lead', 'steward', 'admin'] as const)('is for a %s to keep, for no agent', (role) => {
    const rows = createMemoryRows();
    runInMemory(rows, lineAdd, hausnotruf, as(role));
    const refusal = expect.objectContaining({ code: 'line.not-allowed' });
    expect(() => runInMemory(rows, lineAdd, { ...hausnotruf, id: idOf(2) }, as('agent'))).toThrow(refusal);
    expect(() => runInMemory(rows, lineRemove, { id: idOf(1) }, as('agent'))).toThrow(refusal);
  });
});
