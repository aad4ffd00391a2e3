import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { CENTRE_ACTOR } from '../../access/access.ts';
import type { Actor, Role } from '../../commands/command.ts';
import { AGENT, createMemoryRows, idOf, runInMemory } from '#test/support/memory-rows.ts';
import { blockChange, blockEnd, blockLift, blockReinstate, blockSet, blockWithdraw } from './commands.ts';
import { blockStateOn, blockTable } from './model.ts';

const as = (role: Role): { readonly actor: Actor } => ({ actor: { ...AGENT, roles: [role] } });
const lead = as('lead');
const centre = { actor: { ...AGENT, userId: CENTRE_ACTOR, roles: ['admin' as const] } };
const id = idOf(1);
const terms = { kind: 'house-rules', note: '', since: '2026-01-10', until: '2026-03-31' } as const;

function blocked(more: Partial<{ until: string | null }> = {}) {
  const rows = createMemoryRows();
  runInMemory(rows, blockSet, { id, partyId: idOf(2), ...terms, ...more }, lead);
  const block = () => rows.all(blockTable)[0];
  const stateOn = (day: string) => {
    const row = block();
    return row && blockStateOn({ since: row.since, until: row.until, liftedAt: row.lifted_at }, day);
  };
  return { rows, block, stateOn };
}

describe('a block', () => {
  it('holds from its first to its last day and then lifts itself, by the day alone', () => {
    const { stateOn } = blocked();
    expect(['2026-01-09', '2026-01-10', '2026-03-31', '2026-04-01'].map(stateOn)).toEqual([
      'coming',
      'active',
      'active',
      'over',
    ]);
    expect(blocked({ until: null }).stateOn('2099-01-01')).toBe('active');
  });

  it('is lifted by hand, and the lifting taken back', () => {
    const { rows, block, stateOn } = blocked();
    runInMemory(rows, blockLift, { id }, { ...lead, at: 5 });
    expect(block()).toMatchObject({ lifted_at: 5, lifted_by: AGENT.userId });
    expect(stateOn('2026-02-01')).toBe('lifted');
    // Somebody else was quicker: the first lifting is the one that is told of.
    runInMemory(rows, blockLift, { id }, { ...lead, at: 9 });
    expect(block()).toMatchObject({ lifted_at: 5 });
    runInMemory(rows, blockReinstate, { id }, lead);
    expect(stateOn('2026-02-01')).toBe('active');
  });

  it('is taken back where it was a mistake, also twice', () => {
    const { rows } = blocked();
    for (let i = 0; i < 2; i++) runInMemory(rows, blockWithdraw, { id }, lead);
    expect(rows.all(blockTable)).toEqual([]);
    expect(() => runInMemory(rows, blockLift, { id }, lead)).toThrow(
      expect.objectContaining({ code: 'block.gone' }),
    );
  });

  it('does not end before it begins', () => {
    const rows = createMemoryRows();
    const backwards = { ...terms, until: '2026-01-09' };
    expect(() => runInMemory(rows, blockSet, { id, partyId: idOf(2), ...backwards }, lead)).toThrow(
      expect.objectContaining({ code: 'block.backwards' }),
    );
    expect(() => runInMemory(blocked().rows, blockChange, { id, ...backwards }, lead)).toThrow(
      expect.objectContaining({ code: 'block.backwards' }),
    );
  });

  it.each(['2026-02-30', '31.03.2026', '', 'soon'])('refuses %j for a day', (until) => {
    const rows = createMemoryRows();
    expect(() => runInMemory(rows, blockSet, { id, partyId: idOf(2), ...terms, until }, lead)).toThrow(
      expect.objectContaining({ code: 'command.bad-arguments' }),
    );
  });

  it.each([blockSet, blockChange, blockLift, blockReinstate, blockWithdraw])(
    '$name is for leads, stewards and administrators',
    (command) => {
      const args = { id, partyId: idOf(2), ...terms } as never;
      const codeFor = (role: Role): string | undefined => command.forbids?.(as(role).actor, args);
      expect(['agent', 'lead', 'steward', 'admin'].map((role) => codeFor(role as Role))).toEqual([
        'block.not-allowed',
        undefined,
        undefined,
        undefined,
      ]);
    },
  );

  it('is seen to have ended by the centre alone, once, and goes on where it was prolonged meanwhile', () => {
    const { rows, block, stateOn } = blocked();
    expect(() => runInMemory(rows, blockEnd, { id, until: '2026-03-31' }, as('admin'))).toThrow(
      expect.objectContaining({ code: 'command.centre-only' }),
    );
    runInMemory(rows, blockEnd, { id, until: '2026-03-30' }, centre);
    expect(block()?.ended_with).toBeNull();
    runInMemory(rows, blockEnd, { id, until: '2026-03-31' }, centre);
    expect(block()?.ended_with).toBe('2026-03-31');
    runInMemory(rows, blockChange, { id, ...terms, until: '2026-06-30' }, lead);
    expect(stateOn('2026-04-02')).toBe('active');
    runInMemory(rows, blockEnd, { id, until: '2026-06-30' }, centre);
    expect(block()?.ended_with).toBe('2026-06-30');
  });

  it('never holds again once it is over, whatever the days', () => {
    const day = fc
      .date({ min: new Date('2020-01-01'), max: new Date('2035-12-31'), noInvalidDate: true })
      .map((date) => date.toISOString().slice(0, 10));
    fc.assert(
      fc.property(day, fc.option(day), day, day, (since, until, one, other) => {
        const [early, late] = one < other ? [one, other] : [other, one];
        const block = { since, until, liftedAt: null };
        if (blockStateOn(block, early) === 'over') expect(blockStateOn(block, late)).toBe('over');
        if (blockStateOn(block, late) === 'coming') expect(blockStateOn(block, early)).not.toBe('active');
      }),
    );
  });
});
