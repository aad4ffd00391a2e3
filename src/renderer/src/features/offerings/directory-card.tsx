import type { ReactNode } from 'react';
import { Modal } from '@mantine/core';
import { offeringsContract } from '#shared/features/offerings/contract.ts';
import type { EntryFacts, OfferingHit, ProviderContact } from '#shared/features/offerings/contract.ts';
import { useQuery } from '../../api/use-query.ts';
import { Mark } from '../../ui/mark.tsx';
import styles from './offerings.module.css';
import { directoryTables } from './tables.ts';
import { useOfferingTexts } from './texts.ts';

export interface CardOf {
  readonly type: 'offering' | 'provider';
  readonly id: string;
}

interface Props {
  readonly of: CardOf;
  /** Another card instead of this one. */
  readonly onShow: (card: CardOf) => void;
  readonly onClose: () => void;
}

/** All that is known of an offering or a provider, to be read out to a caller. Nothing of it is changed here. */
export function DirectoryCard({ of: { type, id }, ...rest }: Props): ReactNode {
  return type === 'offering' ? <OfferingCard id={id} {...rest} /> : <ProviderCard id={id} {...rest} />;
}

type CardProps = Omit<Props, 'of'> & { readonly id: string };

function OfferingCard({ id, onShow, onClose }: CardProps): ReactNode {
  const t = useOfferingTexts();
  const { value: card } = useQuery(offeringsContract, 'offering', { id }, directoryTables);
  if (card === undefined) return null;
  if (card === null) return <Missing onClose={onClose} />;
  const { provider } = card;
  return (
    <Modal opened size="lg" onClose={onClose} title={card.name}>
      <House house={card.house} isListed={card.listed} />
      <dl className={styles.facts}>
        <dt>{t('card.provider')}</dt>
        <dd>
          <button
            type="button"
            className={styles.link}
            onClick={() => onShow({ type: 'provider', id: provider.id })}
          >
            {provider.name}
          </button>
        </dd>
        <Facts facts={card} />
      </dl>
    </Modal>
  );
}

function ProviderCard({ id, onShow, onClose }: CardProps): ReactNode {
  const t = useOfferingTexts();
  const { value: card } = useQuery(offeringsContract, 'provider', { id }, directoryTables);
  if (card === undefined) return null;
  if (card === null) return <Missing onClose={onClose} />;
  return (
    <Modal opened size="lg" onClose={onClose} title={card.name}>
      <House house={card.house} isListed={card.listed} />
      <dl className={styles.facts}>
        <Facts facts={card} />
        <dt>{t('card.offerings')}</dt>
        <dd>
          <Offerings offerings={card.offerings} onShow={onShow} />
        </dd>
      </dl>
    </Modal>
  );
}

function Missing({ onClose }: Pick<Props, 'onClose'>): ReactNode {
  const t = useOfferingTexts();
  return (
    <Modal opened onClose={onClose} title={t('unknown')}>
      <p>{t('card.missing')}</p>
    </Modal>
  );
}

/** Whose entry it is, where it is not ours, and whether it still counts. */
function House({ house, isListed }: { readonly house: string; readonly isListed: boolean }): ReactNode {
  const t = useOfferingTexts();
  if (house === '' && isListed) return null;
  return (
    <p className={styles.house}>
      {house !== '' && <Mark tone="accent">{house}</Mark>}
      {!isListed && <Mark tone="warn">{t('withdrawn')}</Mark>}
    </p>
  );
}

/** Every field is there, whether anybody has filled it or not: a caller asks, and "not stated" is an answer. */
function Facts({ facts }: { readonly facts: EntryFacts }): ReactNode {
  const t = useOfferingTexts();
  const line = (name: Exclude<keyof EntryFacts, 'contacts'>): ReactNode => (
    <>
      <dt>{t(`card.${name}`)}</dt>
      <dd>{facts[name] || <span className={styles.unknown}>{t('card.unknown')}</span>}</dd>
    </>
  );
  return (
    <>
      <dt>{t('card.contacts')}</dt>
      <dd>
        <Contacts contacts={facts.contacts} />
      </dd>
      {line('description')}
      {line('openingHours')}
      {line('reachability')}
      {line('costs')}
      {line('place')}
      {line('directions')}
    </>
  );
}

function Contacts({ contacts }: { readonly contacts: readonly ProviderContact[] }): ReactNode {
  const t = useOfferingTexts();
  if (contacts.length === 0) return <span className={styles.unknown}>{t('card.unknown')}</span>;
  return (
    <ul>
      {contacts.map(({ id, name, job, extension, mail }) => (
        <li key={id}>
          {[name, job, extension !== null && `-${extension}`, mail].filter(Boolean).join(' · ')}
        </li>
      ))}
    </ul>
  );
}

function Offerings({
  offerings,
  onShow,
}: Pick<Props, 'onShow'> & { readonly offerings: readonly OfferingHit[] }): ReactNode {
  const t = useOfferingTexts();
  if (offerings.length === 0) return <span className={styles.unknown}>{t('card.unknown')}</span>;
  return (
    <ul>
      {offerings.map(({ id, name }) => (
        <li key={id}>
          <button type="button" className={styles.link} onClick={() => onShow({ type: 'offering', id })}>
            {name}
          </button>
        </li>
      ))}
    </ul>
  );
}
