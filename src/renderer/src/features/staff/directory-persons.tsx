import { useState } from 'react';
import type { ReactNode } from 'react';
import { staffContract } from '#shared/features/staff/contract.ts';
import { useQuery } from '../../api/use-query.ts';
import type { DirectoryPersonsProps } from '../../slots/slots.ts';
import { useNow } from '../../ui/use-now.ts';
import { PersonRow } from './person-row.tsx';
import styles from './phone-book.module.css';
import { StaffCard } from './staff-card.tsx';
import { bookTables } from './tables.ts';
import { useStaffTexts } from './texts.ts';

/** ms */
const MINUTE = 60_000;

/** Contacts of an offer, read out of the phone book each time: a number changed there is changed here. */
export function DirectoryPersons({ persons }: DirectoryPersonsProps): ReactNode {
  const t = useStaffTexts();
  const now = useNow(MINUTE);
  const [openId, setOpenId] = useState<string | null>(null);
  const ids = [...new Set(persons.map(({ id }) => id))].slice(0, 50);
  const { value } = useQuery(staffContract, 'persons', { ids }, bookTables);
  const jobOf = new Map(persons.map(({ id, job }) => [id, job]));
  return (
    <>
      <ul className={styles.people} aria-label={t('book.contacts')}>
        {value?.map((line) => (
          <PersonRow
            key={line.id}
            line={line}
            now={now}
            job={jobOf.get(line.id) || line.job}
            onOpen={() => setOpenId(line.id)}
          />
        ))}
      </ul>
      {openId !== null && <StaffCard id={openId} onClose={() => setOpenId(null)} />}
    </>
  );
}
