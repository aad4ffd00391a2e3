import type { ComponentType, ReactNode } from 'react';
import { Tooltip } from '@mantine/core';
import styles from './icon-button.module.css';
import { useTip } from './use-tip.ts';

interface Props {
  readonly icon: ComponentType<{ size?: number; 'aria-hidden'?: boolean }>;
  readonly label: string;
  readonly onClick: () => void;
  /** Why it cannot be done now: it is grey and says so. */
  readonly block?: string | undefined;
}

/** A small act at the end of a line; its name comes up on hover and is read aloud. */
export function IconButton({ icon: Icon, label, onClick, block }: Props): ReactNode {
  const { target, opened, on } = useTip<HTMLButtonElement>();
  return (
    <>
      {target && <Tooltip target={target} opened={opened} label={block ?? label} />}
      <button
        type="button"
        className={styles.button}
        onClick={block === undefined ? onClick : undefined}
        aria-label={block === undefined ? label : `${label}: ${block}`}
        aria-disabled={block !== undefined || undefined}
        {...on}
      >
        <Icon size={16} aria-hidden />
      </button>
    </>
  );
}
