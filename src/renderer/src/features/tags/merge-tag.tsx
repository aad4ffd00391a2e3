import { useState } from 'react';
import type { FormEvent, ReactNode } from 'react';
import { Button, Modal, Select } from '@mantine/core';
import { tagMerge, tagUnmerge } from '#shared/features/tags/commands.ts';
import type { TagLine } from '#shared/features/tags/contract.ts';
import { useRun } from '../../api/run-command.ts';
import { useCoreTexts } from '../../i18n/use-core-texts.ts';
import { useAct } from '../../ui/use-act.ts';
import styles from './tags.module.css';
import { useTagTexts } from './texts.ts';

interface Props {
  readonly tag: TagLine;
  readonly all: readonly TagLine[];
  readonly onClose: () => void;
}

export function MergeTag({ tag, all, onClose }: Props): ReactNode {
  const t = useTagTexts();
  const core = useCoreTexts();
  const run = useRun();
  const act = useAct();
  const [into, setInto] = useState<string | null>(null);
  const targets = all.filter(({ id, kind }) => id !== tag.id && kind === tag.kind);
  const merge = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const target = targets.find(({ id }) => id === into);
    if (!target) return;
    const worked = await act(() => run(tagMerge, { id: tag.id, into: target.id }), {
      done: t('list.merged', { from: tag.label, into: target.label }),
      undo: () => run(tagUnmerge, { id: tag.id }),
    });
    if (worked) onClose();
  };
  return (
    <Modal
      opened
      onClose={onClose}
      closeButtonProps={{ 'aria-label': core('act.close') }}
      title={t('list.merge', { label: tag.label })}
    >
      <form className={styles.form} onSubmit={(event) => void merge(event)}>
        <Select
          label={t('list.into')}
          searchable
          data={targets.map(({ id, label }) => ({ value: id, label }))}
          value={into}
          onChange={setInto}
        />
        <div className={styles.acts}>
          <Button variant="default" onClick={onClose}>
            {t('list.cancel')}
          </Button>
          <Button type="submit" disabled={into === null}>
            {t('list.save')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
