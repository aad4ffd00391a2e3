import { useState } from 'react';
import type { FormEvent, ReactNode } from 'react';
import { Button, Modal, Select, TextInput } from '@mantine/core';
import { serviceAdd, serviceUndo } from '#shared/features/offerings/commands.ts';
import { offeringsContract } from '#shared/features/offerings/contract.ts';
import { dayOf } from '#shared/kernel/day.ts';
import { newId } from '../../api/new-id.ts';
import { useRun } from '../../api/run-command.ts';
import { useQuery } from '../../api/use-query.ts';
import { useCoreTexts } from '../../i18n/use-core-texts.ts';
import type { PartyProps } from '../../slots/slots.ts';
import { useAct } from '../../ui/use-act.ts';
import styles from './offerings.module.css';
import { directoryTables } from './tables.ts';
import { useOfferingTexts } from './texts.ts';

const MOST = 500;

export function AddService({ partyId, onClose }: PartyProps & { readonly onClose: () => void }): ReactNode {
  const t = useOfferingTexts();
  const core = useCoreTexts();
  const run = useRun();
  const act = useAct();
  const [offeringId, setOfferingId] = useState<string | null>(null);
  const [since, setSince] = useState(() => dayOf(Date.now()));
  const [until, setUntil] = useState('');
  const [source, setSource] = useState('');
  const { value: all } = useQuery(offeringsContract, 'search', { text: '', limit: MOST }, directoryTables);
  const isBackwards = until !== '' && until < since;

  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const offering = all?.find((each) => each.id === offeringId);
    if (!offering) return;
    const id = newId();
    const service = { id, partyId, offeringId: offering.id, since, source };
    const worked = await act(() => run(serviceAdd, { ...service, until: until === '' ? null : until }), {
      done: t('add.done', { name: offering.name }),
      undo: () => run(serviceUndo, { id }),
    });
    if (worked) onClose();
  };
  return (
    <Modal
      opened
      onClose={onClose}
      closeButtonProps={{ 'aria-label': core('act.close') }}
      title={t('add.open')}
    >
      <form className={styles.form} onSubmit={(event) => void submit(event)}>
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
        <div className={styles.pair}>
          <TextInput
            type="date"
            label={t('add.since')}
            required
            value={since}
            onChange={(event) => setSince(event.currentTarget.value)}
          />
          <TextInput
            type="date"
            label={t('add.until')}
            min={since}
            error={isBackwards && t('error.service.backwards.cause')}
            value={until}
            onChange={(event) => setUntil(event.currentTarget.value)}
          />
        </div>
        <TextInput
          label={t('add.source')}
          value={source}
          maxLength={200}
          onChange={(event) => setSource(event.currentTarget.value)}
        />
        <div className={styles.acts}>
          <Button variant="default" onClick={onClose}>
            {t('add.cancel')}
          </Button>
          <Button type="submit" disabled={offeringId === null || since === '' || isBackwards}>
            {t('add.submit')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
