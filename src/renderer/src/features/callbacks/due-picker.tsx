import { useState } from 'react';
import type { FormEvent, ReactNode } from 'react';
import { Button, Popover, TextInput } from '@mantine/core';
import { IconClock } from '@tabler/icons-react';
import type { CallbackLine } from '#shared/features/callbacks/contract.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { useNow } from '../../ui/use-now.ts';
import styles from './callbacks.module.css';
import { dueAt, duePicks } from './due-picks.ts';
import type { Due } from './due-picks.ts';
import { useCallbackTexts } from './texts.ts';
import { whoOf } from './words.ts';

interface Props {
  readonly line: CallbackLine;
  readonly opened: boolean;
  readonly onOpened: (opened: boolean) => void;
  /** null: no time any more. */
  readonly onPick: (due: Due | null) => void;
}

/** When to call back: what is said most as one click, any other moment by date and hour. */
export function DuePicker({ line, opened, onOpened, onPick }: Props): ReactNode {
  const t = useCallbackTexts();
  const label = t('due.set', { who: whoOf(line, t) });
  const pick = (due: Due | null): void => {
    onOpened(false);
    onPick(due);
  };
  return (
    <Popover opened={opened} onChange={onOpened} position="bottom-end" trapFocus returnFocus>
      <Popover.Target>
        <span>
          <IconButton icon={IconClock} label={label} onClick={() => onOpened(!opened)} />
        </span>
      </Popover.Target>
      <Popover.Dropdown aria-label={label} className={styles.dropdown ?? ''}>
        <DueCard hasDue={line.due !== null} onPick={pick} />
      </Popover.Dropdown>
    </Popover>
  );
}

function DueCard({
  hasDue,
  onPick,
}: {
  readonly hasDue: boolean;
  readonly onPick: Props['onPick'];
}): ReactNode {
  const t = useCallbackTexts();
  const now = useNow(60_000);
  const [typed, setTyped] = useState('');
  const other = dueAt(typed, now);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (other) onPick(other);
  };
  return (
    <form className={styles.due} onSubmit={submit}>
      <div className={styles.picks}>
        {duePicks(now).map(({ key, ...due }) => (
          <Button key={key} onClick={() => onPick(due)}>
            {t(`due.${key}`)}
          </Button>
        ))}
        {hasDue && (
          <Button variant="subtle" onClick={() => onPick(null)}>
            {t('due.none')}
          </Button>
        )}
      </div>
      <div className={styles.clock}>
        <TextInput
          type="datetime-local"
          aria-label={t('due.other')}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        <Button type="submit" variant="filled" disabled={!other}>
          {t('due.take')}
        </Button>
      </div>
    </form>
  );
}
