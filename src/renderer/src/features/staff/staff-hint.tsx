import type { ReactNode } from 'react';
import { PRESENCE } from '#shared/calls/presence.ts';
import type { LiveCall } from '#shared/calls/live-call.ts';
import { staffContract } from '#shared/features/staff/contract.ts';
import { useQuery } from '../../api/use-query.ts';
import { PersonPhoto } from './person-photo.tsx';
import styles from './phone-book.module.css';
import { useStaffTexts } from './texts.ts';

/** A colleague calls from their own extension: their card, in small. */
export function StaffHint({ call }: { readonly call: LiveCall }): ReactNode {
  const [first] = call.match.candidates;
  if (call.match.rule !== 'own-extension' || first?.ref.type !== 'staff') return null;
  return <Colleague id={first.ref.id} />;
}

function Colleague({ id }: { readonly id: string }): ReactNode {
  const t = useStaffTexts();
  const { value } = useQuery(staffContract, 'persons', { ids: [id] }, ['staff', 'staff_entry', PRESENCE]);
  const line = value?.[0];
  if (!line) return null;
  const { name, job, department, place, responsibilities, extension } = line;
  return (
    <section className={styles.colleague} aria-label={t('book.card', { name })}>
      <PersonPhoto id={id} name={name} />
      <div>
        <p className={styles.function}>
          {[job, department].filter(Boolean).join(' · ') || t('book.noFunction')}
        </p>
        <p className={styles.hours}>
          {[place, extension !== null && `-${extension}`, ...responsibilities].filter(Boolean).join(' · ')}
        </p>
      </div>
    </section>
  );
}
