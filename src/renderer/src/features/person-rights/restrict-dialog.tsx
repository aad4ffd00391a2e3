import type { ReactNode } from 'react';
import { Select, TextInput } from '@mantine/core';
import { z } from 'zod';
import { personRightsContract } from '#shared/features/person-rights/contract.ts';
import { RESTRICTION_REASONS } from '#shared/features/person-rights/model.ts';
import { partyRestrict } from '#shared/features/person-rights/restrict.ts';
import { newId } from '../../api/new-id.ts';
import { useRun } from '../../api/run-command.ts';
import { useQuery } from '../../api/use-query.ts';
import type { PartyProps } from '../../slots/slots.ts';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { useDraftField, useFormDraft } from '../../ui/form-draft.ts';
import { useAct } from '../../ui/use-act.ts';
import { usePersonRightsTexts } from './texts.ts';

export function RestrictDialog({
  partyId,
  onClose,
}: PartyProps & { readonly onClose: () => void }): ReactNode {
  const t = usePersonRightsTexts();
  const run = useRun();
  const act = useAct();
  const draft = useFormDraft('person-rights.restrict', partyId);
  const [reason, setReason] = useDraftField(draft, 'reason', z.enum(RESTRICTION_REASONS), 'kept-by-law');
  const [until, setUntil] = useDraftField(draft, 'until', z.string(), '');
  const { value } = useQuery(personRightsContract, 'preview', { partyId }, []);
  const submit = (): Promise<boolean> => {
    const args = { id: newId(), partyId, reason, until: until === '' ? null : until };
    return act(() => run(partyRestrict, args), { done: t('restrict.done') });
  };
  return (
    <FormDialog
      title={t('restrict.title')}
      submit={t('restrict.submit')}
      isReady
      onSubmit={submit}
      onClose={onClose}
      draft={draft}
    >
      <p>{t('restrict.lead', { name: value?.name ?? '' })}</p>
      <Select
        label={t('restrict.reason')}
        allowDeselect={false}
        data={RESTRICTION_REASONS.map((each) => ({ value: each, label: t(`why.${each}`) }))}
        value={reason}
        onChange={(chosen) => chosen !== null && setReason(chosen)}
      />
      <TextInput
        type="date"
        label={t('restrict.until')}
        value={until}
        onChange={(event) => setUntil(event.currentTarget.value)}
      />
    </FormDialog>
  );
}
