import type { ReactNode } from 'react';
import styles from './form.module.css';
import { usePartyTexts } from './texts.ts';
import { useSearch } from './use-search.ts';

interface Props {
  readonly name: string;
  readonly onOpen: (party: { readonly id: string; readonly name: string }) => void;
}

/** Shorter names fit too many to mean anything. */
const SHORTEST = 4;

/** A second sheet for the same customer is worse than a second look. */
export function SimilarParties({ name, onOpen }: Props): ReactNode {
  const t = usePartyTexts();
  const text = name.trim();
  const { value } = useSearch(text, 3, text.length >= SHORTEST);
  if (text.length < SHORTEST || !value || value.length === 0) return null;
  return (
    <div className={styles.similar} role="status">
      <p>{t('create.similar')}</p>
      <ul>
        {value.map((hit) => (
          <li key={hit.id}>
            <a
              href={`#/customers/${hit.id}`}
              onClick={(event) => {
                event.preventDefault();
                onOpen({ id: hit.id, name: hit.name });
              }}
            >
              {[hit.name, hit.city, hit.phone].filter(Boolean).join(' · ')}
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}
