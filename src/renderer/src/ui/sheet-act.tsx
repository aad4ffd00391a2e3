import type { ComponentType, ReactNode } from 'react';
import { Button } from '@mantine/core';
import { Keys } from './keys.tsx';
import styles from './sheet-act.module.css';

interface Props {
  readonly icon: ComponentType<{ size?: number }>;
  readonly label: string;
  /** As `useShortcut` takes it; a single key. */
  readonly combo: string;
  readonly onClick: () => void;
}

/** What can be done with this customer at any time, in the head of the sheet. */
export function SheetAct({ icon: Icon, label, combo, onClick }: Props): ReactNode {
  return (
    <Button
      className={styles.act ?? ''}
      variant="subtle"
      leftSection={<Icon size={16} />}
      rightSection={<Keys combo={combo} />}
      aria-keyshortcuts={combo.toUpperCase()}
      onClick={onClick}
    >
      {label}
    </Button>
  );
}
