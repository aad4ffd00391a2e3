import type { ReactNode } from 'react';
import { SearchHit } from '../../ui/search-hit.tsx';
import { partyIcon } from './party-icon.ts';
import { usePartyTexts } from './texts.ts';
import { useSearch } from './use-search.ts';
import styles from './party-hits.module.css';

const MOST = 8;

export function PartyHits({ text }: { readonly text: string }): ReactNode {
  const t = usePartyTexts();
  const { value } = useSearch(text, MOST);
  if (value?.length === 0) return <p className={styles.none}>{t('list.none', { text })}</p>;
  return value?.map((hit) => (
    <SearchHit
      key={hit.id}
      icon={partyIcon[hit.kind]}
      title={hit.name}
      detail={[hit.city, hit.isGuess && t('list.guess')].filter(Boolean).join(' · ')}
      aside={hit.phone}
      to={`/customers/${hit.id}`}
    />
  ));
}
