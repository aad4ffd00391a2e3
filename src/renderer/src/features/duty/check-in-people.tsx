import { useId } from 'react';
import type { ReactNode } from 'react';
import type { DeskPerson } from '#shared/features/duty/contract.ts';
import { initials } from '../../app/user-menu.tsx';
import { Mark } from '../../ui/mark.tsx';
import styles from './duty.module.css';
import { useDutyTexts } from './texts.ts';

interface Props {
  readonly people: readonly DeskPerson[];
  readonly expectedId: string | null;
  readonly chosenId: string | undefined;
  readonly onChoose: (userId: string) => void;
}

/** One of them is chosen; arrow keys go from one to the next. */
export function CheckInPeople({ people, expectedId, chosenId, onChoose }: Props): ReactNode {
  const t = useDutyTexts();
  const group = useId();
  return (
    <div role="radiogroup" aria-label={t('checkIn.people')} className={styles.people}>
      {people.map(({ userId, userName, needs }) => (
        <label key={userId} className={styles.person} data-chosen={userId === chosenId || undefined}>
          <input type="radio" name={group} checked={userId === chosenId} onChange={() => onChoose(userId)} />
          <span className={styles.initials} aria-hidden="true">
            {initials(userName)}
          </span>
          <span className={styles.name}>{userName}</span>
          {userId === expectedId && <Mark tone="accent">{t('checkIn.expected')}</Mark>}
          {needs !== 'pin' && <Mark>{t('checkIn.needsPassword')}</Mark>}
        </label>
      ))}
    </div>
  );
}
