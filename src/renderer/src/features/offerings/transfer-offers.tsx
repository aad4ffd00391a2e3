import type { ReactNode } from 'react';
import { offeringsContract } from '#shared/features/offerings/contract.ts';
import { useQuery } from '../../api/use-query.ts';
import styles from './offerings.module.css';
import { directoryTables } from './tables.ts';
import { useOfferingTexts } from './texts.ts';

interface Props {
  readonly text: string;
  readonly onPick: (target: string) => void;
}

const MOST = 4;

/** Offers to send a caller on to, by name; nothing before something is typed. */
export function TransferOffers({ text, onPick }: Props): ReactNode {
  const t = useOfferingTexts();
  const isAsked = /\p{L}{2}/u.test(text);
  const input = { text: text.slice(0, 200), limit: MOST };
  const { value } = useQuery(offeringsContract, 'find', input, directoryTables, {
    enabled: isAsked,
    keepPrevious: true,
  });
  const targets = (isAsked ? (value?.hits ?? []) : []).flatMap(({ id, name, house, numbers }) =>
    numbers.slice(0, 1).map((number) => ({ id, name: [name, house].filter(Boolean).join(' · '), number })),
  );
  if (targets.length === 0) return null;
  return (
    <ul className={styles.targets} aria-label={t('book.offers')}>
      {targets.map(({ id, name, number }) => (
        <li key={id}>
          <button type="button" className={styles.target} onClick={() => onPick(number)}>
            <span>{name}</span> <span className={styles.targetNumber}>{number}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}
