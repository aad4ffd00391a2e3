import { useState } from 'react';
import type { ReactNode } from 'react';
import { Button } from '@mantine/core';
import { IconFileUnknown, IconPlus } from '@tabler/icons-react';
import { partiesContract } from '#shared/features/parties/contract.ts';
import type { ContactLine } from '#shared/features/parties/contract.ts';
import { useQuery } from '../../api/use-query.ts';
import type { PartyProps } from '../../slots/slots.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { CorrectDialog } from './correct-dialog.tsx';
import { AddNumber } from './add-number.tsx';
import { Contact } from './contact.tsx';
import { EditContact } from './edit-contact.tsx';
import { SheetNote, SheetWho } from './sheet-who.tsx';
import { usePartyTexts } from './texts.ts';
import styles from './sheet-header.module.css';

/** Who it is, and how to reach them: every number dials. */
export function SheetHeader({ partyId }: PartyProps): ReactNode {
  const t = usePartyTexts();
  const { value: party, error } = useQuery(partiesContract, 'head', { id: partyId }, [
    'party',
    'contact_point',
    'staff',
  ]);
  const [adding, setAdding] = useState(false);
  const [wrong, setWrong] = useState<ContactLine>();
  if (error !== undefined) return <ErrorNote error={error} />;
  if (party === undefined) return <div className={styles.head} aria-busy="true" />;
  if (party === null) {
    return <EmptyState icon={IconFileUnknown} title={t('sheet.missing')} hint={t('sheet.missingHint')} />;
  }
  return (
    <header className={styles.head}>
      <SheetWho party={party} />
      <ul className={styles.contacts} aria-label={t('sheet.numbers')}>
        {party.contacts.map((contact) => (
          <li key={contact.id}>
            <EditContact contact={contact}>
              <Contact contact={contact} partyId={party.id} onWrong={setWrong} />
            </EditContact>
          </li>
        ))}
        {party.contacts.every(({ kind }) => kind !== 'phone') && (
          <li className={styles.warn}>{t('sheet.noNumbers')}</li>
        )}
        <li>
          <Button variant="subtle" leftSection={<IconPlus size={14} />} onClick={() => setAdding(true)}>
            {t('sheet.addNumber')}
          </Button>
        </li>
        {party.note === '' && (
          <li>
            <SheetNote party={party} />
          </li>
        )}
      </ul>
      {party.note !== '' && <SheetNote party={party} />}
      {adding && <AddNumber partyId={party.id} onClose={() => setAdding(false)} />}
      {wrong && <CorrectDialog party={party} contact={wrong} onClose={() => setWrong(undefined)} />}
    </header>
  );
}
