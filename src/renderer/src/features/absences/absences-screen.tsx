import { useState } from 'react';
import type { ReactNode } from 'react';
import { IconBeach, IconCalendarX, IconPencil, IconUserCheck } from '@tabler/icons-react';
import { mayReportFor } from '#shared/features/absences/commands.ts';
import { absencesContract } from '#shared/features/absences/contract.ts';
import type { AbsenceLine } from '#shared/features/absences/contract.ts';
import { useSession } from '../../api/desk-state.tsx';
import { useQuery } from '../../api/use-query.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { SlotOutlet } from '../../slots/slot-outlet.tsx';
import { listActs } from '../../slots/slots.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { Mark } from '../../ui/mark.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Row, Rows } from '../../ui/rows.tsx';
import { ScreenTitle } from '../../ui/screen-title.tsx';
import { useNow } from '../../ui/use-now.ts';
import styles from './absences.module.css';
import { EditAbsence } from './edit-absence.tsx';
import { ReportAbsence } from './report-absence.tsx';
import { absenceTables } from './tables.ts';
import { useAbsenceTexts } from './texts.ts';
import { useEndAbsence } from './use-end-absence.ts';

/** Who is away or will be, who stands in, and the way to report it. */
export function AbsencesScreen(): ReactNode {
  const t = useAbsenceTexts();
  const { value, error } = useQuery(absencesContract, 'upcoming', {}, absenceTables);
  return (
    <div className={styles.screen}>
      <ScreenTitle title={t('title')}>
        <SlotOutlet slot={listActs} with={{ list: 'absences', text: '' }} />
      </ScreenTitle>
      <ReportAbsence />
      <Panel title={t('list')} count={value?.length}>
        {error !== undefined && <ErrorNote error={error} />}
        {value?.length === 0 && <EmptyState icon={IconBeach} title={t('none')} hint={t('noneHint')} />}
        <Rows label={t('list')}>
          {value?.map((absence) => (
            <AbsenceRow key={absence.id} absence={absence} />
          ))}
        </Rows>
      </Panel>
    </div>
  );
}

function AbsenceRow({ absence }: { readonly absence: AbsenceLine }): ReactNode {
  const t = useAbsenceTexts();
  const format = useFormat();
  const now = useNow();
  const end = useEndAbsence();
  const session = useSession();
  const [isEditing, setEditing] = useState(false);
  const { staffId, staffName, deputyName, doneBy, isNow, fromAt, untilAt } = absence;
  const mayChange = session ? mayReportFor(session, staffId) : false;
  const deputy =
    doneBy === null || doneBy === deputyName
      ? t('deputy', { name: deputyName })
      : t('passedOn', { name: deputyName, doing: doneBy });
  return (
    <Row
      title={staffName}
      marks={
        <>
          {isNow && <Mark tone="accent">{t('now')}</Mark>}
          {isNow && doneBy === null && <Mark tone="warn">{t('uncovered')}</Mark>}
        </>
      }
      detail={deputy}
      aside={t('days', { from: format.nearDay(fromAt, now), last: format.nearDay(untilAt - 1, now) })}
      acts={
        mayChange && (
          <>
            <IconButton
              icon={IconPencil}
              label={t('change.open', { name: staffName })}
              onClick={() => setEditing(true)}
            />
            <IconButton
              icon={isNow ? IconUserCheck : IconCalendarX}
              label={t(isNow ? 'end' : 'cancel', { name: staffName })}
              onClick={() => end(absence)}
            />
            {isEditing && <EditAbsence absence={absence} onClose={() => setEditing(false)} />}
          </>
        )
      }
    />
  );
}
