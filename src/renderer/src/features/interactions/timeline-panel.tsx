import { useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { Button, Checkbox, TextInput } from '@mantine/core';
import { IconMessages, IconPlus, IconSearch } from '@tabler/icons-react';
import { interactionsContract } from '#shared/features/interactions/contract.ts';
import { TIMELINE_SECTIONS } from '#shared/timeline/timeline-source.ts';
import type { TimelineSection } from '#shared/timeline/timeline-source.ts';
import { useNamedAct } from '../../acts/use-named-act.ts';
import { useQuery } from '../../api/use-query.ts';
import { useFormat } from '../../i18n/use-format.ts';
import type { PartyProps } from '../../slots/slots.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { Keys } from '../../ui/keys.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Segments } from '../../ui/segments.tsx';
import { useOpenEntry } from './entry-store.ts';
import { timelineTables } from './tables.ts';
import { useInteractionTexts } from './texts.ts';
import { TimelineFeed } from './timeline-feed.tsx';
import styles from './timeline.module.css';

type Chosen = TimelineSection | 'all';

/** All that was exchanged with this customer, and what came of it; one of four kinds each. */
export function TimelinePanel({ partyId }: PartyProps): ReactNode {
  const t = useInteractionTexts();
  const format = useFormat();
  const show = useOpenEntry((store) => store.show);
  const [chosen, setChosen] = useState<Chosen>('all');
  const [text, setText] = useState('');
  const [withPeople, setWithPeople] = useState(true);
  const field = useRef<HTMLInputElement>(null);
  useNamedAct({
    id: 'interactions.search',
    name: t('timeline.search'),
    keys: 'f',
    icon: IconSearch,
    run: () => field.current?.select(),
  });

  const filter = { partyId, text, withPeople };
  const { value: counts, error } = useQuery(interactionsContract, 'timelineCounts', filter, timelineTables, {
    keepPrevious: true,
  });
  const all = counts && TIMELINE_SECTIONS.reduce((sum, section) => sum + counts.sections[section], 0);
  const countOf = (one: Chosen): number | undefined => (one === 'all' ? all : counts?.sections[one]);
  const total = countOf(chosen);
  return (
    <Panel
      title={t('timeline.title')}
      action={
        <div className={styles.head}>
          <TextInput
            ref={field}
            className={styles.search ?? ''}
            aria-label={t('timeline.search')}
            aria-keyshortcuts="F"
            placeholder={t('timeline.search')}
            leftSection={<IconSearch size={15} aria-hidden />}
            rightSection={text === '' && <Keys combo="f" />}
            maxLength={200}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
            onKeyDown={(event) => {
              if (event.key === 'Escape') setText('');
            }}
          />
          <Button
            variant="subtle"
            aria-keyshortcuts="V"
            leftSection={<IconPlus size={16} />}
            rightSection={<Keys combo="v" />}
            onClick={() => show({ partyId, entryId: null })}
          >
            {t('entry.new')}
          </Button>
        </div>
      }
    >
      <div className={styles.bar}>
        <Segments
          aria-label={t('timeline.filter')}
          value={chosen}
          onChange={setChosen}
          data={(['all', ...TIMELINE_SECTIONS] as const).map((one) => {
            const count = countOf(one);
            return {
              value: one,
              label: (
                <span className={styles.kind} title={t(`timeline.hint.${one}`)}>
                  {t(`timeline.kind.${one}`)}
                  <span className={styles.count}>{count === undefined ? '' : format.number(count)}</span>
                </span>
              ),
            };
          })}
        />
        {counts !== undefined && counts.people > 0 && (
          <Checkbox
            label={t('timeline.withPeople', { count: counts.people })}
            checked={withPeople}
            onChange={(event) => setWithPeople(event.currentTarget.checked)}
          />
        )}
      </div>
      {error !== undefined && <ErrorNote error={error} />}
      {total === 0 ? (
        <div className={styles.empty}>
          <EmptyState
            icon={IconMessages}
            title={t(all === 0 && text === '' ? 'none' : 'timeline.none')}
            hint={t(all === 0 && text === '' ? 'noneHint' : 'timeline.noneHint')}
          />
        </div>
      ) : (
        <TimelineFeed
          key={`${partyId} ${chosen} ${text} ${String(withPeople)}`}
          filter={{ ...filter, section: chosen === 'all' ? null : chosen }}
          total={total}
          label={t('timeline.title')}
        />
      )}
    </Panel>
  );
}
