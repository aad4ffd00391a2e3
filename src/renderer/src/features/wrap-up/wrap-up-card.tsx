import { useState } from 'react';
import type { ReactNode } from 'react';
import { Button } from '@mantine/core';
import { wrapUpContract } from '#shared/features/wrap-up/contract.ts';
import type { PassedLine } from '#shared/features/wrap-up/contract.ts';
import { useClient } from '../../api/client-context.tsx';
import { useQuery } from '../../api/use-query.ts';
import { hrefOf } from '../../app/router.ts';
import { useRouteOfCall } from '../../calls/use-pop-acts.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { Panel } from '../../ui/panel.tsx';
import { Row, Rows } from '../../ui/rows.tsx';
import { useAct } from '../../ui/use-act.ts';
import { useNow } from '../../ui/use-now.ts';
import { PassSeveral } from './pass-several.tsx';
import { wrapUpTables } from './tables.ts';
import { useWrapUpTexts } from './texts.ts';
import { useWrapUps } from './use-wrap-ups.ts';

/** In "Heute": calls that are still owed a word. Nothing where none is. */
export function WrapUpCard(): ReactNode {
  const t = useWrapUpTexts();
  const format = useFormat();
  const now = useNow();
  const routeOf = useRouteOfCall();
  const owed = useWrapUps()?.filter(({ endedAt }) => endedAt !== null) ?? [];
  const { value: passed = [] } = useQuery(wrapUpContract, 'passed', {}, wrapUpTables);
  const [isPassing, setPassing] = useState(false);
  if (owed.length + passed.length === 0) return null;
  return (
    <Panel
      title={t('today')}
      count={owed.length}
      action={
        owed.length > 0 && (
          <Button variant="subtle" onClick={() => setPassing(true)}>
            {t('passSeveralAct')}
          </Button>
        )
      }
    >
      {isPassing && <PassSeveral owed={owed} onClose={() => setPassing(false)} />}
      <Rows label={t('today')}>
        {owed.map(({ id, partyId, partyName, number, note, startedAt, passedBy }) => (
          <Row
            key={id}
            title={
              <a href={hrefOf(routeOf({ id }, partyId === null ? null : { type: 'party', id: partyId }))}>
                {partyName ?? number ?? t('withheld')}
              </a>
            }
            aside={<time>{format.moment(startedAt, now)}</time>}
            detail={
              [passedBy !== undefined && t('passedBy', { name: passedBy }), note]
                .filter(Boolean)
                .join(' · ') || undefined
            }
          />
        ))}
        {passed.map((line) => (
          <PassedRow key={line.id} line={line} />
        ))}
      </Rows>
    </Panel>
  );
}

/** With a colleague now: it stays in view until it is finished there. */
function PassedRow({
  line: { id, toName, partyName, number, startedAt },
}: {
  readonly line: PassedLine;
}): ReactNode {
  const t = useWrapUpTexts();
  const format = useFormat();
  const now = useNow();
  const client = useClient();
  const act = useAct();
  const takeBack = (): Promise<boolean> =>
    act(() => client.ask(wrapUpContract, 'takeBack', { passedId: id }), { done: t('tookBack') });
  return (
    <Row
      title={partyName ?? number ?? t('withheld')}
      aside={<time>{format.moment(startedAt, now)}</time>}
      detail={t('passedTo', { name: toName })}
      acts={
        <Button variant="subtle" onClick={() => void takeBack()}>
          {t('takeBack')}
        </Button>
      }
    />
  );
}
