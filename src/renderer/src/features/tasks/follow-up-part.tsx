import { useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { Checkbox } from '@mantine/core';
import { useNamedAct } from '../../acts/use-named-act.ts';
import type { TaskKind } from '#shared/features/tasks/model.ts';
import type { WrapUpProps } from '../../slots/slots.ts';
import { Keys } from '../../ui/keys.tsx';
import { WrapUpSection } from '../../ui/wrap-up-section.tsx';
import { BookedFollowUp } from './booked-follow-up.tsx';
import { FollowUpTimes } from './follow-up-times.tsx';
import { FollowUpWhat } from './follow-up-what.tsx';
import { useTaskTexts } from './texts.ts';
import { useFollowUp } from './use-follow-up.ts';

/** One click on a time books the follow-up; another one moves it. */
export function FollowUpPart({ wrapUp }: WrapUpProps): ReactNode {
  const t = useTaskTexts();
  const [title, setTitle] = useState('');
  const [chosen, setChosen] = useState<TaskKind | null>(null);
  const [promised, setPromised] = useState(true);
  const times = useRef<HTMLDivElement>(null);
  const { booked, book, withdraw } = useFollowUp(wrapUp);
  useNamedAct({
    id: 'tasks.follow-up',
    name: t('part.title'),
    also: t('part.also'),
    keys: 'Alt+w|w',
    run: () => times.current?.querySelector('button')?.focus(),
  });
  if (wrapUp.partyId === null) {
    return (
      <WrapUpSection title={t('part.title')}>
        <p>{t('part.needsParty')}</p>
      </WrapUpSection>
    );
  }
  // Until somebody says otherwise: a callback, or what was typed, to be taken up again.
  const kind = chosen ?? (title.trim() === '' ? 'callback' : 'follow-up');
  const name = title.trim() || t(`kind.${kind}`);
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
      {!booked && <FollowUpWhat title={title} kind={kind} onTitle={setTitle} onKind={setChosen} />}
      <div ref={times}>
        <FollowUpTimes
          chosen={booked?.dueAt}
          onPick={(dueAt) => void book({ dueAt, promised, title: name, kind })}
        />
      </div>
      {booked && <BookedFollowUp booked={booked} onWithdraw={() => void withdraw()} />}
    </WrapUpSection>
  );
}
