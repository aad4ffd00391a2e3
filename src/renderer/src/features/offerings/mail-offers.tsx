import type { ReactNode } from 'react';
import { offeringsContract } from '#shared/features/offerings/contract.ts';
import type { DirectoryHit } from '#shared/features/offerings/contract.ts';
import { useQuery } from '../../api/use-query.ts';
import type { MailTarget } from '../../slots/slots.ts';
import styles from './offerings.module.css';
import { directoryTables } from './tables.ts';
import { useOfferingTexts } from './texts.ts';

interface Props {
  readonly text: string;
  readonly onPick: (target: MailTarget) => void;
}

const MOST = 3;

/** Whom to ask about an offer or its provider, where a mail address of theirs is known; nothing before something is typed. */
export function MailOffers({ text, onPick }: Props): ReactNode {
  const t = useOfferingTexts();
  const isAsked = /\p{L}{2}/u.test(text);
  const input = { text: text.slice(0, 200), limit: MOST };
  const { value } = useQuery(offeringsContract, 'find', input, directoryTables, {
    enabled: isAsked,
    keepPrevious: true,
  });
  const hits = isAsked ? (value?.hits ?? []) : [];
  if (hits.length === 0) return null;
  return (
    <ul className={styles.targets} aria-label={t('book.offers')}>
      {hits.map((hit) => (
        <OfHit key={hit.id} hit={hit} onPick={onPick} />
      ))}
    </ul>
  );
}

function OfHit({
  hit: { type, id, name: ofWhat },
  onPick,
}: {
  readonly hit: DirectoryHit;
  readonly onPick: Props['onPick'];
}): ReactNode {
  const { value: card } = useQuery(offeringsContract, type, { id }, directoryTables);
  return card?.contacts.map(({ id: contactId, name, mail }) =>
    mail === null || mail === '' ? null : (
      <li key={contactId}>
        <button type="button" className={styles.target} onClick={() => onPick({ name, mail })}>
          <span>{`${ofWhat} · ${name}`}</span> <span className={styles.targetNumber}>{mail}</span>
        </button>
      </li>
    ),
  );
}
