import { absenceReport } from '#shared/features/absences/commands.ts';
import { taskComplete, taskCreate } from '#shared/features/tasks/commands.ts';
import { seed } from '../seed-command.ts';
import { STAFF } from '../staff.ts';
import { DAY } from '../world.ts';
import type { World } from '../world.ts';

/** Some of the house are on leave, for as long as it takes that so many of their tasks show at a deputy. */
export function addAbsences({ context, figures, staff, history, commitments }: World): void {
  const { newId, today } = context;
  const accounts = new Set<string>(STAFF.map(({ id }) => id));
  const done = new Set(
    history
      .filter(({ name }) => name === taskComplete.name)
      .map(({ args }) => taskComplete.args.parse(args).id),
  );
  const open = history
    .filter(({ name }) => name === taskCreate.name)
    .map(({ args }) => taskCreate.args.parse(args))
    .filter(({ id }) => !done.has(id));
  const away: string[] = [];
  let left = figures.tasks.deputised;
  for (const { id: staffId } of staff) {
    const dues = open
      .filter(({ assigneeId }) => assigneeId === staffId)
      .map(({ dueAt }) => dueAt)
      .toSorted((a, b) => a - b);
    // Whoever has an account in the demo is there, and does the work of the others.
    if (left === 0 || accounts.has(staffId) || dues.length === 0) continue;
    // What is due at the moment of the return is theirs again.
    const untilAt = dues[left] ?? Math.max(...dues, today) + DAY;
    const taken = dues.filter((dueAt) => dueAt < untilAt).length;
    if (taken === 0) continue;
    const deputyId = STAFF[away.length % STAFF.length]?.id ?? staffId;
    const span = { fromAt: today - DAY, untilAt };
    commitments.push(
      seed(absenceReport, { id: newId(), staffId, deputyId, ...span }, { at: today - DAY, by: staffId }),
    );
    away.push(staffId);
    left -= taken;
  }
}
