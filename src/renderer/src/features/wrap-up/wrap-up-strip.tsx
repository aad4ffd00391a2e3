import { useRef } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';
import { Button, Textarea } from '@mantine/core';
import type { Outcome, WrapUp } from '#shared/calls/wrap-up.ts';
import { wrapUpContract } from '#shared/features/wrap-up/contract.ts';
import { useNamedAct } from '../../acts/use-named-act.ts';
import { useClient } from '../../api/client-context.tsx';
import { useBusy } from '../../calls/busy-store.ts';
import { SlotOutlet } from '../../slots/slot-outlet.tsx';
import { wrapUpPart } from '../../slots/slots.ts';
import { Keys } from '../../ui/keys.tsx';
import { useAct } from '../../ui/use-act.ts';
import { OutcomeKeys } from './outcome-keys.tsx';
import { PassOn } from './pass-on.tsx';
import { StripHead } from './strip-head.tsx';
import { useWrapUpTexts } from './texts.ts';
import { useNote } from './use-note.ts';
import styles from './wrap-up-strip.module.css';

interface Props {
  readonly wrapUp: WrapUp;
  /** Of several strips on a screen one has the keys. */
  readonly hasKeys: boolean;
}

/** During the call and after it: what came of it, the note, and what the features add. Nothing here is forced. */
export function WrapUpStrip({ wrapUp, hasKeys }: Props): ReactNode {
  const t = useWrapUpTexts();
  const client = useClient();
  const act = useAct();
  const note = useNote(wrapUp);
  const field = useRef<HTMLTextAreaElement>(null);
  const { id } = wrapUp;

  const setOutcome = (outcome: Outcome | null): void =>
    void act(() => client.ask(wrapUpContract, 'save', { id, outcome }));
  const finish = async (): Promise<void> => {
    const finished = await act(
      async () => {
        await note.settled();
        await client.ask(wrapUpContract, 'finish', { id });
      },
      { done: t('finished') },
    );
    if (finished) useBusy.getState().setTyping(null);
  };
  useNamedAct({
    id: 'wrap-up.note',
    name: t('note'),
    keys: 'Alt+n',
    isPossible: hasKeys,
    run: () => field.current?.focus(),
  });
  useNamedAct({
    id: 'wrap-up.finish',
    name: t('finish'),
    keys: 'Mod+Enter',
    isPossible: hasKeys,
    run: () => void finish(),
  });
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    void finish();
  };

  return (
    <section className={styles.strip} aria-label={t('after')}>
      <StripHead wrapUp={wrapUp} />
      <div className={styles.body}>
        <OutcomeKeys value={wrapUp.outcome} onChange={setOutcome} hasKeys={hasKeys} />
        <div>
          <Textarea
            ref={field}
            aria-label={t('note')}
            aria-keyshortcuts="Alt+N"
            placeholder={t('notePlaceholder')}
            rows={3}
            maxLength={20_000}
            value={note.text}
            onChange={(event) => note.write(event.currentTarget.value)}
            onKeyDown={onKeyDown}
          />
          <p className={styles.state} role="status" data-state={note.state}>
            {note.text !== '' && t(note.state)}
          </p>
        </div>
        <SlotOutlet slot={wrapUpPart} with={{ wrapUp }} />
        {wrapUp.endedAt !== null && (
          <>
            <Button
              variant="filled"
              onClick={() => void finish()}
              rightSection={hasKeys && <Keys combo="Mod+Enter" />}
            >
              {t('finish')}
            </Button>
            <PassOn callId={id} settled={note.settled} onPassed={() => useBusy.getState().setTyping(null)} />
          </>
        )}
      </div>
    </section>
  );
}
