import { absenceEnd, absenceResume } from '#shared/features/absences/commands.ts';
import type { AbsenceLine } from '#shared/features/absences/contract.ts';
import { useRun } from '../../api/run-command.ts';
import { useAct } from '../../ui/use-act.ts';
import { useAbsenceTexts } from './texts.ts';

/** Back before the end, or it comes to nothing; with undo. */
export function useEndAbsence(): (absence: AbsenceLine) => void {
  const t = useAbsenceTexts();
  const run = useRun();
  const act = useAct();
  return ({ id, staffId, staffName, isNow }) =>
    void act(() => run(absenceEnd, { id, staffId }), {
      done: t(isNow ? 'ended' : 'cancelled', { name: staffName }),
      undo: () => run(absenceResume, { id, staffId }),
    });
}
