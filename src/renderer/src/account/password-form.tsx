import { useState } from 'react';
import type { FormEvent, ReactNode } from 'react';
import { Button, PasswordInput } from '@mantine/core';
import { accountContract } from '#shared/ipc/account-contract.ts';
import { useClient } from '../api/client-context.tsx';
import { useCoreTexts } from '../i18n/use-core-texts.ts';
import { ErrorNote } from '../ui/error-note.tsx';
import { Panel } from '../ui/panel.tsx';
import { useAct } from '../ui/use-act.ts';
import styles from './account.module.css';

/** `must`: an administrator has set the present one. */
export function PasswordForm({ must = false }: { readonly must?: boolean }): ReactNode {
  const t = useCoreTexts();
  const client = useClient();
  const act = useAct();
  const [old, setOld] = useState('');
  const [next, setNext] = useState('');
  const [error, setError] = useState<unknown>();
  const [busy, setBusy] = useState(false);

  const change = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setBusy(true);
    setError(undefined);
    try {
      await client.ask(accountContract, 'changePassword', { old, password: next });
      setOld('');
      setNext('');
      await act(async () => undefined, { done: t('account.password.done') });
    } catch (refused) {
      setError(refused);
    }
    setBusy(false);
  };
  const toggle = { 'aria-label': t('account.password.show') };
  return (
    <Panel title={t('account.password.title')}>
      <form className={styles.form} onSubmit={(event) => void change(event)} noValidate>
        {must && <p className={styles.note}>{t('account.password.mustLead')}</p>}
        <PasswordInput
          label={t('account.password.old')}
          autoComplete="current-password"
          visibilityToggleButtonProps={toggle}
          value={old}
          onChange={(event) => setOld(event.currentTarget.value)}
        />
        <PasswordInput
          label={t('account.password.next')}
          description={t('account.password.hint')}
          autoComplete="new-password"
          visibilityToggleButtonProps={toggle}
          value={next}
          onChange={(event) => setNext(event.currentTarget.value)}
        />
        {error !== undefined && <ErrorNote error={error} />}
        <Button type="submit" loading={busy} disabled={old === '' || next === ''}>
          {t('account.password.submit')}
        </Button>
      </form>
    </Panel>
  );
}
