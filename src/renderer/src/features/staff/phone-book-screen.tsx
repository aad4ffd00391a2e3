import { useRef, useState } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';
import { TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { SlotOutlet } from '../../slots/slot-outlet.tsx';
import { phoneBookPart } from '../../slots/slots.ts';
import { ScreenTitle } from '../../ui/screen-title.tsx';
import styles from './phone-book.module.css';
import { useStaffTexts } from './texts.ts';

const focusOnce = (field: HTMLInputElement | null): void => field?.focus({ preventScroll: true });

/**
 * One search over people and offers. From the field, arrow down leads to the first hit and on from button to button:
 * Enter calls, opens or sends on, Escape leads back to the field.
 */
export function PhoneBookScreen(): ReactNode {
  const t = useStaffTexts();
  const [text, setText] = useState('');
  const place = useRef<HTMLDivElement>(null);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.target instanceof Element && event.target.closest('[role="dialog"]')) return;
    const field = place.current?.querySelector('input');
    if (event.key === 'Escape') return field?.select();
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    const stops = [field, ...(place.current?.querySelectorAll<HTMLElement>('li button') ?? [])];
    const here = stops.findIndex((stop) => stop === document.activeElement);
    const next = stops[here + (event.key === 'ArrowDown' ? 1 : -1)];
    if (here < 0 || !next) return;
    event.preventDefault();
    next.focus();
  };
  return (
    <div ref={place} className={styles.screen} onKeyDown={onKeyDown} role="presentation">
      <ScreenTitle title={t('book.nav')} detail={t('book.lead')} />
      <TextInput
        className={styles.search ?? ''}
        aria-label={t('book.search')}
        placeholder={t('book.placeholder')}
        leftSection={<IconSearch size={16} aria-hidden />}
        value={text}
        maxLength={200}
        autoComplete="off"
        ref={focusOnce}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <SlotOutlet slot={phoneBookPart} with={{ text }} />
    </div>
  );
}
