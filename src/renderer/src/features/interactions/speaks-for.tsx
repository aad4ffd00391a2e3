import { useId, useRef, useState } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';
import { Button } from '@mantine/core';
import { interactionsContract } from '#shared/features/interactions/contract.ts';
import { useNamedAct } from '../../acts/use-named-act.ts';
import { useQuery } from '../../api/use-query.ts';
import { SlotOutlet } from '../../slots/slot-outlet.tsx';
import { partyPicker } from '../../slots/slots.ts';
import type { WrapUpProps } from '../../slots/slots.ts';
import { Keys } from '../../ui/keys.tsx';
import { WrapUpSection } from '../../ui/wrap-up-section.tsx';
import styles from './speaks-for.module.css';
import { interactionTables } from './tables.ts';
import { useInteractionTexts } from './texts.ts';
import { useSpeakFor } from './use-speak-for.ts';

/**
 * "Frank, für Erika": the call becomes hers, spoken with him; one entry on both sheets. `Alt+F` and a digit, or one
 * click. Those whose relation to the caller is known come first, then who shares the number; all others are found by name.
 */
export function SpeaksFor({ wrapUp }: WrapUpProps): ReactNode {
  const t = useInteractionTexts();
  const id = useId();
  const group = useRef<HTMLDivElement>(null);
  const [searching, setSearching] = useState(false);
  const { partyId, partyName } = wrapUp;
  const { value } = useQuery(interactionsContract, 'speaker', { callId: wrapUp.id }, interactionTables);
  const { speakFor, speakForThemselves } = useSpeakFor(wrapUp.id);
  const me = partyId === null ? undefined : { id: partyId, name: partyName ?? '' };
  const isOpen = me !== undefined && value?.speaker === null;
  useNamedAct({
    id: 'interactions.speaks-for',
    name: t('speaks.title'),
    keys: 'Alt+f',
    isPossible: isOpen,
    run: () => group.current?.querySelector('button')?.focus(),
  });
  if (!me || !value) return null;
  const { speaker, options } = value;
  if (speaker) {
    const { card, participantId } = speaker;
    return (
      <WrapUpSection title={t('speaks.title')}>
        <p>{t('speaks.said', { speaker: card.name, name: me.name })}</p>
        <Button variant="subtle" onClick={() => void speakForThemselves(card, participantId)}>
          {t('speaks.takeBack')}
        </Button>
      </WrapUpSection>
    );
  }
  const onDigit = (event: KeyboardEvent): void => {
    const option = /^[1-9]$/.test(event.key) && options[Number(event.key) - 1];
    if (!option || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    void speakFor(me, { id: option.ref.id, name: option.name });
  };
  return (
    <WrapUpSection title={t('speaks.title')} keys={<Keys combo="Alt+F" />}>
      <div ref={group} className={styles.options} role="group" aria-labelledby={id}>
        <span id={id} className={styles.hint} hidden={options.length === 0}>
          {t('speaks.hint', { name: me.name })}
        </span>
        {options.map(({ ref, name, as }, index) => (
          <Button
            key={ref.id}
            variant="light"
            rightSection={index < 9 && <Keys combo={String(index + 1)} />}
            onKeyDown={onDigit}
            onClick={() => void speakFor(me, { id: ref.id, name })}
          >
            {t('speaks.for', { name })}
            {as !== null && <span className={styles.as}>{t(`speaks.as.${as}`)}</span>}
          </Button>
        ))}
        {!searching && (
          <Button variant="subtle" onKeyDown={onDigit} onClick={() => setSearching(true)}>
            {t('speaks.other')}
          </Button>
        )}
      </div>
      {searching && (
        <SlotOutlet
          slot={partyPicker}
          with={{
            label: t('speaks.find'),
            chosen: null,
            except: me.id,
            onChange: (party) => {
              if (!party) return;
              setSearching(false);
              void speakFor(me, party);
            },
          }}
        />
      )}
    </WrapUpSection>
  );
}
