import type { ComponentType, ReactNode } from 'react';
import { Popover } from '@mantine/core';
import { IconButton } from '../../ui/icon-button.tsx';
import { FollowUpTimes } from './follow-up-times.tsx';
import styles from './task-list.module.css';

interface Props {
  readonly icon: ComponentType<{ size?: number; 'aria-hidden'?: boolean }>;
  readonly label: string;
  readonly opened: boolean;
  readonly onOpened: (opened: boolean) => void;
  readonly onPick: (dueAt: number) => void;
  /** Above the times. */
  readonly children?: ReactNode;
}

/** An act at the end of a row that needs a time: two clicks, or its key and Enter. */
export function TaskTime({ icon, label, opened, onOpened, onPick, children }: Props): ReactNode {
  return (
    <Popover
      opened={opened}
      onChange={onOpened}
      position="bottom-end"
      trapFocus
      returnFocus
      withRoles={false}
    >
      <Popover.Target>
        <span>
          <IconButton icon={icon} label={label} onClick={() => onOpened(!opened)} />
        </span>
      </Popover.Target>
      <Popover.Dropdown role="dialog" aria-label={label} className={styles.dropdown ?? ''}>
        <p className={styles.question}>{label}</p>
        {children}
        <FollowUpTimes
          chosen={undefined}
          onPick={(at) => {
            onOpened(false);
            onPick(at);
          }}
        />
      </Popover.Dropdown>
    </Popover>
  );
}
