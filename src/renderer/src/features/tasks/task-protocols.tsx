import { useState } from 'react';
import type { ReactNode } from 'react';
import { Modal } from '@mantine/core';
import type { TaskLine } from '#shared/features/tasks/contract.ts';
import { taskTable } from '#shared/features/tasks/model.ts';
import { useCoreTexts } from '../../i18n/use-core-texts.ts';
import { SlotOutlet } from '../../slots/slot-outlet.tsx';
import { thingPanel } from '../../slots/slots.ts';
import styles from './task-list.module.css';
import { useTaskTexts } from './texts.ts';

/** The way to what was said about a task; nothing where no entry belongs to it. */
export function TaskProtocols({
  task: { id, title, entries },
}: {
  readonly task: Pick<TaskLine, 'id' | 'title' | 'entries'>;
}): ReactNode {
  const t = useTaskTexts();
  const core = useCoreTexts();
  const [isOpen, setOpen] = useState(false);
  if (entries === 0) return null;
  return (
    <>
      {' · '}
      <button
        type="button"
        className={styles.read}
        aria-label={t('entry.read', { title, count: entries })}
        onClick={() => setOpen(true)}
      >
        {t('entry.count', { count: entries })}
      </button>
      {isOpen && (
        <Modal
          opened
          size="lg"
          onClose={() => setOpen(false)}
          closeButtonProps={{ 'aria-label': core('act.close') }}
          title={title}
        >
          <SlotOutlet slot={thingPanel} with={{ thing: { type: taskTable.name, id } }} />
        </Modal>
      )}
    </>
  );
}
