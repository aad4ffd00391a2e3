import type { ReactNode } from 'react';
import { figuresContract } from '#shared/features/figures/contract.ts';
import { useQuery } from '../../api/use-query.ts';
import { useMayLead } from '../../api/use-may-lead.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { NotYours } from '../../ui/not-yours.tsx';
import { Panel } from '../../ui/panel.tsx';
import { ScreenTitle } from '../../ui/screen-title.tsx';
import { AgeChart, HourChart, LineChart } from './charts.tsx';
import styles from './figures.module.css';
import { figureTables } from './tables.ts';
import { useFigureTexts } from './texts.ts';

/** Of the whole team, for whoever leads it; never of a person. */
export function FiguresScreen(): ReactNode {
  const t = useFigureTexts();
  const isLead = useMayLead();
  const { value, error } = useQuery(figuresContract, 'forLeads', {}, figureTables, { enabled: isLead });
  return (
    <>
      <ScreenTitle title={t('title')} detail={t('span')} />
      {!isLead && <NotYours title={t('leadOnly')} />}
      {error !== undefined && <ErrorNote error={error} />}
      {value && (
        <div className={styles.screen}>
          <Panel title={t('hours')}>
            <HourChart figures={value.hours} />
          </Panel>
          <Panel title={t('lines')}>
            <LineChart figures={value.lines} />
          </Panel>
          <Panel title={t('ages')}>
            <AgeChart figures={value.ticketAges} />
          </Panel>
        </div>
      )}
    </>
  );
}
