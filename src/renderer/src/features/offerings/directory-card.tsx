import { useState } from 'react';
import type { ReactNode } from 'react';
import { Modal } from '@mantine/core';
import { offeringsContract } from '#shared/features/offerings/contract.ts';
import type { EntryFacts, OfferingHit, ProviderContact } from '#shared/features/offerings/contract.ts';
import { numbersInText } from '#shared/phone/numbers-in-text.ts';
import { openingAt, parseOpeningHours, weekMinuteOf } from '#shared/text/opening-hours.ts';
import { useQuery } from '../../api/use-query.ts';
import { ReachNumber } from '../../calls/reach-number.tsx';
import { useCoreTexts } from '../../i18n/use-core-texts.ts';
import { SlotOutlet } from '../../slots/slot-outlet.tsx';
import { directoryPersons } from '../../slots/slots.ts';
import { Mark } from '../../ui/mark.tsx';
import { useNow } from '../../ui/use-now.ts';
import { CardActs } from './card-acts.tsx';
import type { CardOf } from './card-of.ts';
import { EditEntry, NewOffering } from './edit-entry.tsx';
import styles from './offerings.module.css';
import { OpeningWords } from './opening-words.tsx';
import { directoryTables } from './tables.ts';
import { useOfferingTexts } from './texts.ts';

interface Props {
  readonly of: CardOf;
  /** Another card instead of this one. */
  readonly onShow: (card: CardOf) => void;
  readonly onClose: () => void;
}

/** All that is known of an offering or a provider, to be read out to a caller; whoever keeps the book changes it here. */
export function DirectoryCard({ of, ...rest }: Props): ReactNode {
  return <Card key={`${of.type}/${of.id}`} of={of} {...rest} />;
}

function Card({ of, onShow, onClose }: Props): ReactNode {
  const [doing, setDoing] = useState<'edit' | 'add' | null>(null);
  const { type, id } = of;
  const stop = (): void => setDoing(null);
  if (doing === 'edit') return <EditEntry of={of} onClose={stop} />;
  if (doing === 'add') return <NewOffering providerId={id} onCreated={onShow} onClose={stop} />;
  const props = { id, onShow, onClose, onEdit: () => setDoing('edit'), onAdd: () => setDoing('add') };
  return type === 'offering' ? <OfferingCard {...props} /> : <ProviderCard {...props} />;
}

interface CardProps extends Omit<Props, 'of'> {
  readonly id: string;
  readonly onEdit: () => void;
  readonly onAdd: () => void;
}

function OfferingCard({ id, onShow, onClose, ...acts }: CardProps): ReactNode {
  const t = useOfferingTexts();
  const core = useCoreTexts();
  const { value: card } = useQuery(offeringsContract, 'offering', { id }, directoryTables);
  if (card === undefined) return null;
  if (card === null) return <Missing onClose={onClose} />;
  const { provider } = card;
  return (
    <Modal
      opened
      size="lg"
      onClose={onClose}
      closeButtonProps={{ 'aria-label': core('act.close') }}
      title={card.name}
    >
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
        <Facts facts={card} name={card.name} />
      </dl>
      <CardActs type="offering" card={card} {...acts} />
    </Modal>
  );
}

function ProviderCard({ id, onShow, onClose, ...acts }: CardProps): ReactNode {
  const t = useOfferingTexts();
  const core = useCoreTexts();
  const { value: card } = useQuery(offeringsContract, 'provider', { id }, directoryTables);
  if (card === undefined) return null;
  if (card === null) return <Missing onClose={onClose} />;
  return (
    <Modal
      opened
      size="lg"
      onClose={onClose}
      closeButtonProps={{ 'aria-label': core('act.close') }}
      title={card.name}
    >
      <House house={card.house} isListed={card.listed} />
      <dl className={styles.facts}>
        <Facts facts={card} name={card.name} />
        <dt>{t('card.offerings')}</dt>
        <dd>
          <Offerings offerings={card.offerings} onShow={onShow} />
        </dd>
      </dl>
      <CardActs type="provider" card={card} {...acts} />
    </Modal>
  );
}

function Missing({ onClose }: Pick<Props, 'onClose'>): ReactNode {
  const t = useOfferingTexts();
  const core = useCoreTexts();
  return (
    <Modal
      opened
      onClose={onClose}
      closeButtonProps={{ 'aria-label': core('act.close') }}
      title={t('unknown')}
    >
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
function Facts({ facts, name: of }: { readonly facts: EntryFacts; readonly name: string }): ReactNode {
  const t = useOfferingTexts();
  const now = useNow(60_000);
  const hours = parseOpeningHours(facts.openingHours);
  const line = (name: Exclude<keyof EntryFacts, 'contacts'>, more?: ReactNode): ReactNode => (
    <>
      <dt>{t(`card.${name}`)}</dt>
      <dd>
        {facts[name] || <span className={styles.unknown}>{t('card.unknown')}</span>} {more}
      </dd>
    </>
  );
  return (
    <>
      <dt>{t('card.contacts')}</dt>
      <dd>
        <Contacts contacts={facts.contacts} />
      </dd>
      {line('description')}
      {line('openingHours', <OpeningWords open={hours && openingAt(hours, weekMinuteOf(now))} />)}
      {line(
        'reachability',
        <span className={styles.hitNumbers}>
          {numbersInText(facts.reachability).map((number) => (
            <ReachNumber key={number} number={number} of={of} />
          ))}
        </span>,
      )}
      {line('costs')}
      {line('place')}
      {line('directions')}
    </>
  );
}

function Contacts({ contacts }: { readonly contacts: readonly ProviderContact[] }): ReactNode {
  const t = useOfferingTexts();
  if (contacts.length === 0) return <span className={styles.unknown}>{t('card.unknown')}</span>;
  return <SlotOutlet slot={directoryPersons} with={{ persons: contacts }} />;
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
