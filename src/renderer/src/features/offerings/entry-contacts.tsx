import { useEffect, useRef } from 'react';
import type { ReactNode } from 'react';
import { Button, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { MOST_SHORT } from '#shared/features/offerings/commands.ts';
import { newId } from '../../api/new-id.ts';
import { SlotOutlet } from '../../slots/slot-outlet.tsx';
import { colleaguePicker } from '../../slots/slots.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import type { DraftContact } from './entry-draft.ts';
import styles from './offerings.module.css';
import { useOfferingTexts } from './texts.ts';

interface Props {
  readonly contacts: readonly DraftContact[];
  readonly onChange: (contacts: readonly DraftContact[]) => void;
  /** What it means that there is nobody. */
  readonly none: string;
}

/** Whom to ask: people of the house by who they are, with what they are asked about here. Nothing of them is copied. */
export function EntryContacts({ contacts, onChange, none }: Props): ReactNode {
  const t = useOfferingTexts();
  const place = useRef<HTMLFieldSetElement>(null);
  const addedRef = useRef(false);
  // Every render: the row that was added is in the document with the next one.
  useEffect(() => {
    if (!addedRef.current) return;
    addedRef.current = false;
    place.current?.querySelector<HTMLElement>('[data-contact]:last-of-type input')?.focus();
  });
  const add = (): void => {
    addedRef.current = true;
    onChange([...contacts, { id: newId(), staffId: null, job: '' }]);
  };
  const replace = (id: string, contact: DraftContact): void =>
    onChange(contacts.map((one) => (one.id === id ? contact : one)));
  return (
    <fieldset ref={place} className={styles.contacts}>
      <legend>{t('card.contacts')}</legend>
      {contacts.length === 0 && <p className={styles.soft}>{none}</p>}
      {contacts.map((contact, index) => (
        <div key={contact.id} className={styles.contact} data-contact>
          <SlotOutlet
            slot={colleaguePicker}
            with={{
              label: t('keep.contact', { number: index + 1 }),
              chosenId: contact.staffId,
              onPick: (staffId) => {
                if (staffId !== contact.staffId) replace(contact.id, { ...contact, id: newId(), staffId });
              },
            }}
          />
          <TextInput
            aria-label={t('keep.job', { number: index + 1 })}
            placeholder={t('keep.jobHint')}
            maxLength={MOST_SHORT}
            value={contact.job}
            onChange={(event) => replace(contact.id, { ...contact, job: event.currentTarget.value })}
          />
          <IconButton
            icon={IconTrash}
            label={t('keep.removeContact', { number: index + 1 })}
            onClick={() => onChange(contacts.filter(({ id }) => id !== contact.id))}
          />
        </div>
      ))}
      <Button
        className={styles.addContact ?? ''}
        variant="subtle"
        leftSection={<IconPlus size={16} aria-hidden />}
        onClick={add}
      >
        {t('keep.addContact')}
      </Button>
    </fieldset>
  );
}
