import type { ReactNode } from 'react';
import { offeringsContract } from '#shared/features/offerings/contract.ts';
import type { DirectoryHit } from '#shared/features/offerings/contract.ts';
import { useQuery } from '../../api/use-query.ts';
import type { MailTarget } from '../../slots/slots.ts';
import { Target, Targets } from '../../ui/targets.tsx';
import { directoryTables } from './tables.ts';
import { useOfferingTexts } from './texts.ts';
import { useOffersFound } from './use-offers-found.ts';

interface Props {
  readonly text: string;
  readonly onPick: (target: MailTarget) => void;
}

const MOST = 3;

/** Whom to ask about an offer or its provider, where a mail address of theirs is known; nothing before something is typed. */
export function MailOffers({ text, onPick }: Props): ReactNode {
  const t = useOfferingTexts();
  const hits = useOffersFound(text, MOST);
  if (hits.length === 0) return null;
  return (
    <Targets label={t('book.offers')}>
      {hits.map((hit) => (
        <OfHit key={hit.id} hit={hit} onPick={onPick} />
      ))}
    </Targets>
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
      <Target
        key={contactId}
        name={`${ofWhat} · ${name}`}
        address={mail}
        onPick={() => onPick({ name, mail })}
      />
    ),
  );
}
