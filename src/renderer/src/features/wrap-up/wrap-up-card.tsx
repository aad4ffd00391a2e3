import type { ReactNode } from 'react';
import { hrefOf } from '../../app/router.ts';
import { useRouteOfCall } from '../../calls/use-pop-acts.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { Panel } from '../../ui/panel.tsx';
import { Row, Rows } from '../../ui/rows.tsx';
import { useNow } from '../../ui/use-now.ts';
import { useWrapUpTexts } from './texts.ts';
import { useWrapUps } from './use-wrap-ups.ts';

/** In "Heute": calls that are still owed a word. Nothing where none is. */
export function WrapUpCard(): ReactNode {
  const t = useWrapUpTexts();
  const format = useFormat();
  const now = useNow();
  const routeOf = useRouteOfCall();
  const owed = useWrapUps()?.filter(({ endedAt }) => endedAt !== null) ?? [];
  if (owed.length === 0) return null;
  return (
    <Panel title={t('today')} count={owed.length}>
      <Rows label={t('today')}>
        {owed.map(({ id, partyId, partyName, number, note, startedAt }) => (
          <Row
            key={id}
            title={
              <a href={hrefOf(routeOf({ id }, partyId === null ? null : { type: 'party', id: partyId }))}>
                {partyName ?? number ?? t('withheld')}
              </a>
            }
            aside={<time>{format.moment(startedAt, now)}</time>}
            {...(note !== '' && { detail: note })}
          />
        ))}
      </Rows>
    </Panel>
  );
}
