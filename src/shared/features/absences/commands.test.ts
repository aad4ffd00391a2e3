import { describe, expect, it } from 'vitest';
import { AGENT, createMemoryRows, idOf, runInMemory } from '#test/support/memory-rows.ts';
import { absenceChange, absenceEnd, absenceReport, absenceResume } from './commands.ts';
import { absenceTable } from './model.ts';

const mine = { id: idOf(1), staffId: AGENT.userId, deputyId: idOf(22), fromAt: 100, untilAt: 200 };
const theirs = { ...mine, id: idOf(2), staffId: idOf(24) };
const lead = { ...AGENT, roles: ['lead'] as const };

describe('an absence', () => {
  it('is reported for oneself, by a lead for the team, by nobody else for others', () => {
    expect(absenceReport.forbids?.(AGENT, mine)).toBeUndefined();
    expect(absenceReport.forbids?.(AGENT, theirs)).toBe('absence.not-yours');
    expect(absenceReport.forbids?.(lead, theirs)).toBeUndefined();
    const rows = createMemoryRows();
    runInMemory(rows, absenceReport, mine);
    expect(rows.all(absenceTable)).toMatchObject([
      { staff_id: AGENT.userId, deputy_id: idOf(22), from_at: 100, until_at: 200, ended_at: null },
    ]);
  });

  it('has a deputy who is somebody else, and an end after its beginning', () => {
    const rows = createMemoryRows();
    const report = (more: Partial<typeof mine>) => () =>
      runInMemory(rows, absenceReport, { ...mine, ...more });
    expect(report({ deputyId: AGENT.userId })).toThrow(
      expect.objectContaining({ code: 'absence.own-deputy' }),
    );
    expect(report({ untilAt: 100 })).toThrow(expect.objectContaining({ code: 'absence.no-time' }));
    expect(rows.all(absenceTable)).toEqual([]);
  });

  it('is ended once: the second to say so changes nothing; and resumed', () => {
    const rows = createMemoryRows();
    runInMemory(rows, absenceReport, mine);
    const which = { id: mine.id, staffId: mine.staffId };
    runInMemory(rows, absenceEnd, which);
    const [ended] = rows.all(absenceTable);
    expect(ended?.ended_at).not.toBeNull();
    runInMemory(rows, absenceEnd, which);
    expect(rows.all(absenceTable)).toEqual([ended]);
    runInMemory(rows, absenceResume, which);
    expect(rows.all(absenceTable)).toMatchObject([{ ended_at: null }]);
  });

  it('is changed in what is given; the whole has to make sense, together with what stays', () => {
    const rows = createMemoryRows();
    runInMemory(rows, absenceReport, mine);
    const which = { id: mine.id, staffId: mine.staffId };
    runInMemory(rows, absenceChange, { ...which, untilAt: 300 });
    runInMemory(rows, absenceChange, { ...which, deputyId: idOf(23) });
    expect(rows.all(absenceTable)).toMatchObject([{ deputy_id: idOf(23), from_at: 100, until_at: 300 }]);
    for (const [more, code] of [
      [{ fromAt: 300 }, 'absence.no-time'],
      [{ untilAt: 100 }, 'absence.no-time'],
      [{ deputyId: mine.staffId }, 'absence.own-deputy'],
    ] as const)
      expect(() => runInMemory(rows, absenceChange, { ...which, ...more })).toThrow(
        expect.objectContaining({ code }),
      );
    expect(rows.all(absenceTable)).toMatchObject([{ deputy_id: idOf(23), from_at: 100, until_at: 300 }]);
  });

  it('is not reached under somebody’s own name when it is another’s', () => {
    const rows = createMemoryRows();
    runInMemory(rows, absenceReport, theirs, { actor: lead });
    const which = { ...theirs, staffId: AGENT.userId };
    for (const command of [absenceEnd, absenceResume, absenceChange])
      expect(() => runInMemory(rows, command, which)).toThrow(
        expect.objectContaining({ code: 'absence.gone' }),
      );
    expect(rows.all(absenceTable)).toMatchObject([{ ended_at: null, deputy_id: idOf(22) }]);
  });
});
