import { useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { Button, Checkbox } from '@mantine/core';
import { IconBuildingCommunity, IconPlus } from '@tabler/icons-react';
import { offeringsContract } from '#shared/features/offerings/contract.ts';
import type { DirectoryHit } from '#shared/features/offerings/contract.ts';
import { useNamedAct } from '../../acts/use-named-act.ts';
import { useQuery } from '../../api/use-query.ts';
import { ReachNumber } from '../../calls/reach-number.tsx';
import { SlotOutlet } from '../../slots/slot-outlet.tsx';
import { listActs } from '../../slots/slots.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { Mark } from '../../ui/mark.tsx';
import { Panel } from '../../ui/panel.tsx';
import { useKeptFocus } from '../../ui/use-kept-focus.ts';
import { DirectoryCard } from './directory-card.tsx';
import type { CardOf } from './card-of.ts';
import { NewProvider } from './edit-entry.tsx';
import styles from './offerings.module.css';
import { OpeningWords } from './opening-words.tsx';
import { directoryTables } from './tables.ts';
import { useOfferingTexts } from './texts.ts';
import { useIsKeeper } from './use-keep-entry.ts';

const MOST = 30;

/** Providers and offers of the phone book who fit the text; each leads to its card. */
export function OffersPart({ text }: { readonly text: string }): ReactNode {
  const t = useOfferingTexts();
  const list = useRef<HTMLUListElement>(null);
  useKeptFocus(list, { row: 'li' });
  const [shown, setShown] = useState<CardOf | null>(null);
  const [withdrawn, setWithdrawn] = useState(false);
  const isKeeper = useIsKeeper();
  const input = { text: text.slice(0, 200), limit: MOST, withdrawn: withdrawn && isKeeper };
  const { value, error } = useQuery(offeringsContract, 'find', input, directoryTables, {
    keepPrevious: true,
  });
  return (
    <Panel
      title={t('book.offers')}
      count={value && value.hits.length + value.more}
      action={
        <div className={styles.keep}>
          {isKeeper && (
            <>
              <Checkbox
                size="xs"
                label={t('keep.withWithdrawn')}
                checked={withdrawn}
                onChange={(event) => setWithdrawn(event.currentTarget.checked)}
              />
              <AddProvider onCreated={setShown} />
            </>
          )}
          <SlotOutlet
            slot={listActs}
            with={{ list: 'offers', text, ...(input.withdrawn && { filters: { withdrawn: 'shown' } }) }}
          />
        </div>
      }
    >
      {error !== undefined && <ErrorNote error={error} />}
      {value?.hits.length === 0 && (
        <EmptyState icon={IconBuildingCommunity} title={t('book.none')} hint={t('book.noneHint')} />
      )}
      <ul ref={list} className={styles.hits} aria-label={t('book.offers')}>
        {value?.hits.map((hit) => (
          <Hit key={hit.id} hit={hit} onShow={setShown} />
        ))}
      </ul>
      {value && value.more > 0 && <p className={styles.note}>{t('book.more', { count: value.more })}</p>}
      {shown && <DirectoryCard of={shown} onShow={setShown} onClose={() => setShown(null)} />}
    </Panel>
  );
}

function AddProvider({ onCreated }: { readonly onCreated: (card: CardOf) => void }): ReactNode {
  const t = useOfferingTexts();
  const [isOpen, setOpen] = useState(false);
  const open = (): void => setOpen(true);
  useNamedAct({
    id: 'offerings.new-provider',
    name: t('keep.newProvider'),
    also: t('keep.newProviderAlso'),
    icon: IconPlus,
    run: open,
  });
  return (
    <>
      <Button variant="subtle" leftSection={<IconPlus size={16} aria-hidden />} onClick={open}>
        {t('keep.newProvider')}
      </Button>
      {isOpen && <NewProvider onCreated={onCreated} onClose={() => setOpen(false)} />}
    </>
  );
}

interface HitProps {
  readonly hit: DirectoryHit;
  readonly onShow: (card: CardOf) => void;
}

function Hit({ hit, onShow }: HitProps): ReactNode {
  const t = useOfferingTexts();
  const { type, id, name, provider, house, place, costs, openingHours, open, numbers, listed } = hit;
  return (
    <li className={styles.hit}>
      <div className={styles.hitText}>
        <div className={styles.hitFirst}>
          <button type="button" className={styles.hitName} onClick={() => onShow({ type, id })}>
            {name}
          </button>
          {house !== '' && <Mark tone="accent">{house}</Mark>}
          {listed ? <OpeningWords open={open} /> : <Mark tone="warn">{t('withdrawn')}</Mark>}
        </div>
        <div className={styles.hitDetail}>
          {[provider, place, openingHours, costs].filter(Boolean).join(' · ') || t('card.unknown')}
        </div>
      </div>
      <div className={styles.hitNumbers}>
        {numbers.map((number) => (
          <ReachNumber key={number} number={number} of={name} />
        ))}
      </div>
    </li>
  );
}
