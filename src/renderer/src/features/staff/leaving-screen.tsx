import { useState } from 'react';
import type { ReactNode } from 'react';
import { Select } from '@mantine/core';
import { staffContract } from '#shared/features/staff/contract.ts';
import type { StaffMemberLine } from '#shared/features/staff/contract.ts';
import { useQuery } from '../../api/use-query.ts';
import { useMayLead } from '../../api/use-may-lead.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { NotYours } from '../../ui/not-yours.tsx';
import { ScreenTitle } from '../../ui/screen-title.tsx';
import { Leaving } from './leaving.tsx';
import styles from './leaving-screen.module.css';
import { openWorkTables } from './tables.ts';
import { useStaffTexts } from './texts.ts';

/** Who leaves, what of theirs is open, who takes it over. Nobody is deleted. */
export function LeavingScreen(): ReactNode {
  const t = useStaffTexts();
  const { value: staff, error } = useQuery(staffContract, 'everybody', {}, openWorkTables);
  const [fromId, setFromId] = useState<string | null>(null);
  const isLead = useMayLead();
  const from = staff?.find(({ id }) => id === fromId);
  const label = ({ name, leftAt, openWork }: StaffMemberLine): string =>
    [name, leftAt !== null && t('leaving.left'), openWork > 0 && t('leaving.openWork', { count: openWork })]
      .filter(Boolean)
      .join(' · ');
  return (
    <div className={styles.screen}>
      <ScreenTitle title={t('leaving.title')} />
      {isLead ? (
        <p className={styles.lead}>{t('leaving.lead')}</p>
      ) : (
        <NotYours title={t('leaving.leadOnly')} />
      )}
      {error !== undefined && <ErrorNote error={error} />}
      {isLead && (
        <>
          <Select
            className={styles.choice ?? ''}
            label={t('leaving.who')}
            searchable
            value={fromId}
            data={(staff ?? []).map((member) => ({ value: member.id, label: label(member) }))}
            onChange={setFromId}
          />
          {from && <Leaving key={from.id} from={from} />}
        </>
      )}
    </div>
  );
}
