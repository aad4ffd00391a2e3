import type { ReactNode } from 'react';
import { IconMessages } from '@tabler/icons-react';
import { interactionsContract } from '#shared/features/interactions/contract.ts';
import type { InteractionLine } from '#shared/features/interactions/contract.ts';
import { interactionTable } from '#shared/features/interactions/model.ts';
import type { Ref } from '#shared/kernel/ref.ts';
import { useQuery } from '../../api/use-query.ts';
import { hrefOf } from '../../app/router.ts';
import { useRouteOf } from '../../features/features-context.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import { SlotOutlet } from '../../slots/slot-outlet.tsx';
import { thingFiles } from '../../slots/slots.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { HiddenField } from '../../ui/hidden-field.tsx';
import { Panel } from '../../ui/panel.tsx';
import { useNow } from '../../ui/use-now.ts';
import { InteractionIcon } from './interaction-icon.tsx';
import { OutcomeMark } from './outcome-mark.tsx';
import styles from './protocols.module.css';
import { interactionTables } from './tables.ts';
import { useInteractionTexts } from './texts.ts';

/** Everything that was said about a thing, in the order in which it was said, to be read from top to bottom. */
export function ProtocolsPanel({ thing }: { readonly thing: Ref }): ReactNode {
  const t = useInteractionTexts();
  const { value: lines, error } = useQuery(
    interactionsContract,
    'linkedTo',
    { to: thing },
    interactionTables,
  );
  return (
    <Panel title={t('protocols.title')} count={lines?.length}>
      {error !== undefined && <ErrorNote error={error} />}
      {lines?.length === 0 && (
        <EmptyState icon={IconMessages} title={t('protocols.none')} hint={t('protocols.noneHint')} />
      )}
      <ol className={styles.list} aria-label={t('protocols.title')}>
        {lines?.map((line) => (
          <Protocol key={line.id} line={line} />
        ))}
      </ol>
    </Panel>
  );
}

function Protocol({ line }: { readonly line: InteractionLine }): ReactNode {
  const t = useInteractionTexts();
  const format = useFormat();
  const now = useNow();
  const routeOf = useRouteOf();
  const route = line.partyId === null ? undefined : routeOf({ type: 'party', id: line.partyId });
  const spoke = line.participants.find(({ role }) => role === 'spoken-with')?.name;
  return (
    <li className={styles.protocol}>
      <InteractionIcon line={line} />
      <div>
        <p className={styles.head}>
          <time dateTime={new Date(line.occurredAt).toISOString()}>
            {line.timeKnown ? format.moment(line.occurredAt, now) : format.nearDay(line.occurredAt, now)}
          </time>
          <span>{line.staffName}</span>
          {line.partyName !== null && (
            <span>{route === undefined ? line.partyName : <a href={hrefOf(route)}>{line.partyName}</a>}</span>
          )}
          {spoke && <span>{t('timeline.spokenWith', { name: spoke })}</span>}
          {line.talkSeconds !== null && <span>{format.duration(line.talkSeconds)}</span>}
          <OutcomeMark line={line} />
        </p>
        <p className={styles.body}>
          <HiddenField table={interactionTable} column="body">
            {line.body === '' ? t('noNote') : line.body}
          </HiddenField>
        </p>
        {line.result && <p className={styles.more}>{t('timeline.result', { result: line.result })}</p>}
        {line.nextStep && <p className={styles.more}>{t('timeline.nextStep', { step: line.nextStep })}</p>}
        {line.files > 0 && (
          <SlotOutlet
            slot={thingFiles}
            with={{ thing: { type: interactionTable.name, id: line.id }, canAdd: false }}
          />
        )}
      </div>
    </li>
  );
}
