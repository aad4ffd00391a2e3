import type { ReactNode } from 'react';
import { IconEraser, IconLock } from '@tabler/icons-react';
import { personRightsContract } from '#shared/features/person-rights/contract.ts';
import { mayKeepPersonRights } from '#shared/features/person-rights/rights.ts';
import { useQuery } from '../../api/use-query.ts';
import { useSession } from '../../api/desk-state.tsx';
import { hrefOf } from '../../app/router.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { NotYours } from '../../ui/not-yours.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Row, Rows } from '../../ui/rows.tsx';
import { ScreenTitle } from '../../ui/screen-title.tsx';
import { erasureTables, restrictionTables } from './tables.ts';
import { usePersonRightsTexts } from './texts.ts';
import { useDay } from './use-day.ts';

/** Who is restricted, and what was erased when: for those who answer for the data. */
export function RightsScreen(): ReactNode {
  const t = usePersonRightsTexts();
  const session = useSession();
  const isKeeper = session ? mayKeepPersonRights(session) : false;
  return (
    <>
      <ScreenTitle title={t('screen.title')} />
      {isKeeper && <Restricted />}
      {isKeeper && <Erased />}
      {session && !isKeeper && <NotYours title={t('screen.notYours')} hint={t('screen.notYoursHint')} />}
    </>
  );
}

function Restricted(): ReactNode {
  const t = usePersonRightsTexts();
  const day = useDay();
  const { value, error } = useQuery(personRightsContract, 'restricted', {}, restrictionTables);
  return (
    <Panel title={t('screen.restricted')} count={value?.length}>
      {error !== undefined && <ErrorNote error={error} />}
      {value?.length === 0 && (
        <EmptyState
          icon={IconLock}
          title={t('screen.noneRestricted')}
          hint={t('screen.noneRestrictedHint')}
        />
      )}
      {value && value.length > 0 && (
        <Rows label={t('screen.restricted')}>
          {value.map(({ id, partyId, name, reason, until, setAt, setBy }) => (
            <Row
              key={id}
              title={<a href={hrefOf(`/customers/${partyId}`)}>{name}</a>}
              detail={[
                t(`why.${reason}`),
                ...(until === null ? [] : [t('screen.until', { until: day(Date.parse(until)) })]),
                t('screen.by', { name: setBy }),
              ].join(' · ')}
              aside={day(setAt)}
            />
          ))}
        </Rows>
      )}
    </Panel>
  );
}

function Erased(): ReactNode {
  const t = usePersonRightsTexts();
  const day = useDay();
  const { value, error } = useQuery(personRightsContract, 'erasures', {}, erasureTables);
  return (
    <Panel title={t('screen.erased')} count={value?.length}>
      {error !== undefined && <ErrorNote error={error} />}
      {value?.length === 0 && (
        <EmptyState icon={IconEraser} title={t('screen.noneErased')} hint={t('screen.noneErasedHint')} />
      )}
      {value && value.length > 0 && (
        <Rows label={t('screen.erased')}>
          {value.map(({ id, at, by, reason, rows }) => (
            <Row
              key={id}
              title={t(`reason.${reason}`)}
              detail={`${t('erase.rows', { count: rows })} · ${by === '' ? t('screen.centre') : t('screen.by', { name: by })}`}
              aside={day(at)}
            />
          ))}
        </Rows>
      )}
    </Panel>
  );
}
