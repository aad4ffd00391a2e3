import { useState } from 'react';
import type { FormEvent, ReactNode } from 'react';
import { Button, Modal, TextInput } from '@mantine/core';
import { contactAdd } from '#shared/features/parties/contact-commands.ts';
import { parseStored } from '#shared/phone/stored.ts';
import { newId } from '../../api/new-id.ts';
import { useRun } from '../../api/run-command.ts';
import { useSettings } from '../../api/desk-state.tsx';
import { useCoreTexts } from '../../i18n/use-core-texts.ts';
import { useAct } from '../../ui/use-act.ts';
import { contactArgs } from '#shared/features/parties/contact-args.ts';
import styles from './form.module.css';
import { usePartyTexts } from './texts.ts';

interface Props {
  readonly partyId: string;
  readonly onClose: () => void;
}

export function AddNumber({ partyId, onClose }: Props): ReactNode {
  const t = usePartyTexts();
  const core = useCoreTexts();
  const run = useRun();
  const act = useAct();
  const profile = useSettings()?.dialProfile;
  const [number, setNumber] = useState('');
  const [label, setLabel] = useState('');
  const nothing = profile !== undefined && parseStored(number, profile)[0]?.fault === 'no-number';

  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (!profile || nothing) return;
    const contacts = contactArgs(number, label, profile, newId);
    const worked = await act(
      async () => {
        for (const contact of contacts) await run(contactAdd, { partyId, contact });
      },
      { done: t('add.done') },
    );
    if (worked) onClose();
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('add.title')}
      size="sm"
      closeButtonProps={{ 'aria-label': core('act.close') }}
    >
      <form className={styles.form} onSubmit={(event) => void submit(event)}>
        <TextInput
          data-autofocus
          label={t('add.number')}
          inputMode="tel"
          value={number}
          onChange={(event) => setNumber(event.currentTarget.value)}
        />
        <TextInput
          label={t('add.label')}
          placeholder={t('add.labelHint')}
          value={label}
          onChange={(event) => setLabel(event.currentTarget.value)}
        />
        <div className={styles.acts}>
          <Button variant="subtle" onClick={onClose}>
            {core('act.cancel')}
          </Button>
          <Button type="submit" variant="filled" disabled={nothing}>
            {t('add.submit')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
