import { useState } from 'react';
import type { FormEvent, ReactNode } from 'react';
import { Button, Modal, Select, TextInput } from '@mantine/core';
import { personRightsContract } from '#shared/features/person-rights/contract.ts';
import type { ErasurePreview } from '#shared/features/person-rights/contract.ts';
import { ERASURE_REASONS } from '#shared/persons/erasure.ts';
import type { ErasureReason } from '#shared/persons/erasure.ts';
import { useClient } from '../../api/client-context.tsx';
import { useQuery } from '../../api/use-query.ts';
import { navigate } from '../../app/router.ts';
import { useCoreTexts } from '../../i18n/use-core-texts.ts';
import type { PartyProps } from '../../slots/slots.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { useAct } from '../../ui/use-act.ts';
import styles from './person-rights.module.css';
import { usePersonRightsTexts } from './texts.ts';
import { usePaperWords } from './use-paper-words.ts';

/** What goes, what still names the person elsewhere, and the name typed out before anything happens. */
export function EraseDialog({ partyId, onClose }: PartyProps & { readonly onClose: () => void }): ReactNode {
  const t = usePersonRightsTexts();
  const core = useCoreTexts();
  const { value, error } = useQuery(personRightsContract, 'preview', { partyId }, []);
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={t('erase.title', { name: value?.name ?? '' })}
      closeButtonProps={{ 'aria-label': core('act.close') }}
    >
      {error !== undefined && <ErrorNote error={error} />}
      {value && <EraseForm partyId={partyId} preview={value} onClose={onClose} />}
    </Modal>
  );
}

function EraseForm({
  partyId,
  preview,
  onClose,
}: PartyProps & { readonly preview: ErasurePreview; readonly onClose: () => void }): ReactNode {
  const t = usePersonRightsTexts();
  const client = useClient();
  const act = useAct();
  const [reason, setReason] = useState<ErasureReason>('request');
  const [typed, setTyped] = useState('');
  const { name, customerNo } = preview;
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const erase = (): Promise<null> => client.ask(personRightsContract, 'erase', { partyId, reason, typed });
    if (!(await act(erase, { done: t('erase.done') }))) return;
    onClose();
    navigate('/customers');
  };
  return (
    <form className={styles.form} onSubmit={(event) => void submit(event)}>
      <p>{t('erase.lead')}</p>
      <p>{t('erase.law')}</p>
      <Reached preview={preview} />
      <Select
        label={t('erase.reason')}
        allowDeselect={false}
        data={ERASURE_REASONS.map((each) => ({ value: each, label: t(`reason.${each}`) }))}
        value={reason}
        onChange={(chosen) => chosen !== null && setReason(chosen)}
      />
      <TextInput
        label={
          customerNo === null
            ? t('erase.confirm', { name })
            : t('erase.confirmNo', { name, number: customerNo })
        }
        value={typed}
        autoComplete="off"
        spellCheck={false}
        data-autofocus
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      <div className={styles.acts}>
        <Button variant="default" onClick={onClose}>
          {t('cancel')}
        </Button>
        <Button type="submit" className={styles.danger} variant="default" disabled={typed.trim() === ''}>
          {t('erase.submit')}
        </Button>
      </div>
    </form>
  );
}

function Reached({ preview: { tables, mentions } }: { readonly preview: ErasurePreview }): ReactNode {
  const t = usePersonRightsTexts();
  const words = usePaperWords();
  return (
    <>
      <section>
        <h3>{t('erase.goes')}</h3>
        <ul className={styles.list}>
          {tables.map(({ table, rows, anonymous }) => (
            <li key={table}>
              {words.thing(table)}: {t('erase.rows', { count: rows })}
              {anonymous && ` (${t('erase.stays')})`}
            </li>
          ))}
        </ul>
      </section>
      {mentions.length > 0 && (
        <section>
          <h3>{t('erase.mentions')}</h3>
          <p>{t('erase.mentionsHint')}</p>
          <ul className={styles.list}>
            {mentions.map(({ table, id, text }) => (
              <li key={`${table} ${id}`}>
                {words.thing(table)}: {text}
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}
