import { useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { Checkbox, TextInput } from '@mantine/core';
import type { WrapUpProps } from '../../slots/slots.ts';
import { Keys } from '../../ui/keys.tsx';
import { useShortcut } from '../../ui/shortcuts.ts';
import { WrapUpSection } from '../../ui/wrap-up-section.tsx';
import { BookedFollowUp } from './booked-follow-up.tsx';
import { FollowUpTimes } from './follow-up-times.tsx';
import { useTaskTexts } from './texts.ts';
import { useFollowUp } from './use-follow-up.ts';

/** One click on a time books the follow-up; another one moves it. */
export function FollowUpPart({ wrapUp }: WrapUpProps): ReactNode {
  const t = useTaskTexts();
  const [title, setTitle] = useState('');
  const [promised, setPromised] = useState(true);
  const times = useRef<HTMLDivElement>(null);
  const { booked, book, withdraw } = useFollowUp(wrapUp);
  useShortcut('Alt+w', () => times.current?.querySelector('button')?.focus());
  if (wrapUp.partyId === null) {
    return (
      <WrapUpSection title={t('part.title')}>
        <p>{t('part.needsParty')}</p>
      </WrapUpSection>
    );
  }
  const name = title.trim() || t('kind.callback');
  return (
    <WrapUpSection
      title={t('part.title')}
      keys={<Keys combo="Alt+W" />}
      aside={
        !booked && (
          <Checkbox
            label={t('part.promised')}
            checked={promised}
            onChange={(event) => setPromised(event.currentTarget.checked)}
          />
        )
      }
    >
      {!booked && (
        <TextInput
          aria-label={t('part.what')}
          placeholder={`${t('part.what')} (${t('kind.callback')})`}
          maxLength={200}
          value={title}
          onChange={(event) => setTitle(event.currentTarget.value)}
        />
      )}
      <div ref={times}>
        <FollowUpTimes
          chosen={booked?.dueAt}
          onPick={(dueAt) =>
            void book({ dueAt, promised, title: name, kind: title.trim() === '' ? 'callback' : 'follow-up' })
          }
        />
      </div>
      {booked && <BookedFollowUp booked={booked} onWithdraw={() => void withdraw()} />}
    </WrapUpSection>
  );
}
