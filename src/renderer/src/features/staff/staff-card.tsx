import { useState } from 'react';
import type { ReactNode } from 'react';
import { Button, Modal } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import { staffContract } from '#shared/features/staff/contract.ts';
import { useSession } from '../../api/desk-state.tsx';
import { useQuery } from '../../api/use-query.ts';
import { ReachNumber } from '../../calls/reach-number.tsx';
import { useCoreTexts } from '../../i18n/use-core-texts.ts';
import { useNow } from '../../ui/use-now.ts';
import { EditEntry } from './edit-entry.tsx';
import { PersonPhoto } from './person-photo.tsx';
import { useHoursWords } from './person-words.ts';
import styles from './phone-book.module.css';
import { PresenceLight } from './presence-light.tsx';
import { bookTables } from './tables.ts';
import { useStaffTexts } from './texts.ts';

interface Props {
  readonly id: string;
  readonly onClose: () => void;
}

/** ms */
const MINUTE = 60_000;

/** All the book knows of one person; whoever keeps the book edits it here. */
export function StaffCard({ id, onClose }: Props): ReactNode {
  const t = useStaffTexts();
  const core = useCoreTexts();
  const now = useNow(MINUTE);
  const hoursWords = useHoursWords();
  const session = useSession();
  const [isEditing, setEditing] = useState(false);
  const { value } = useQuery(staffContract, 'persons', { ids: [id] }, bookTables);
  const line = value?.[0];
  if (value === undefined) return null;
  const mayEdit = line?.house === '' && session?.roles.some((role) => role !== 'agent');
  const fact = (label: string, said: ReactNode): ReactNode => (
    <>
      <dt>{label}</dt>
      <dd>{said || <span className={styles.unknown}>{t('book.notStated')}</span>}</dd>
    </>
  );
  return (
    <Modal
      opened
      size="lg"
      onClose={onClose}
      title={line?.name ?? t('book.gone')}
      closeButtonProps={{ 'aria-label': core('act.close') }}
    >
      {line && isEditing && <EditEntry id={id} onDone={() => setEditing(false)} />}
      {line && !isEditing && (
        <>
          <div className={styles.head}>
            <PersonPhoto id={id} name={line.name} size="large" />
            <div>
              <p className={styles.function}>{line.job || t('book.noFunction')}</p>
              <div className={styles.reach}>
                {line.extension !== null && <PresenceLight presence={line.presence} />}
                <span className={styles.hours}>{hoursWords(line, now)}</span>
              </div>
              <div className={styles.numbers}>
                {line.extension !== null && (
                  <ReachNumber number={line.extension} display={`-${line.extension}`} of={line.name} />
                )}
                {line.phone !== '' && <ReachNumber number={line.phone} of={line.name} />}
              </div>
            </div>
          </div>
          <dl className={styles.facts}>
            {line.house !== '' && fact(t('book.house'), line.house)}
            {fact(t('words.field.staff_entry.responsibilities'), line.responsibilities.join(', '))}
            {fact(t('words.field.staff_entry.department'), line.department)}
            {fact(t('words.field.staff_entry.place'), line.place)}
            {fact(t('words.field.staff_entry.hours'), line.hours)}
            {line.house === '' && fact(t('words.field.staff.extension'), line.extension)}
            {fact(t('words.field.staff_entry.phone'), line.phone)}
            {fact(t('words.field.staff.mail'), line.mail && <a href={`mailto:${line.mail}`}>{line.mail}</a>)}
          </dl>
          {mayEdit && (
            <Button
              variant="default"
              leftSection={<IconPencil size={16} aria-hidden />}
              onClick={() => setEditing(true)}
            >
              {t('book.edit')}
            </Button>
          )}
        </>
      )}
    </Modal>
  );
}
