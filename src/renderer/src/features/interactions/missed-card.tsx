import type { ReactNode } from 'react';
import { IconPhoneCheck } from '@tabler/icons-react';
import { interactionsContract } from '#shared/features/interactions/contract.ts';
import { useQuery } from '../../api/use-query.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Row, Rows } from '../../ui/rows.tsx';
import { useNow } from '../../ui/use-now.ts';
import { Caller } from './call-row.tsx';
import { InteractionIcon } from './interaction-icon.tsx';
import { stillMissed } from './is-missed.ts';
import { interactionTables } from './tables.ts';
import { useInteractionTexts } from './texts.ts';

/** Calls of the team looked through for somebody still to be called back. */
const LOOKED_AT = 200;
const SHOWN = 8;

export function MissedCard(): ReactNode {
  const t = useInteractionTexts();
  const format = useFormat();
  const now = useNow();
  const { value } = useQuery(interactionsContract, 'calls', { limit: LOOKED_AT }, interactionTables);
  const missed = value && stillMissed(value);
  return (
    <Panel title={t('today.title')} count={missed?.length}>
      {missed?.length === 0 && (
        <EmptyState icon={IconPhoneCheck} title={t('today.none')} hint={t('today.noneHint')} />
      )}
      <Rows label={t('today.title')}>
        {missed?.slice(0, SHOWN).map((line) => (
          <Row
            key={line.id}
            lead={<InteractionIcon line={line} />}
            title={<Caller line={line} />}
            aside={
              <time title={format.moment(line.occurredAt, now)}>{format.relative(line.occurredAt, now)}</time>
            }
          />
        ))}
      </Rows>
    </Panel>
  );
}
