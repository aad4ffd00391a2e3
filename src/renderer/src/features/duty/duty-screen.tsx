import type { ReactNode } from 'react';
import { IconHistory, IconIdBadge2 } from '@tabler/icons-react';
import { dutyContract } from '#shared/features/duty/contract.ts';
import type { DutyLine } from '#shared/features/duty/contract.ts';
import { useQuery } from '../../api/use-query.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { Mark } from '../../ui/mark.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Row, Rows } from '../../ui/rows.tsx';
import { ScreenTitle } from '../../ui/screen-title.tsx';
import { useNow } from '../../ui/use-now.ts';
import styles from './duty.module.css';
import { dutyTables } from './tables.ts';
import { useDutyTexts } from './texts.ts';

/** Who is on duty at which shared desk, and the last days; of everybody for whoever leads. */
export function DutyScreen(): ReactNode {
  const t = useDutyTexts();
  const format = useFormat();
  const now = useNow();
  const { value, error } = useQuery(dutyContract, 'overview', {}, dutyTables);
  return (
    <div className={styles.screen}>
      <ScreenTitle title={value?.isEverybodys === false ? t('own') : t('title')} />
      {error !== undefined && <ErrorNote error={error} />}
      <Panel title={t('now')} count={value?.now.length}>
        {value?.now.length === 0 && (
          <EmptyState
            icon={IconIdBadge2}
            title={t(value.isEverybodys ? 'nobody' : 'notNow')}
            hint={t('nobodyHint')}
          />
        )}
        <Rows label={t('now')}>
          {value?.now.map((line) => (
            <Row
              key={line.id}
              title={line.staffName}
              detail={t('at', { desk: line.deskName })}
              aside={t('since', { when: format.moment(line.beganAt, now) })}
            />
          ))}
        </Rows>
      </Panel>
      <Panel title={t('past')} count={value?.past.length}>
        {value?.past.length === 0 && (
          <EmptyState icon={IconHistory} title={t('noPast')} hint={t('noPastHint')} />
        )}
        <Rows label={t('past')}>
          {value?.past.map((line) => (
            <PastRow key={line.id} line={line} now={now} />
          ))}
        </Rows>
      </Panel>
    </div>
  );
}

function PastRow({ line, now }: { readonly line: DutyLine; readonly now: number }): ReactNode {
  const t = useDutyTexts();
  const format = useFormat();
  const { staffName, deskName, beganAt, endedAt, how } = line;
  const until = endedAt === null ? '' : format.time(endedAt);
  return (
    <Row
      title={staffName}
      marks={<Mark>{t(`how.${how ?? 'unknown'}`)}</Mark>}
      detail={t('at', { desk: deskName })}
      aside={t('span', { from: format.moment(beganAt, now), until })}
    />
  );
}
