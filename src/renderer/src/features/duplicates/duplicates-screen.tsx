import { useState } from 'react';
import type { ReactNode } from 'react';
import { Button } from '@mantine/core';
import { IconUsersGroup } from '@tabler/icons-react';
import { duplicateDismiss, duplicateReopen } from '#shared/features/duplicates/commands.ts';
import { duplicatesContract } from '#shared/features/duplicates/contract.ts';
import type { Suggestion } from '#shared/features/duplicates/contract.ts';
import { STRONG } from '#shared/features/duplicates/score.ts';
import { useRun } from '../../api/run-command.ts';
import { useQuery } from '../../api/use-query.ts';
import { hrefOf } from '../../app/router.ts';
import { SlotOutlet } from '../../slots/slot-outlet.tsx';
import { listActs } from '../../slots/slots.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { Mark } from '../../ui/mark.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Row, Rows } from '../../ui/rows.tsx';
import { ScreenTitle } from '../../ui/screen-title.tsx';
import { useAct } from '../../ui/use-act.ts';
import { Compare } from './compare.tsx';
import { Reasons } from './reasons.tsx';
import { duplicateTables } from './tables.ts';
import { useDuplicateTexts } from './texts.ts';

const MOST = 100;

/** Pairs that look like one customer: compare, merge, or say that they are two. */
export function DuplicatesScreen(): ReactNode {
  const t = useDuplicateTexts();
  const [open, setOpen] = useState<Suggestion>();
  const { value, error } = useQuery(duplicatesContract, 'suggestions', { limit: MOST }, duplicateTables);
  return (
    <>
      <ScreenTitle title={t('nav')}>
        <SlotOutlet slot={listActs} with={{ list: 'duplicates', text: '' }} />
      </ScreenTitle>
      <Panel title={t('list.title')} count={value?.total}>
        {error !== undefined && <ErrorNote error={error} />}
        {value?.pairs.length === 0 && (
          <EmptyState
            icon={IconUsersGroup}
            title={t('list.none')}
            hint={value.waiting > 0 ? t('list.waiting', { count: value.waiting }) : t('list.noneHint')}
          />
        )}
        {value && value.pairs.length > 0 && (
          <Rows label={t('list.title')}>
            {value.pairs.map((pair) => (
              <SuggestionRow
                key={`${pair.one.id} ${pair.other.id}`}
                pair={pair}
                onCompare={() => setOpen(pair)}
              />
            ))}
          </Rows>
        )}
        {value && value.total > value.pairs.length && (
          <p>{t('list.more', { shown: value.pairs.length, total: value.total })}</p>
        )}
      </Panel>
      {open && <Compare partyId={open.one.id} otherId={open.other.id} onClose={() => setOpen(undefined)} />}
    </>
  );
}

interface RowProps {
  readonly pair: Suggestion;
  readonly onCompare: () => void;
}

function SuggestionRow({ pair, onCompare }: RowProps): ReactNode {
  const t = useDuplicateTexts();
  const run = useRun();
  const act = useAct();
  const { one, other, score, reasons } = pair;
  const names = { one: one.name, other: other.name };
  const ids = { partyId: one.id, otherId: other.id };
  const dismiss = (): Promise<boolean> =>
    act(() => run(duplicateDismiss, ids), {
      done: t('list.dismissed', names),
      undo: () => run(duplicateReopen, ids),
    });
  return (
    <Row
      title={
        <>
          <a href={hrefOf(`/customers/${one.id}`)}>{one.name}</a>
          {' · '}
          <a href={hrefOf(`/customers/${other.id}`)}>{other.name}</a>
        </>
      }
      marks={
        score >= STRONG ? <Mark tone="warn">{t('list.strong')}</Mark> : <Mark>{t('list.possible')}</Mark>
      }
      detail={<Reasons reasons={reasons} />}
      acts={
        <>
          <Button variant="light" aria-label={t('list.compareFor', names)} onClick={onCompare}>
            {t('list.compare')}
          </Button>
          <Button variant="subtle" aria-label={t('list.notSameFor', names)} onClick={() => void dismiss()}>
            {t('list.notSame')}
          </Button>
        </>
      }
    />
  );
}
