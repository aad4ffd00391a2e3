import { useState } from 'react';
import type { FormEvent, ReactNode } from 'react';
import { Button, Modal, TextInput } from '@mantine/core';
import { tagRename } from '#shared/features/tags/commands.ts';
import type { TagLine } from '#shared/features/tags/contract.ts';
import { useRun } from '../../api/run-command.ts';
import { useCoreTexts } from '../../i18n/use-core-texts.ts';
import { useAct } from '../../ui/use-act.ts';
import styles from './tags.module.css';
import { useTagTexts } from './texts.ts';

interface Props {
  readonly tag: TagLine;
  readonly onClose: () => void;
}

export function RenameTag({ tag: { id, label: before }, onClose }: Props): ReactNode {
  const t = useTagTexts();
  const core = useCoreTexts();
  const run = useRun();
  const act = useAct();
  const [label, setLabel] = useState(before);
  const rename = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const name = label.trim();
    const worked = await act(() => run(tagRename, { id, label: name }), {
      done: t('list.renamed', { label: name }),
      undo: () => run(tagRename, { id, label: before }),
    });
    if (worked) onClose();
  };
  return (
    <Modal
      opened
      onClose={onClose}
      closeButtonProps={{ 'aria-label': core('act.close') }}
      title={t('list.rename', { label: before })}
    >
      <form className={styles.form} onSubmit={(event) => void rename(event)}>
        <TextInput
          label={t('list.label')}
          value={label}
          maxLength={60}
          data-autofocus
          onChange={(event) => setLabel(event.currentTarget.value)}
        />
        <div className={styles.acts}>
          <Button variant="default" onClick={onClose}>
            {t('list.cancel')}
          </Button>
          <Button type="submit" disabled={label.trim() === '' || label.trim() === before}>
            {t('list.save')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
