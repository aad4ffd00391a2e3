import { useId, useRef, useState } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';
import { IconSearch } from '@tabler/icons-react';
import { useCoreTexts } from '../i18n/use-core-texts.ts';
import { SlotOutlet } from '../slots/slot-outlet.tsx';
import { searchHits } from '../slots/slots.ts';
import { Keys } from '../ui/keys.tsx';
import { useShortcut } from '../ui/shortcuts.ts';
import { usePath } from './router.ts';
import styles from './search-field.module.css';

/**
 * The field in the head: names, numbers in any spelling, tickets. The features bring the hits, this walks them:
 * the focus stays in the field, `aria-activedescendant` moves. A screen that comes up, say of a call just answered,
 * is not covered: the hits come back with the next key.
 */
export function SearchField(): ReactNode {
  const t = useCoreTexts();
  const listId = useId();
  const field = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const [text, setText] = useState('');
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState<string>();
  const path = usePath();
  const [pathSeen, setPathSeen] = useState(path);
  if (path !== pathSeen) {
    setPathSeen(path);
    setOpen(false);
    setActive(undefined);
  }
  useShortcut('Mod+k|/', () => field.current?.select());

  const options = (): HTMLElement[] => [
    ...(list.current?.querySelectorAll<HTMLElement>('[role="option"]') ?? []),
  ];
  const activate = (option: HTMLElement | undefined): void => {
    for (const each of options()) each.toggleAttribute('data-active', each === option);
    option?.scrollIntoView({ block: 'nearest' });
    setActive(option?.id);
  };
  const close = (): void => {
    setOpen(false);
    activate(undefined);
  };
  const move = (step: number): void => {
    const all = options();
    const at = all.findIndex((option) => option.id === active);
    activate(
      all[at === -1 && step < 0 ? all.length - 1 : (at + step + all.length) % Math.max(1, all.length)],
    );
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      setOpen(true);
      move(event.key === 'ArrowDown' ? 1 : -1);
    } else if (event.key === 'Enter') {
      const all = options();
      (all.find((option) => option.id === active) ?? all[0])?.click();
    } else if (event.key === 'Escape') {
      if (open && text !== '') close();
      else field.current?.blur();
    }
  };

  const shown = open && text.trim() !== '';
  return (
    <div className={styles.search} role="search">
      <IconSearch size={16} aria-hidden />
      <input
        ref={field}
        type="text"
        role="combobox"
        aria-label={t('search.label')}
        aria-expanded={shown}
        aria-controls={listId}
        aria-activedescendant={shown ? active : undefined}
        aria-autocomplete="list"
        aria-keyshortcuts="Control+K /"
        placeholder={t('search.placeholder')}
        autoComplete="off"
        spellCheck={false}
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          setOpen(true);
          setActive(undefined);
        }}
        onFocus={() => setOpen(true)}
        onBlur={close}
        onKeyDown={onKeyDown}
      />
      <Keys combo="Mod+K" />
      <div
        ref={list}
        id={listId}
        role="listbox"
        tabIndex={-1}
        onKeyDown={onKeyDown}
        aria-label={t('search.hits')}
        className={styles.hits}
        hidden={!shown}
        onPointerDown={(event) => event.preventDefault()}
        onClick={() => {
          setText('');
          close();
          field.current?.blur();
        }}
      >
        {shown && <SlotOutlet slot={searchHits} with={{ text: text.trim() }} />}
      </div>
    </div>
  );
}
