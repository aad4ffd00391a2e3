import { useRef } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';
import { Button, Checkbox } from '@mantine/core';
import type { CallbackLine } from '#shared/features/callbacks/contract.ts';
import { useNamedAct } from '../../acts/use-named-act.ts';
import { useCoreTexts } from '../../i18n/use-core-texts.ts';
import { Rows } from '../../ui/rows.tsx';
import { CallbackRow } from './callback-row.tsx';
import styles from './callbacks.module.css';
import { useCallbackTexts } from './texts.ts';
import { useCallbackActs } from './use-callback-acts.ts';
import { useSelection } from './use-selection.ts';
import { stepAside, walk } from '../../ui/walk.ts';

const keyOf = ({ id, calls }: CallbackLine): string => `${id} ${calls[0]}`;

/** Lines of one state, to be walked, chosen and settled together. */
export function CallbackList({
  lines,
  isDone,
}: {
  readonly lines: readonly CallbackLine[];
  readonly isDone: boolean;
}): ReactNode {
  const t = useCallbackTexts();
  const core = useCoreTexts();
  const acts = useCallbackActs();
  const list = useRef<HTMLDivElement>(null);
  const selection = useSelection(lines, keyOf);
  const { chosen } = selection;

  const settle = (which: readonly CallbackLine[]): void => {
    stepAside(list.current);
    void (isDone ? acts.reopen(which) : acts.finish(which));
    selection.set(which, false);
  };
  const onKey = (event: KeyboardEvent<HTMLElement>): void => {
    const by =
      event.key === 'ArrowDown' || event.key === 'j'
        ? 1
        : event.key === 'ArrowUp' || event.key === 'k'
          ? -1
          : 0;
    if (by === 0) return;
    event.preventDefault();
    walk(list.current, by);
  };
  // While nothing of the list has the focus: into it.
  useNamedAct({
    id: 'callbacks.walk',
    name: core('acts.intoList'),
    keys: 'ArrowDown|j',
    run: () => walk(list.current, 1),
  });
  useNamedAct({ id: 'callbacks.choose', name: t('key.choose'), keys: 'Space' });
  useNamedAct({ id: 'callbacks.dial', name: t('key.dial'), keys: 'Enter' });
  useNamedAct({ id: 'callbacks.claim', name: t('claim'), keys: 'b', isPossible: !isDone });
  useNamedAct({ id: 'callbacks.due', name: t('key.due'), keys: 't', isPossible: !isDone });
  useNamedAct({ id: 'callbacks.settle', name: t(isDone ? 'reopen' : 'finish'), keys: 'e' });

  return (
    <div ref={list}>
      <div className={styles.bar}>
        <Checkbox
          label={chosen.length > 0 ? t('selected', { count: chosen.length }) : t('selectAll')}
          checked={chosen.length === lines.length}
          indeterminate={chosen.length > 0 && chosen.length < lines.length}
          onChange={(event) => selection.set(lines, event.currentTarget.checked)}
        />
        {chosen.length > 0 && (
          <Button onClick={() => settle(chosen)}>{t(isDone ? 'reopen' : 'finish')}</Button>
        )}
        <span className={styles.keys}>{t(isDone ? 'keysDone' : 'keys')}</span>
      </div>
      <Rows label={t('list')}>
        {lines.map((line) => (
          <CallbackRow
            key={keyOf(line)}
            line={line}
            checked={selection.has(line)}
            onCheck={(isChosen) => selection.set([line], isChosen)}
            onSettle={() => settle([line])}
            onKey={onKey}
          />
        ))}
      </Rows>
    </div>
  );
}
