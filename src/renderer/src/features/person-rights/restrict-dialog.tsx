import { useState } from 'react';
import type { FormEvent, ReactNode } from 'react';
import { Button, Modal, Select, TextInput } from '@mantine/core';
import { personRightsContract } from '#shared/features/person-rights/contract.ts';
import { RESTRICTION_REASONS } from '#shared/features/person-rights/model.ts';
import type { RestrictionReason } from '#shared/features/person-rights/model.ts';
import { partyRestrict } from '#shared/features/person-rights/restrict.ts';
import { newId } from '../../api/new-id.ts';
import { useRun } from '../../api/run-command.ts';
import { useQuery } from '../../api/use-query.ts';
import { useCoreTexts } from '../../i18n/use-core-texts.ts';
import type { PartyProps } from '../../slots/slots.ts';
import { useAct } from '../../ui/use-act.ts';
import styles from './person-rights.module.css';
import { usePersonRightsTexts } from './texts.ts';

export function RestrictDialog({
  partyId,
  onClose,
}: PartyProps & { readonly onClose: () => void }): ReactNode {
  const t = usePersonRightsTexts();
  const core = useCoreTexts();
  const run = useRun();
  const act = useAct();
  const [reason, setReason] = useState<RestrictionReason>('kept-by-law');
  const [until, setUntil] = useState('');
  const { value } = useQuery(personRightsContract, 'preview', { partyId }, []);
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const args = { id: newId(), partyId, reason, until: until === '' ? null : until };
    if (await act(() => run(partyRestrict, args), { done: t('restrict.done') })) onClose();
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('restrict.title')}
      closeButtonProps={{ 'aria-label': core('act.close') }}
    >
      <form className={styles.form} onSubmit={(event) => void submit(event)}>
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
        <div className={styles.acts}>
          <Button variant="default" onClick={onClose}>
            {t('cancel')}
          </Button>
          <Button type="submit">{t('restrict.submit')}</Button>
        </div>
      </form>
    </Modal>
  );
}
