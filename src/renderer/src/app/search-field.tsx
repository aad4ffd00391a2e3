import { useId, useRef, useState } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';
import { IconSearch, IconTerminal2 } from '@tabler/icons-react';
import type { ListedAct } from '../acts/act.ts';
import { ACT_SIGN, ActHits } from '../acts/act-hits.tsx';
import { useActStore } from '../acts/act-store.ts';
import { useNamedAct } from '../acts/use-named-act.ts';
import { useCoreTexts } from '../i18n/use-core-texts.ts';
import { SlotOutlet } from '../slots/slot-outlet.tsx';
import { searchHits } from '../slots/slots.ts';
import { Keys } from '../ui/keys.tsx';
import { usePath } from './router.ts';
import styles from './search-field.module.css';

/**
 * The field in the head: names, numbers in any spelling, tickets; after `>` or below them, acts. The features bring the
 * hits, this walks them: the focus stays in the field, `aria-activedescendant` moves, and goes back to where it was. A
 * screen that comes up, say of a call just answered, is not covered: the hits come back with the next key.
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
  /** Where the focus was before. */
  const cameFrom = useRef<HTMLElement | null>(null);
  const used = useActStore((store) => store.used);
  useNamedAct({
    id: 'search',
    name: t('acts.search'),
    keys: 'Mod+k|/',
    icon: IconSearch,
    run: () => field.current?.select(),
  });
  useNamedAct({
    id: 'search.acts',
    name: t('acts.find'),
    keys: ACT_SIGN,
    icon: IconTerminal2,
    run: () => {
      setText(ACT_SIGN);
      field.current?.focus();
    },
  });

  const shown = open && text.trim() !== '';
  const isOnlyActs = text.startsWith(ACT_SIGN);
  const options = (): HTMLElement[] => [
    ...(list.current?.querySelectorAll<HTMLElement>('[role="option"]') ?? []),
  ];
  const activate = (option: HTMLElement | undefined): void => {
    for (const each of options()) {
      each.toggleAttribute('data-active', each === option);
      each.setAttribute('aria-selected', String(each === option));
    }
    option?.scrollIntoView({ block: 'nearest' });
    setActive(option?.id);
  };
  const close = (): void => {
    setOpen(false);
    activate(undefined);
  };
  const goBack = (): void => {
    field.current?.blur();
    if (cameFrom.current?.isConnected) cameFrom.current.focus({ preventScroll: true });
  };
  const run = (act: ListedAct): void => {
    setText('');
    close();
    goBack();
    used(act.id);
    act.run?.();
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
      // A name is typed faster than it is found: what merely sounds like it is not done instead.
      const first = all.find((option) => isOnlyActs || option.dataset['act'] === undefined);
      (all.find((option) => option.id === active) ?? first)?.click();
    } else if (event.key === 'Escape') {
      if (open && text !== '') close();
      else goBack();
      if (isOnlyActs) setText('');
    }
  };

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
        onFocus={({ relatedTarget }) => {
          cameFrom.current = relatedTarget instanceof HTMLElement ? relatedTarget : null;
          setOpen(true);
        }}
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
        {shown && !isOnlyActs && <SlotOutlet slot={searchHits} with={{ text: text.trim() }} />}
        {shown && <ActHits text={text} onRun={run} />}
      </div>
    </div>
  );
}
