import { memo } from 'react';
import type { ReactNode } from 'react';
import type { PartyHit } from '#shared/features/parties/contract.ts';
import { hrefOf } from '../../app/router.ts';
import { partyIcon } from './party-icon.ts';
import { usePartyTexts } from './texts.ts';
import styles from './party-row.module.css';

interface Props {
  readonly hit: PartyHit;
  /** Instead of opening the sheet. */
  readonly act?: ReactNode;
  /** Its place in a long list, of which only a part is in the document. */
  readonly index?: number;
  /** How many there are. */
  readonly of?: number;
  /** px of rows before it that are not there. */
  readonly gap?: number;
}

/** One party in a list, in columns that line up: name, place, customer number, phone. */
export const PartyRow = memo(({ hit, act, index, of, gap = 0 }: Props): ReactNode => {
  const t = usePartyTexts();
  const Icon = partyIcon[hit.kind];
  return (
    <li
      className={styles.row}
      data-act={act !== undefined || undefined}
      data-row={index}
      aria-posinset={index === undefined ? undefined : index + 1}
      aria-setsize={of}
      style={gap > 0 ? { marginTop: gap } : undefined}
    >
      <Icon size={16} aria-label={t(`kind.${hit.kind}`)} />
      {act ? <span className={styles.name}>{hit.name}</span> : <Name hit={hit} />}
      <span className={styles.soft}>
        {[hit.city, hit.isGuess && t('list.guess')].filter(Boolean).join(' · ')}
      </span>
      <span className={styles.number}>{hit.customerNo}</span>
      <span className={styles.number}>{hit.phone}</span>
      {act}
    </li>
  );
});

function Name({ hit }: { readonly hit: PartyHit }): ReactNode {
  return (
    <a className={styles.name} href={hrefOf(`/customers/${hit.id}`)}>
      {hit.name}
    </a>
  );
}
