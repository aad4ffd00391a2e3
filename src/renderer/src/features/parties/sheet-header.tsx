import { useState } from 'react';
import type { ReactNode } from 'react';
import { Button } from '@mantine/core';
import { IconFileUnknown, IconPlus } from '@tabler/icons-react';
import { partiesContract } from '#shared/features/parties/contract.ts';
import type { PartyHead } from '#shared/features/parties/contract.ts';
import { partyTable } from '#shared/features/parties/model.ts';
import { useQuery } from '../../api/use-query.ts';
import { SlotOutlet } from '../../slots/slot-outlet.tsx';
import { thingAct } from '../../slots/slots.ts';
import type { PartyProps } from '../../slots/slots.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { HiddenField, useIsHidden } from '../../ui/hidden-field.tsx';
import { Mark } from '../../ui/mark.tsx';
import { AddNumber } from './add-number.tsx';
import { Contact } from './contact.tsx';
import { partyIcon } from './party-icon.ts';
import { usePartyTexts } from './texts.ts';
import styles from './sheet-header.module.css';

/** Who it is, and how to reach them: every number dials. */
export function SheetHeader({ partyId }: PartyProps): ReactNode {
  const t = usePartyTexts();
  const { value: party, error } = useQuery(partiesContract, 'head', { id: partyId }, [
    'party',
    'contact_point',
  ]);
  const [adding, setAdding] = useState(false);
  if (error !== undefined) return <ErrorNote error={error} />;
  if (party === undefined) return <div className={styles.head} aria-busy="true" />;
  if (party === null) {
    return <EmptyState icon={IconFileUnknown} title={t('sheet.missing')} hint={t('sheet.missingHint')} />;
  }
  return (
    <header className={styles.head}>
      <Who party={party} />
      <ul className={styles.contacts} aria-label={t('sheet.numbers')}>
        {party.contacts.map((contact) => (
          <li key={contact.id}>
            <Contact contact={contact} partyId={party.id} />
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
      </ul>
      <Note note={party.note} />
      {adding && <AddNumber partyId={party.id} onClose={() => setAdding(false)} />}
    </header>
  );
}

const noteField = { table: partyTable, column: 'note' };

/** A note that is kept from this person may say something: it is not passed over as if there were none. */
function Note({ note }: Pick<PartyHead, 'note'>): ReactNode {
  const t = usePartyTexts();
  const isHidden = useIsHidden(noteField);
  if (note === '' && !isHidden) return null;
  return (
    <p className={styles.note}>
      {isHidden && `${t('words.field.party.note')}: `}
      <HiddenField {...noteField}>{note}</HiddenField>
    </p>
  );
}

function Who({ party }: { readonly party: PartyHead }): ReactNode {
  const t = usePartyTexts();
  const Icon = partyIcon[party.kind];
  const place = [party.postalCode, party.city].filter(Boolean).join(' ');
  const address = [party.street, place].filter(Boolean).join(', ');
  return (
    <div className={styles.who}>
      <span className={styles.icon} title={t(`kind.${party.kind}`)}>
        <Icon size={20} aria-hidden />
      </span>
      <div>
        <h1>
          {party.name}
          {party.status === 'prospect' && <Mark>{t('status.prospect')}</Mark>}
        </h1>
        <SlotOutlet slot={thingAct} with={{ thing: { type: 'party', id: party.id }, name: party.name }} />
        <p className={styles.facts}>
          <span>{t(`kind.${party.kind}`)}</span>
          {party.customerNo && <span>{t('customerNo', { number: party.customerNo })}</span>}
          {address && <span>{address}</span>}
        </p>
      </div>
    </div>
  );
}
