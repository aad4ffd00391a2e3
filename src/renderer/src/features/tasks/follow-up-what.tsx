import type { ReactNode } from 'react';
import { NativeSelect, TextInput } from '@mantine/core';
import { TASK_KINDS } from '#shared/features/tasks/model.ts';
import type { TaskKind } from '#shared/features/tasks/model.ts';
import styles from './follow-up.module.css';
import { useTaskTexts } from './texts.ts';

interface Props {
  readonly title: string;
  readonly kind: TaskKind;
  readonly onTitle: (title: string) => void;
  readonly onKind: (kind: TaskKind) => void;
}

/** What is to be done; nothing typed: what its kind is called. */
export function FollowUpWhat({ title, kind, onTitle, onKind }: Props): ReactNode {
  const t = useTaskTexts();
  return (
    <div className={styles.what}>
      <TextInput
        data-autofocus
        aria-label={t('part.what')}
        placeholder={t('part.what')}
        maxLength={200}
        value={title}
        onChange={(event) => onTitle(event.currentTarget.value)}
      />
      <NativeSelect
        aria-label={t('part.kind')}
        value={kind}
        data={TASK_KINDS.map((each) => ({ value: each, label: t(`kind.${each}`) }))}
        onChange={(event) => {
          const chosen = TASK_KINDS.find((each) => each === event.currentTarget.value);
          if (chosen) onKind(chosen);
        }}
      />
    </div>
  );
}
