import type { ComponentProps, ReactNode } from 'react';
import styles from './chip.module.css';

/**
 * One of a few things to choose from by a press; `aria-pressed` where it is chosen. What differs from place to place is
 * set around it: `--chip-height`, `--chip-text`, `--chip-end`, `--chip-chosen-weight`.
 */
export function Chip({ className, ...button }: Omit<ComponentProps<'button'>, 'type'>): ReactNode {
  return <button type="button" className={`${styles.chip ?? ''} ${className ?? ''}`} {...button} />;
}
