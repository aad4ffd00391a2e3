import { useState } from 'react';
import type { ReactNode } from 'react';
import { Textarea, TextInput } from '@mantine/core';
import { lineAdd, lineChange } from '#shared/features/lines/commands.ts';
import type { HouseLine } from '#shared/features/lines/contract.ts';
import { lineKeyOf } from '#shared/features/lines/line-key.ts';
import { useSettings } from '../../api/desk-state.tsx';
import { newId } from '../../api/new-id.ts';
import { useRun } from '../../api/run-command.ts';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { useAct } from '../../ui/use-act.ts';
import { useLineTexts } from './texts.ts';

interface Props {
  /** null: a new one. */
  readonly line: HouseLine | null;
  readonly onClose: () => void;
}

/** A number of the house is read by the dial profile; what it becomes is shown before it is saved. */
export function LineDialog({ line: before, onClose }: Props): ReactNode {
  const t = useLineTexts();
  const run = useRun();
  const act = useAct();
  const profile = useSettings()?.dialProfile;
  const [typed, setTyped] = useState(before?.line ?? '');
  const [name, setName] = useState(before?.name ?? '');
  const [greeting, setGreeting] = useState(before?.greeting ?? '');
  const key = before?.line ?? (profile ? lineKeyOf(typed, profile) : '');
  const save = (): Promise<boolean> =>
    before === null
      ? act(() => run(lineAdd, { id: newId(), line: key, name, greeting }), {
          done: t('added', { line: key }),
        })
      : act(() => run(lineChange, { id: before.id, name, greeting }), {
          done: t('changed', { line: key }),
          undo: () => run(lineChange, { id: before.id, name: before.name, greeting: before.greeting }),
        });
  return (
    <FormDialog
      title={before === null ? t('add') : t('edit', { line: before.line })}
      submit={t('save')}
      isReady={key !== '' && greeting.trim() !== ''}
      onSubmit={save}
      onClose={onClose}
    >
      {before === null && (
        <TextInput
          label={t('words.field.house_line.line')}
          description={key === '' ? t('lineHint') : key}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          value={typed}
          maxLength={60}
          autoComplete="off"
          data-autofocus
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
      )}
      <TextInput
        label={t('words.field.house_line.name')}
        value={name}
        maxLength={80}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Textarea
        label={t('words.field.house_line.greeting')}
        description={t('greetingHint')}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        rows={2}
        value={greeting}
        maxLength={300}
        onChange={(event) => setGreeting(event.currentTarget.value)}
      />
    </FormDialog>
  );
}
