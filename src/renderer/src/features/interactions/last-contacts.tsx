import type { ReactNode } from 'react';
import { IconMessages } from '@tabler/icons-react';
import { interactionsContract } from '#shared/features/interactions/contract.ts';
import { interactionTable } from '#shared/features/interactions/model.ts';
import { useQuery } from '../../api/use-query.ts';
import { useFormat } from '../../i18n/use-format.ts';
import type { PartyProps } from '../../slots/slots.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { HiddenField } from '../../ui/hidden-field.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Row, Rows } from '../../ui/rows.tsx';
import { useNow } from '../../ui/use-now.ts';
import { InteractionIcon } from './interaction-icon.tsx';
import { OutcomeMark } from './outcome-mark.tsx';
import { interactionTables } from './tables.ts';
import { useInteractionTexts } from './texts.ts';

const SHOWN = 5;

/** Who exchanged what with whom, and when: the last five. */
export function LastContacts({ partyId }: PartyProps): ReactNode {
  const t = useInteractionTexts();
  const format = useFormat();
  const now = useNow();
  const input = { partyId, limit: SHOWN };
  const { value: lines, error } = useQuery(interactionsContract, 'ofParty', input, interactionTables);
  return (
    <Panel title={t('panel')}>
      {error !== undefined && <ErrorNote error={error} />}
      {lines?.length === 0 && <EmptyState icon={IconMessages} title={t('none')} hint={t('noneHint')} />}
      <Rows label={t('panel')}>
        {lines?.map((line) => (
          <Row
            key={line.id}
            lead={<InteractionIcon line={line} />}
            title={
              <HiddenField table={interactionTable} column="body">
                {line.body === '' ? t(`type.${line.type}`) : line.body}
              </HiddenField>
            }
            marks={<OutcomeMark line={line} />}
            aside={
              <time title={format.moment(line.occurredAt, now)}>{format.short(line.occurredAt, now)}</time>
            }
            detail={[
              line.staffName,
              format.relative(line.occurredAt, now),
              line.talkSeconds === null ? '' : format.duration(line.talkSeconds),
              line.number ?? '',
            ]
              .filter(Boolean)
              .join(' · ')}
          />
        ))}
      </Rows>
    </Panel>
  );
}
