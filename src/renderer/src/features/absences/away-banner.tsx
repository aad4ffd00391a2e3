import type { ReactNode } from 'react';
import { Button } from '@mantine/core';
import { IconBeach } from '@tabler/icons-react';
import { absencesContract } from '#shared/features/absences/contract.ts';
import { useQuery } from '../../api/use-query.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { AlertLine } from '../../ui/alert-line.tsx';
import { useNow } from '../../ui/use-now.ts';
import styles from './absences.module.css';
import { absenceTables } from './tables.ts';
import { useAbsenceTexts } from './texts.ts';
import { useEndAbsence } from './use-end-absence.ts';

/** At one's own sign-in, above every screen, as long as one is reported absent. */
export function AwayBanner(): ReactNode {
  const t = useAbsenceTexts();
  const format = useFormat();
  const now = useNow();
  const end = useEndAbsence();
  const { value } = useQuery(absencesContract, 'upcoming', {}, absenceTables);
  const mine = value?.find((absence) => absence.mine && absence.isNow);
  if (!mine) return null;
  const until = format.nearDay(mine.untilAt - 1, now);
  return (
    <div className={styles.banner} role="status">
      <AlertLine
        icon={IconBeach}
        tone="warn"
        act={<Button onClick={() => end(mine)}>{t('banner.end')}</Button>}
      >
        {mine.doneBy === null
          ? t('banner.nobody', { until })
          : t('banner.away', { until, deputy: mine.doneBy })}
      </AlertLine>
    </div>
  );
}
