import type { ReactNode } from 'react';
import { Target, Targets } from '../../ui/targets.tsx';
import { useOfferingTexts } from './texts.ts';
import { useOffersFound } from './use-offers-found.ts';

interface Props {
  readonly text: string;
  readonly onPick: (target: string) => void;
}

const MOST = 4;

/** Offers to send a caller on to, by name; nothing before something is typed. */
export function TransferOffers({ text, onPick }: Props): ReactNode {
  const t = useOfferingTexts();
  const targets = useOffersFound(text, MOST).flatMap(({ id, name, house, numbers }) =>
    numbers.slice(0, 1).map((number) => ({ id, name: [name, house].filter(Boolean).join(' · '), number })),
  );
  if (targets.length === 0) return null;
  return (
    <Targets label={t('book.offers')}>
      {targets.map(({ id, name, number }) => (
        <Target key={id} name={name} address={number} onPick={() => onPick(number)} />
      ))}
    </Targets>
  );
}
