import { describe, expect, it } from 'vitest';
import type { Actor, Role } from '../../commands/command.ts';
import { AGENT, createMemoryRows, idOf, runInMemory } from '#test/support/memory-rows.ts';
import { numberRuleAdd, numberRuleChange, numberRuleRemove } from './commands.ts';
import { numberRuleTable } from './model.ts';

const as = (role: Role): { readonly actor: Actor } => ({ actor: { ...AGENT, roles: [role] } });
const lead = as('lead');
const id = idOf(1);
const salesCalls = { id, pattern: '+494066969*', kind: 'reject', note: 'Werbeanrufe' } as const;

function withRule() {
  const rows = createMemoryRows();
  runInMemory(rows, numberRuleAdd, salesCalls, lead);
  return rows;
}

describe('a number rule', () => {
  it('is added by whoever acts', () => {
    expect(withRule().all(numberRuleTable)).toMatchObject([{ ...salesCalls, created_by: AGENT.userId }]);
  });

  it('is there once a pattern', () => {
    const rows = withRule();
    const again = { ...salesCalls, id: idOf(2), kind: 'ignore' } as const;
    expect(() => runInMemory(rows, numberRuleAdd, again, lead)).toThrow(
      expect.objectContaining({ code: 'number-rule.exists', params: { pattern: salesCalls.pattern } }),
    );
    expect(rows.all(numberRuleTable)).toMatchObject([salesCalls]);
  });

  it('changes what it does and why', () => {
    const rows = withRule();
    runInMemory(rows, numberRuleChange, { id, kind: 'internal', note: ' Wache ' }, lead);
    expect(rows.all(numberRuleTable)).toMatchObject([
      { pattern: salesCalls.pattern, kind: 'internal', note: 'Wache' },
    ]);
    expect(() =>
      runInMemory(rows, numberRuleChange, { id: idOf(9), kind: 'ignore', note: 'x' }, lead),
    ).toThrow(expect.objectContaining({ code: 'number-rule.gone' }));
  });

  it('is removed, and may be gone already', () => {
    const rows = withRule();
    for (let i = 0; i < 2; i++) runInMemory(rows, numberRuleRemove, { id }, lead);
    expect(rows.all(numberRuleTable)).toEqual([]);
  });

  it('may be had again once it is removed, under another id: the centre keeps the old one taken', () => {
    const rows = withRule();
    runInMemory(rows, numberRuleRemove, { id }, lead);
    runInMemory(rows, numberRuleAdd, { ...salesCalls, id: idOf(2) }, lead);
    expect(rows.all(numberRuleTable)).toMatchObject([{ id: idOf(2), pattern: salesCalls.pattern }]);
  });

  it.each(['lead', 'steward', 'admin'] as const)('is for a %s to keep', (role) => {
    const rows = createMemoryRows();
    runInMemory(rows, numberRuleAdd, salesCalls, as(role));
    expect(rows.all(numberRuleTable)).toHaveLength(1);
  });

  it('is not for an agent to keep', () => {
    const rows = withRule();
    const refused = expect.objectContaining({ code: 'number-rule.not-allowed' });
    expect(() => runInMemory(rows, numberRuleAdd, { ...salesCalls, pattern: '201' })).toThrow(refused);
    expect(() => runInMemory(rows, numberRuleChange, { id, kind: 'ignore', note: 'x' })).toThrow(refused);
    expect(() => runInMemory(rows, numberRuleRemove, { id })).toThrow(refused);
    expect(rows.all(numberRuleTable)).toMatchObject([salesCalls]);
  });

  it.each([
    { pattern: '' },
    { pattern: '*' },
    { pattern: '+' },
    { pattern: '+0221*' },
    { pattern: '0221 4710' },
    { pattern: '+49*1' },
    { pattern: '+1234567890123456' },
    { kind: 'drop' as 'ignore' },
    { note: ' ' },
    { note: 'x'.repeat(121) },
  ])('is refused with %j', (more) => {
    expect(() => runInMemory(createMemoryRows(), numberRuleAdd, { ...salesCalls, ...more }, lead)).toThrow(
      'number-rule.add',
    );
  });
});
