import type { ReactNode } from 'react';
import { Button } from '@mantine/core';
import { IconArchive, IconArchiveOff, IconHomeOff, IconPencil, IconPlus } from '@tabler/icons-react';
import { offeringsContract } from '#shared/features/offerings/contract.ts';
import type { OfferingCard, ProviderCard } from '#shared/features/offerings/contract.ts';
import { useQuery } from '../../api/use-query.ts';
import type { CardOf } from './card-of.ts';
import styles from './offerings.module.css';
import { directoryTables } from './tables.ts';
import { useOfferingTexts } from './texts.ts';
import { useIsKeeper, useKeepEntry } from './use-keep-entry.ts';

interface Props {
  readonly type: CardOf['type'];
  readonly card: OfferingCard | ProviderCard;
  readonly onEdit: () => void;
  readonly onAdd: () => void;
}

/** What can be done with an entry: everything at home, by those who keep the book; elsewhere it is said whom to ask. */
export function CardActs({ type, card, onEdit, onAdd }: Props): ReactNode {
  const t = useOfferingTexts();
  const isKeeper = useIsKeeper();
  const { setListed } = useKeepEntry();
  const { id, name, house, contacts } = card;
  const { value: entry } = useQuery(offeringsContract, 'entry', { type, id }, directoryTables, {
    enabled: isKeeper && house === '',
  });
  if (house !== '') {
    const ask = contacts[0]?.name;
    return (
      <p className={styles.elsewhere}>
        <IconHomeOff size={16} aria-hidden />
        {ask === undefined ? t('card.elsewhere', { house }) : t('card.elsewhereAsk', { house, name: ask })}
      </p>
    );
  }
  if (!isKeeper || !entry) return null;
  // Its own word: the card of an offering says "withdrawn" as well where its provider is.
  const isListed = entry.listed;
  return (
    <div className={styles.cardActs}>
      <Button variant="default" leftSection={<IconPencil size={16} aria-hidden />} onClick={onEdit}>
        {t('card.edit')}
      </Button>
      {type === 'provider' && (
        <Button variant="default" leftSection={<IconPlus size={16} aria-hidden />} onClick={onAdd}>
          {t('card.addOffering')}
        </Button>
      )}
      <Button
        variant="subtle"
        leftSection={
          isListed ? <IconArchive size={16} aria-hidden /> : <IconArchiveOff size={16} aria-hidden />
        }
        onClick={() => void setListed({ type, id }, name, !isListed)}
      >
        {t(isListed ? 'card.withdraw' : 'card.list')}
      </Button>
    </div>
  );
}
