import type { ComponentType, ReactNode } from 'react';
import { Tooltip } from '@mantine/core';
import styles from './icon-button.module.css';

interface Props {
  readonly icon: ComponentType<{ size?: number; 'aria-hidden'?: boolean }>;
  readonly label: string;
  readonly onClick: () => void;
}

/** A small act at the end of a line; its name comes up on hover and is read aloud. */
export function IconButton({ icon: Icon, label, onClick }: Props): ReactNode {
  return (
    <Tooltip label={label}>
      <button type="button" className={styles.button} onClick={onClick} aria-label={label}>
        <Icon size={16} aria-hidden />
      </button>
    </Tooltip>
  );
}
