import { useState } from 'react';
import type { ReactNode } from 'react';
import { Checkbox } from '@mantine/core';
import type { WrapUp } from '#shared/calls/wrap-up.ts';
import { wrapUpContract } from '#shared/features/wrap-up/contract.ts';
import { useClient } from '../../api/client-context.tsx';
import { useSession } from '../../api/desk-state.tsx';
import { draftsSettled } from '../../api/draft-saver.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { SlotOutlet } from '../../slots/slot-outlet.tsx';
import { colleaguePicker } from '../../slots/slots.ts';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { useAct } from '../../ui/use-act.ts';
import { useNow } from '../../ui/use-now.ts';
import { useWrapUpTexts } from './texts.ts';
import styles from './wrap-up-card.module.css';

interface Props {
  /** Those whose call is over. */
  readonly owed: readonly WrapUp[];
  readonly onClose: () => void;
}

/** At the end of a shift: one, some or all of them to a colleague, at whatever desk. What went is told, and comes back with undo. */
export function PassSeveral({ owed, onClose }: Props): ReactNode {
  const t = useWrapUpTexts();
  const client = useClient();
  const act = useAct();
  const format = useFormat();
  const now = useNow();
  const session = useSession();
  const [toId, setToId] = useState<string | null>(null);
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const chosen = owed.filter(({ id }) => !left.has(id));
  const nameOf = ({ partyName, number }: WrapUp): string => partyName ?? number ?? t('withheld');
  const keep = (id: string, isKept: boolean): void =>
    setLeft((before) => new Set([...before].filter((each) => each !== id).concat(isKept ? [id] : [])));
  const passAll = async (): Promise<boolean> => {
    const passedIds: string[] = [];
    const names = format.list(chosen.map(nameOf));
    return act(
      async () => {
        await draftsSettled();
        // One after the other: what fails half way leaves the rest in this stack.
        for (const { id } of chosen) {
          const { passedId } = await client.ask(wrapUpContract, 'pass', { id, toUserId: toId ?? '' });
          passedIds.push(passedId);
        }
      },
      {
        done: t('passedSeveral', { count: chosen.length, names }),
        async undo() {
          for (const passedId of passedIds) await client.ask(wrapUpContract, 'takeBack', { passedId });
        },
      },
    );
  };
  return (
    <FormDialog
      title={t('passSeveral')}
      submit={t('passChosen', { count: chosen.length })}
      isReady={toId !== null && chosen.length > 0}
      onSubmit={passAll}
      onClose={onClose}
    >
      <SlotOutlet
        slot={colleaguePicker}
        with={{
          ...{ label: t('passTo'), chosenId: toId, onPick: setToId },
          ...(session && { except: session.userId }),
        }}
      />
      <fieldset className={styles.choices}>
        <legend>{t('which')}</legend>
        {owed.length > 1 && (
          <Checkbox
            label={t('all', { count: owed.length })}
            checked={chosen.length === owed.length}
            indeterminate={chosen.length > 0 && chosen.length < owed.length}
            onChange={(event) =>
              setLeft(new Set(event.currentTarget.checked ? [] : owed.map(({ id }) => id)))
            }
          />
        )}
        {owed.map((wrapUp) => (
          <Checkbox
            key={wrapUp.id}
            classNames={{ description: styles.description ?? '' }}
            label={nameOf(wrapUp)}
            description={[format.moment(wrapUp.startedAt, now), wrapUp.note].filter(Boolean).join(' · ')}
            checked={!left.has(wrapUp.id)}
            onChange={(event) => keep(wrapUp.id, !event.currentTarget.checked)}
          />
        ))}
      </fieldset>
    </FormDialog>
  );
}
