import { useEffect } from 'react';
import type { ReactNode } from 'react';
import { Button } from '@mantine/core';
import { IconArrowMerge } from '@tabler/icons-react';
import { duplicatesContract } from '#shared/features/duplicates/contract.ts';
import type { Merged, MergeLine } from '#shared/features/duplicates/contract.ts';
import { mayMerge } from '#shared/features/duplicates/merge.ts';
import { partyUnmerge } from '#shared/features/duplicates/unmerge.ts';
import { useSession } from '../../api/desk-state.tsx';
import { useRun } from '../../api/run-command.ts';
import { useQuery } from '../../api/use-query.ts';
import { hrefOf } from '../../app/router.ts';
import { useFormat } from '../../i18n/use-format.ts';
import type { PartyProps } from '../../slots/slots.ts';
import { AlertLine } from '../../ui/alert-line.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Row, Rows } from '../../ui/rows.tsx';
import { useAct } from '../../ui/use-act.ts';
import { useNow } from '../../ui/use-now.ts';
import { useDuplicateTexts } from './texts.ts';

/** ms; after that the panel below tells it. */
const NEWS = 14 * 24 * 60 * 60 * 1000;

function useMerged(partyId: string): Merged | undefined {
  return useQuery(duplicatesContract, 'merged', { partyId }, ['party_merge', 'party']).value;
}

/** The sheet of what became part of another is the other's. What was merged of late is said on top. */
export function MergedAlert({ partyId }: PartyProps): ReactNode {
  const merged = useMerged(partyId);
  const now = useNow();
  const survivorId = merged?.survivorId ?? partyId;
  useEffect(() => {
    // In place of the old address, so that "back" does not come here again.
    if (survivorId !== partyId) window.location.replace(hrefOf(`/customers/${survivorId}`));
  }, [survivorId, partyId]);
  if (!merged || survivorId !== partyId) return null;
  const news = merged.merges.filter(({ at, undoneAt }) => undoneAt === null && at > now - NEWS);
  return news.map((merge) => (
    <AlertLine key={merge.id} icon={IconArrowMerge} tone="accent" act={<Undo merge={merge} />}>
      <Told merge={merge} />
    </AlertLine>
  ));
}

/** All that was ever merged into this party; nothing where nothing was. */
export function MergedPanel({ partyId }: PartyProps): ReactNode {
  const t = useDuplicateTexts();
  const format = useFormat();
  const merged = useMerged(partyId);
  if (!merged || merged.merges.length === 0) return null;
  return (
    <Panel title={t('merged.panel')} count={merged.merges.length}>
      <Rows label={t('merged.panel')}>
        {merged.merges.map((merge) => (
          <Row
            key={merge.id}
            lead={<IconArrowMerge size={16} aria-hidden />}
            title={<Told merge={merge} />}
            detail={
              merge.undoneAt === null
                ? merge.dropped.detail
                : t('merged.undoneOn', { date: format.date(merge.undoneAt) })
            }
            acts={merge.undoneAt === null && <Undo merge={merge} />}
          />
        ))}
      </Rows>
    </Panel>
  );
}

function Told({ merge }: { readonly merge: MergeLine }): ReactNode {
  const t = useDuplicateTexts();
  const date = useFormat().date(merge.at);
  const dropped = merge.dropped.name;
  return merge.byName === null
    ? t('merged.lineNobody', { dropped, date })
    : t('merged.line', { dropped, date, by: merge.byName });
}

function Undo({ merge }: { readonly merge: MergeLine }): ReactNode {
  const t = useDuplicateTexts();
  const run = useRun();
  const act = useAct();
  const session = useSession();
  if (!session || !mayMerge(session)) return null;
  const dropped = merge.dropped.name;
  return (
    <Button
      variant="subtle"
      aria-label={t('merged.undoFor', { dropped })}
      onClick={() =>
        void act(() => run(partyUnmerge, { id: merge.id }), { done: t('merged.undone', { dropped }) })
      }
    >
      {t('merged.undo')}
    </Button>
  );
}
