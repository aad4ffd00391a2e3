import type { ReactNode } from 'react';
import type { PhoneBookLine } from '#shared/features/staff/contract.ts';
import { ReachNumber } from '../../calls/reach-number.tsx';
import { Mark } from '../../ui/mark.tsx';
import { PersonPhoto } from './person-photo.tsx';
import { useHoursWords } from './person-words.ts';
import styles from './phone-book.module.css';
import { PresenceLight } from './presence-light.tsx';
import { useStaffTexts } from './texts.ts';

interface Props {
  readonly line: PhoneBookLine;
  readonly now: number;
  /** What they are asked about here, where it is not all they do. */
  readonly job?: string;
  readonly onOpen: () => void;
}

/** One of the book: who, what for, whether a call would find them, and the call. */
export function PersonRow({ line, now, job = line.job, onOpen }: Props): ReactNode {
  const t = useStaffTexts();
  const hours = useHoursWords()(line, now);
  const { id, name, house, department, place, responsibilities, extension, phone, presence, reach } = line;
  return (
    <li className={styles.person} data-reach={reach}>
      <PersonPhoto id={id} name={name} />
      <div className={styles.who}>
        <div className={styles.first}>
          <button type="button" className={styles.name} onClick={onOpen}>
            {name}
          </button>
          {house !== '' && <Mark tone="accent">{house}</Mark>}
          {responsibilities.map((one) => (
            <Mark key={one}>{one}</Mark>
          ))}
        </div>
        <div className={styles.detail}>
          {[...new Set([job, department, place])].filter(Boolean).join(' · ') || t('book.noFunction')}
        </div>
      </div>
      <div className={styles.reach}>
        {extension !== null && <PresenceLight presence={presence} />}
        {hours !== undefined && <span className={styles.hours}>{hours}</span>}
      </div>
      <div className={styles.numbers}>
        {extension !== null && <ReachNumber number={extension} display={`-${extension}`} of={name} />}
        {phone !== '' && <ReachNumber number={phone} of={name} />}
        {extension === null && phone === '' && <span className={styles.hours}>{t('book.noNumber')}</span>}
      </div>
    </li>
  );
}
