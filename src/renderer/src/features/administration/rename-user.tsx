import { useState } from 'react';
import type { FormEvent, ReactNode } from 'react';
import { Button, TextInput } from '@mantine/core';
import { administrationContract } from '#shared/features/administration/contract.ts';
import type { UserLine } from '#shared/features/administration/requests.ts';
import { useClient } from '../../api/client-context.tsx';
import { useAct } from '../../ui/use-act.ts';
import styles from './administration.module.css';
import { useAdministrationTexts } from './texts.ts';

/** Marriage, a slip of the pen: the person stays the same, and so does the login. */
export function RenameUser({ user: { userId, name } }: { readonly user: UserLine }): ReactNode {
  const t = useAdministrationTexts();
  const client = useClient();
  const act = useAct();
  const [typed, setTyped] = useState(name);
  const next = typed.trim();
  const rename = (to: string): Promise<unknown> =>
    client.ask(administrationContract, 'rename', { userId, name: to });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (next === '' || next === name) return;
    void act(() => rename(next), { done: t('user.renamed', { name: next }), undo: () => rename(name) });
  };
  return (
    <form className={styles.rename} onSubmit={submit}>
      <TextInput
        label={t('user.name', { name })}
        value={typed}
        maxLength={200}
        autoComplete="off"
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      <Button type="submit" variant="default" disabled={next === '' || next === name}>
        {t('user.rename')}
      </Button>
    </form>
  );
}
