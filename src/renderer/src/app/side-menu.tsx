import { useRef, useState } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';
import { IconMenu2 } from '@tabler/icons-react';
import type { Session } from '#shared/ipc/core-contracts.ts';
import { useCoreTexts } from '../i18n/use-core-texts.ts';
import { usePath } from './router.ts';
import styles from './side-menu.module.css';
import { Side } from './side.tsx';

interface Props {
  readonly session: Session;
}

/** The side, always there where there is room; on a narrow page behind a button, over the screen. */
export function SideMenu({ session }: Props): ReactNode {
  const t = useCoreTexts();
  const button = useRef<HTMLButtonElement>(null);
  const path = usePath();
  const [isOpen, setOpen] = useState(false);
  const [pathSeen, setPathSeen] = useState(path);
  if (path !== pathSeen) {
    setPathSeen(path);
    setOpen(false);
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || !isOpen) return;
    setOpen(false);
    button.current?.focus();
  };
  return (
    // The button and what it opens: Escape means the same on both.
    <div className={styles.menu} data-open={isOpen || undefined} role="presentation" onKeyDown={onKeyDown}>
      <button
        ref={button}
        type="button"
        className={styles.button}
        aria-label={t('nav.menu')}
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
      >
        <IconMenu2 size={18} aria-hidden />
      </button>
      <Side session={session} />
    </div>
  );
}
