import { useState } from 'react';
import type { ReactNode } from 'react';
import { absenceChange } from '#shared/features/absences/commands.ts';
import type { AbsenceLine } from '#shared/features/absences/contract.ts';
import { useRun } from '../../api/run-command.ts';
import { SlotOutlet } from '../../slots/slot-outlet.tsx';
import { colleaguePicker } from '../../slots/slots.ts';
import { DaySpan } from '../../ui/day-span.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { useAct } from '../../ui/use-act.ts';
import { useNow } from '../../ui/use-now.ts';
import styles from './absences.module.css';
import { changesOf, daysOf } from './days.ts';
import { useAbsenceTexts } from './texts.ts';

interface Props {
  readonly absence: AbsenceLine;
  readonly onClose: () => void;
}

/** Longer, shorter, or somebody else stands in. What arrives meanwhile does not overwrite what is typed. */
export function EditAbsence({ absence, onClose }: Props): ReactNode {
  const t = useAbsenceTexts();
  const now = useNow();
  const run = useRun();
  const act = useAct();
  const [before] = useState(absence);
  const { id, staffId, staffName } = before;
  const [span, setSpan] = useState(() => {
    const { first, last } = daysOf(before);
    return { since: first, until: last };
  });
  const [deputyId, setDeputyId] = useState<string | null>(before.deputyId);
  const changes =
    deputyId === null || deputyId === staffId
      ? undefined
      : changesOf(before, { first: span.since, last: span.until, deputyId }, now);
  const submit = async (): Promise<boolean> => {
    if (!changes) return false;
    const { forth, back } = changes;
    if (Object.keys(forth).length === 0) return true;
    return act(() => run(absenceChange, { id, staffId, ...forth }), {
      done: t('change.done', { name: staffName }),
      undo: () => run(absenceChange, { id, staffId, ...back }),
    });
  };
  return (
    <FormDialog
      title={t('change.open', { name: staffName })}
      submit={t('change.submit')}
      isReady={changes !== undefined}
      onSubmit={submit}
      onClose={onClose}
    >
      <DaySpan
        span={span}
        onChange={setSpan}
        since={t('report.from')}
        until={t('report.last')}
        backwards={t('report.wrongDays')}
      />
      <div className={styles.field}>
        <span aria-hidden="true">{t('report.deputy')}</span>
        <SlotOutlet
          slot={colleaguePicker}
          with={{ label: t('report.deputy'), chosenId: deputyId, onPick: setDeputyId, except: staffId }}
        />
      </div>
    </FormDialog>
  );
}
