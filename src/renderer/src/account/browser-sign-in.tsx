import { useState } from 'react';
import type { ReactNode } from 'react';
import { Button } from '@mantine/core';
import { accountContract } from '#shared/ipc/account-contract.ts';
import { useClient } from '../api/client-context.tsx';
import { useQuery } from '../api/use-query.ts';
import { useCoreTexts } from '../i18n/use-core-texts.ts';
import { ErrorNote } from '../ui/error-note.tsx';

interface Props {
  readonly centre: string;
  readonly tenant: string;
}

/** Where the organisation has it: signing in with another house's account. Renders nothing elsewhere. */
export function BrowserSignIn({ centre, tenant }: Props): ReactNode {
  const t = useCoreTexts();
  const client = useClient();
  const isAsked = accountContract.calls.provider.input.safeParse({ centre, tenant }).success;
  const { value } = useQuery(accountContract, 'provider', { centre, tenant }, [], { enabled: isAsked });
  const [waiting, setWaiting] = useState(false);
  const [error, setError] = useState<unknown>();
  if (!value?.name) return null;

  const begin = async (): Promise<void> => {
    setError(undefined);
    try {
      const { address } = await client.ask(accountContract, 'signInByBrowser', { centre, tenant });
      if (address !== '') window.open(address, '_blank', 'noopener');
      setWaiting(true);
    } catch (refused) {
      setError(refused);
    }
  };
  return (
    <>
      <Button variant="default" onClick={() => void begin()}>
        {t('account.login.browser', { name: value.name })}
      </Button>
      {waiting && <p role="status">{t('account.login.waiting')}</p>}
      {error !== undefined && <ErrorNote error={error} />}
    </>
  );
}
