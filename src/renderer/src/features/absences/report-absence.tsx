import { useState } from 'react';
import type { FormEvent, ReactNode } from 'react';
import { Button, TextInput } from '@mantine/core';
import { absenceEnd, absenceReport } from '#shared/features/absences/commands.ts';
import { dayOf } from '#shared/kernel/day.ts';
import { useSession } from '../../api/desk-state.tsx';
import { newId } from '../../api/new-id.ts';
import { useRun } from '../../api/run-command.ts';
import { useMayLead } from '../../api/use-may-lead.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { SlotOutlet } from '../../slots/slot-outlet.tsx';
import { colleaguePicker } from '../../slots/slots.ts';
import { Panel } from '../../ui/panel.tsx';
import { useAct } from '../../ui/use-act.ts';
import { useNow } from '../../ui/use-now.ts';
import styles from './absences.module.css';
import { spanOf } from './days.ts';
import { useAbsenceTexts } from './texts.ts';

/** One's own; whoever leads chooses for whom. */
export function ReportAbsence(): ReactNode {
  const t = useAbsenceTexts();
  const format = useFormat();
  const now = useNow();
  const session = useSession();
  const run = useRun();
  const act = useAct();
  const me = session?.userId ?? '';
  const isLead = useMayLead();
  const [whoId, setWhoId] = useState<string | null>(null);
  const [deputyId, setDeputyId] = useState<string | null>(null);
  const [first, setFirst] = useState(dayOf(now));
  const [last, setLast] = useState('');
  const staffId = whoId ?? me;
  const span = spanOf({ first, last }, now);
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (!span || deputyId === null) return;
    const id = newId();
    const said = { from: format.nearDay(span.fromAt, now), last: format.nearDay(span.untilAt - 1, now) };
    const reported = await act(() => run(absenceReport, { id, staffId, deputyId, ...span }), {
      done: t('report.done', said),
      undo: () => run(absenceEnd, { id, staffId }),
    });
    if (reported) setLast('');
  };
  return (
    <Panel title={t('report.title')}>
      <form className={styles.form} onSubmit={(event) => void submit(event)}>
        {isLead && (
          <div className={styles.field}>
            <span aria-hidden="true">{t('report.who')}</span>
            <SlotOutlet
              slot={colleaguePicker}
              with={{ label: t('report.who'), chosenId: staffId, onPick: setWhoId }}
            />
          </div>
        )}
        <TextInput
          type="date"
          label={t('report.from')}
          value={first}
          onChange={(event) => setFirst(event.currentTarget.value)}
        />
        <TextInput
          type="date"
          label={t('report.last')}
          min={first}
          value={last}
          onChange={(event) => setLast(event.currentTarget.value)}
        />
        <div className={styles.field}>
          <span aria-hidden="true">{t('report.deputy')}</span>
          <SlotOutlet
            slot={colleaguePicker}
            with={{ label: t('report.deputy'), chosenId: deputyId, onPick: setDeputyId, except: staffId }}
          />
        </div>
        <Button type="submit" variant="filled" disabled={!span || deputyId === null || deputyId === staffId}>
          {t('report.submit')}
        </Button>
        {last !== '' && !span && <p className={styles.wrong}>{t('report.wrongDays')}</p>}
      </form>
    </Panel>
  );
}
