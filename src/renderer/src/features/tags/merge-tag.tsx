import { useState } from 'react';
import type { ReactNode } from 'react';
import { Select } from '@mantine/core';
import { tagMerge, tagUnmerge } from '#shared/features/tags/commands.ts';
import type { TagLine } from '#shared/features/tags/contract.ts';
import { useRun } from '../../api/run-command.ts';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { useAct } from '../../ui/use-act.ts';
import { useTagTexts } from './texts.ts';

interface Props {
  readonly tag: TagLine;
  readonly all: readonly TagLine[];
  readonly onClose: () => void;
}

export function MergeTag({ tag, all, onClose }: Props): ReactNode {
  const t = useTagTexts();
  const run = useRun();
  const act = useAct();
  const [into, setInto] = useState<string | null>(null);
  const targets = all.filter(({ id, kind }) => id !== tag.id && kind === tag.kind);
  const merge = async (): Promise<boolean> => {
    const target = targets.find(({ id }) => id === into);
    if (!target) return false;
    return act(() => run(tagMerge, { id: tag.id, into: target.id }), {
      done: t('list.merged', { from: tag.label, into: target.label }),
      undo: () => run(tagUnmerge, { id: tag.id }),
    });
  };
  return (
    <FormDialog
      title={t('list.merge', { label: tag.label })}
      submit={t('list.save')}
      isReady={into !== null}
      onSubmit={merge}
      onClose={onClose}
    >
      <Select
        label={t('list.into')}
        searchable
        data={targets.map(({ id, label }) => ({ value: id, label }))}
        value={into}
        onChange={setInto}
      />
    </FormDialog>
  );
}
