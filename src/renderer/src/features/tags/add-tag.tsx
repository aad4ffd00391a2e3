import { useState } from 'react';
import type { FormEvent, ReactNode } from 'react';
import { Button, Select, TextInput } from '@mantine/core';
import { tagCreate } from '#shared/features/tags/commands.ts';
import { TAG_KINDS } from '#shared/features/tags/model.ts';
import type { TagKind } from '#shared/features/tags/model.ts';
import { newId } from '../../api/new-id.ts';
import { useRun } from '../../api/run-command.ts';
import { useAct } from '../../ui/use-act.ts';
import styles from './tags.module.css';
import { useTagTexts } from './texts.ts';

export function AddTag(): ReactNode {
  const t = useTagTexts();
  const run = useRun();
  const act = useAct();
  const [kind, setKind] = useState<TagKind>('tag');
  const [label, setLabel] = useState('');
  const add = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const name = label.trim();
    const done = t('list.added', { label: name });
    if (await act(() => run(tagCreate, { id: newId(), kind, label: name }), { done })) setLabel('');
  };
  return (
    <form className={styles.add} onSubmit={(event) => void add(event)}>
      <Select
        label={t('list.kind')}
        allowDeselect={false}
        data={TAG_KINDS.map((value) => ({ value, label: t(`kind.${value}`) }))}
        value={kind}
        onChange={(value) => value !== null && setKind(value)}
      />
      <TextInput
        label={t('list.label')}
        value={label}
        maxLength={60}
        autoComplete="off"
        onChange={(event) => setLabel(event.currentTarget.value)}
      />
      <Button type="submit" disabled={label.trim() === ''}>
        {t('list.add')}
      </Button>
    </form>
  );
}
