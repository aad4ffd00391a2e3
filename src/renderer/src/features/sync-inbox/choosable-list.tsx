import { useRef, useState } from 'react';
import type { ComponentType, KeyboardEvent, ReactNode } from 'react';
import { Button, Checkbox } from '@mantine/core';
import { Rows } from '../../ui/rows.tsx';
import styles from './sync-inbox.module.css';
import { useInboxTexts } from './texts.ts';
import { stepAside, walk } from '../../ui/walk.ts';

export interface RowProps<T> {
  readonly item: T;
  readonly checked: boolean;
  readonly onCheck: (checked: boolean) => void;
  /** Before the row leaves the list: takes the focus on. */
  readonly onLeaving: () => void;
  /** Keys the row itself has no use for. */
  readonly onKey: (event: KeyboardEvent<HTMLElement>) => void;
}

interface Props<T> {
  readonly label: string;
  readonly keys: string;
  readonly items: readonly T[];
  readonly keyOf: (item: T) => string;
  readonly act: string;
  readonly onAct: (items: readonly T[]) => void;
  readonly row: ComponentType<RowProps<T>>;
}

/** A list to be walked and chosen from by keys, with one act for many. What leaves the list is chosen no more. */
export function ChoosableList<T>({ label, keys, items, keyOf, act, onAct, row: RowOf }: Props<T>): ReactNode {
  const t = useInboxTexts();
  const list = useRef<HTMLDivElement>(null);
  const [wanted, setWanted] = useState<ReadonlySet<string>>(new Set());
  const chosen = items.filter((item) => wanted.has(keyOf(item)));

  const choose = (some: readonly T[], isChosen: boolean): void => {
    const next = new Set(chosen.map(keyOf));
    for (const key of some.map(keyOf)) {
      if (isChosen) next.add(key);
      else next.delete(key);
    }
    setWanted(next);
  };
  const onKey = (event: KeyboardEvent<HTMLElement>): void => {
    const by = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (by === 0) return;
    event.preventDefault();
    walk(list.current, by);
  };
  return (
    <div ref={list}>
      <div className={styles.bar}>
        <Checkbox
          label={chosen.length > 0 ? t('selected', { count: chosen.length }) : t('selectAll')}
          checked={chosen.length === items.length}
          indeterminate={chosen.length > 0 && chosen.length < items.length}
          onChange={(event) => choose(items, event.currentTarget.checked)}
        />
        {chosen.length > 0 && <Button onClick={() => onAct(chosen)}>{act}</Button>}
        <span className={styles.keys}>{keys}</span>
      </div>
      <Rows label={label}>
        {items.map((item) => (
          <RowOf
            key={keyOf(item)}
            item={item}
            checked={wanted.has(keyOf(item))}
            onCheck={(isChosen) => choose([item], isChosen)}
            onLeaving={() => stepAside(list.current)}
            onKey={onKey}
          />
        ))}
      </Rows>
    </div>
  );
}
