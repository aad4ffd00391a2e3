import type { ReactNode } from 'react';
import { figuresContract } from '#shared/features/figures/contract.ts';
import { useQuery } from '../../api/use-query.ts';
import { useMayLead } from '../../api/use-may-lead.ts';
import { hrefOf } from '../../app/router.ts';
import { Panel } from '../../ui/panel.tsx';
import { HourChart } from './charts.tsx';
import styles from './figures.module.css';
import { figureTables } from './tables.ts';
import { useFigureTexts } from './texts.ts';

/** In "Heute": when the telephone rings most. Nothing while the team is too small to be told of. */
export function FiguresCard(): ReactNode {
  const t = useFigureTexts();
  const { value } = useQuery(figuresContract, 'team', {}, figureTables);
  const isLead = useMayLead();
  if (!value?.hours || value.hours.length === 0) return null;
  return (
    <Panel
      title={t('hours')}
      action={
        isLead && (
          <a className={styles.all} href={hrefOf('/figures')}>
            {t('title')}
          </a>
        )
      }
    >
      <HourChart figures={value.hours} />
    </Panel>
  );
}
