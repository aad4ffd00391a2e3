import { useEffect, useEffectEvent } from 'react';
import type { ReactNode } from 'react';
import { duplicatesContract } from '#shared/features/duplicates/contract.ts';
import { useQuery } from '../../api/use-query.ts';
import { hrefOf } from '../../app/router.ts';
import type { SimilarPartiesProps } from '../../slots/slots.ts';
import { Keys } from '../../ui/keys.tsx';
import { fits, parseCombo } from '../../ui/shortcuts.ts';
import styles from './duplicates.module.css';
import { Reasons } from './reasons.tsx';
import { useDuplicateTexts } from './texts.ts';

const MOST = 4;
const KEY = 'Alt+Enter';
const COMBO = parseCombo(KEY);

/** A second sheet for the same customer is worse than a second look. One key opens the likeliest instead. */
export function SimilarParties({ draft, onOpen }: SimilarPartiesProps): ReactNode {
  const t = useDuplicateTexts();
  const short = Object.fromEntries(
    Object.entries(draft).map(([name, value]) => [name, value.slice(0, 200)]),
  ) as typeof draft;
  const { value } = useQuery(
    duplicatesContract,
    'similar',
    { draft: short, limit: MOST },
    ['party', 'contact_point'],
    {
      keepPrevious: true,
    },
  );
  const first = value?.[0];
  const openFirst = useEffectEvent((event: KeyboardEvent) => {
    if (!first || !fits(COMBO, event)) return;
    event.preventDefault();
    onOpen(first);
  });
  // Shortcuts of the window rest below a dialogue; this is one's own.
  useEffect(() => {
    const listener = (event: KeyboardEvent): void => openFirst(event);
    window.addEventListener('keydown', listener);
    return () => window.removeEventListener('keydown', listener);
  }, []);
  if (!value || !first) return null;
  return (
    <div className={styles.similar} role="status">
      <p>
        {t('similar.title')}
        <span title={t('similar.open')}>
          <Keys combo={KEY} />
        </span>
      </p>
      <ul>
        {value.map((party, index) => (
          <li key={party.id}>
            <a
              href={hrefOf(`/customers/${party.id}`)}
              aria-keyshortcuts={index === 0 ? KEY : undefined}
              onClick={(event) => {
                event.preventDefault();
                onOpen(party);
              }}
            >
              {[party.name, party.detail].filter(Boolean).join(' · ')}
            </a>
            <span className={styles.why}>
              <Reasons reasons={party.reasons} />
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}
