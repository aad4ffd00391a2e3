import { useState } from 'react';
import type { FormEvent, ReactNode } from 'react';
import { Button, TextInput } from '@mantine/core';
import { useAct } from '../../ui/use-act.ts';
import { useTicketTexts } from './texts.ts';
import styles from './ticket-kinds.module.css';

interface Props {
  /** Where its texts are. */
  readonly of: 'kinds' | 'groups';
  readonly onAdd: (name: string) => Promise<unknown>;
}

/** One more word of the house for its tickets. */
export function NewTerm({ of, onAdd }: Props): ReactNode {
  const t = useTicketTexts();
  const act = useAct();
  const [typed, setTyped] = useState('');
  const name = typed.trim();
  const add = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (name === '') return;
    if (await act(() => onAdd(name), { done: t(`${of}.added`, { term: name }) })) setTyped('');
  };
  return (
    <form className={styles.form} onSubmit={(event) => void add(event)}>
      <TextInput
        label={t(`${of}.newName`)}
        value={typed}
        maxLength={60}
        autoComplete="off"
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      <Button type="submit" disabled={name === ''}>
        {t(`${of}.add`)}
      </Button>
    </form>
  );
}
