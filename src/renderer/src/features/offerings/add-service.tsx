import type { ReactNode } from 'react';
import { Select, TextInput } from '@mantine/core';
import { z } from 'zod';
import { serviceAdd, serviceUndo } from '#shared/features/offerings/commands.ts';
import { offeringsContract } from '#shared/features/offerings/contract.ts';
import { dayOf } from '#shared/kernel/day.ts';
import { newId } from '../../api/new-id.ts';
import { useRun } from '../../api/run-command.ts';
import { useQuery } from '../../api/use-query.ts';
import type { PartyProps } from '../../slots/slots.ts';
import { DaySpan, daySpanField, isSpan, lastDayOf } from '../../ui/day-span.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { useDraftField, useFormDraft } from '../../ui/form-draft.ts';
import { useAct } from '../../ui/use-act.ts';
import { directoryTables } from './tables.ts';
import { useOfferingTexts } from './texts.ts';

const MOST = 500;

export function AddService({ partyId, onClose }: PartyProps & { readonly onClose: () => void }): ReactNode {
  const t = useOfferingTexts();
  const run = useRun();
  const act = useAct();
  const draft = useFormDraft('offerings.add-service', partyId);
  const [offeringId, setOfferingId] = useDraftField(draft, 'offering', z.string().nullable(), null);
  const [span, setSpan] = useDraftField(draft, 'span', daySpanField, () => ({
    since: dayOf(Date.now()),
    until: '',
  }));
  const [source, setSource] = useDraftField(draft, 'source', z.string(), '');
  const { value: all } = useQuery(offeringsContract, 'search', { text: '', limit: MOST }, directoryTables);

  const submit = async (): Promise<boolean> => {
    const offering = all?.find((each) => each.id === offeringId);
    if (!offering) return false;
    const id = newId();
    const service = { id, partyId, offeringId: offering.id, since: span.since, source };
    return act(() => run(serviceAdd, { ...service, until: lastDayOf(span) }), {
      done: t('add.done', { name: offering.name }),
      undo: () => run(serviceUndo, { id }),
    });
  };
  return (
    <FormDialog
      title={t('add.open')}
      submit={t('add.submit')}
      isReady={offeringId !== null && isSpan(span)}
      onSubmit={submit}
      onClose={onClose}
      draft={draft}
    >
      <Select
        label={t('add.offering')}
        placeholder={t('add.search')}
        searchable
        limit={50}
        nothingFoundMessage={t('add.nothing')}
        data={(all ?? []).map(({ id, name, provider, place }) => ({
          value: id,
          label: [name, provider.name, place].filter(Boolean).join(' · '),
        }))}
        value={offeringId}
        onChange={setOfferingId}
      />
      <DaySpan
        span={span}
        onChange={setSpan}
        since={t('add.since')}
        until={t('add.until')}
        backwards={t('error.service.backwards.cause')}
      />
      <TextInput
        label={t('add.source')}
        value={source}
        maxLength={200}
        onChange={(event) => setSource(event.currentTarget.value)}
      />
    </FormDialog>
  );
}
