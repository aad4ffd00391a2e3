import { useState } from 'react';
import type { ReactNode } from 'react';
import { TextInput } from '@mantine/core';
import { tagRename } from '#shared/features/tags/commands.ts';
import type { TagLine } from '#shared/features/tags/contract.ts';
import { useRun } from '../../api/run-command.ts';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { useAct } from '../../ui/use-act.ts';
import { useTagTexts } from './texts.ts';

interface Props {
  readonly tag: TagLine;
  readonly onClose: () => void;
}

export function RenameTag({ tag: { id, label: before }, onClose }: Props): ReactNode {
  const t = useTagTexts();
  const run = useRun();
  const act = useAct();
  const [label, setLabel] = useState(before);
  const name = label.trim();
  const rename = (): Promise<boolean> =>
    act(() => run(tagRename, { id, label: name }), {
      done: t('list.renamed', { label: name }),
      undo: () => run(tagRename, { id, label: before }),
    });
  return (
    <FormDialog
      title={t('list.rename', { label: before })}
      submit={t('list.save')}
      isReady={name !== '' && name !== before}
      onSubmit={rename}
      onClose={onClose}
    >
      <TextInput
        label={t('list.label')}
        value={label}
        maxLength={60}
        data-autofocus
        onChange={(event) => setLabel(event.currentTarget.value)}
      />
    </FormDialog>
  );
}
