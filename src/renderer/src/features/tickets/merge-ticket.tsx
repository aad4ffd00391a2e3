import { useState } from 'react';
import type { ReactNode } from 'react';
import { Select } from '@mantine/core';
import { ticketsContract } from '#shared/features/tickets/contract.ts';
import type { TicketLine } from '#shared/features/tickets/contract.ts';
import { ticketMerge, ticketUnmerge } from '#shared/features/tickets/merge-commands.ts';
import { newId } from '../../api/new-id.ts';
import { useRun } from '../../api/run-command.ts';
import { useQuery } from '../../api/use-query.ts';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { useAct } from '../../ui/use-act.ts';
import { ticketTables } from './tables.ts';
import { useTicketTexts } from './texts.ts';

interface Props {
  readonly ticket: TicketLine;
  readonly onClose: () => void;
}

/** Which of the customer's tickets it becomes part of, found by its number or by what it is about. */
export function MergeTicket({ ticket, onClose }: Props): ReactNode {
  const t = useTicketTexts();
  const run = useRun();
  const act = useAct();
  const { id, number } = ticket;
  const { value: targets } = useQuery(ticketsContract, 'mergeTargets', { id }, ticketTables);
  const [chosen, setChosen] = useState<string | null>(null);
  const keep = targets?.find((each) => each.id === chosen);
  const merge = async (): Promise<boolean> => {
    if (!keep) return false;
    const mergeId = newId();
    return act(() => run(ticketMerge, { id: mergeId, keepId: keep.id, dropId: id }), {
      done: t('merge.done', { number, into: keep.number }),
      undo: () => run(ticketUnmerge, { id: mergeId }),
    });
  };
  return (
    <FormDialog
      title={t('merge.title', { number })}
      submit={t('merge.submit')}
      isReady={keep !== undefined}
      onSubmit={merge}
      onClose={onClose}
    >
      <p>{t('merge.lead', { number })}</p>
      {targets?.length === 0 ? (
        <p>{t('merge.alone')}</p>
      ) : (
        <Select
          data-autofocus
          searchable
          // Within the dialogue it stands in: nothing of it is outside every landmark.
          comboboxProps={{ withinPortal: false }}
          label={t('merge.target')}
          placeholder={t('merge.find')}
          nothingFoundMessage={t('merge.none')}
          data={(targets ?? []).map((each) => ({ value: each.id, label: `${each.number} ${each.title}` }))}
          value={chosen}
          onChange={setChosen}
        />
      )}
    </FormDialog>
  );
}
