import type { ReactNode } from 'react';
import { Button } from '@mantine/core';
import { IconPhoneRinging } from '@tabler/icons-react';
import { isIgnored } from '#shared/calls/call-facts.ts';
import { shellContract } from '#shared/ipc/core-contracts.ts';
import { useClient } from '../api/client-context.tsx';
import { useCalls } from '../api/desk-state.tsx';
import { useCoreTexts } from '../i18n/use-core-texts.ts';
import { AlertLine } from '../ui/alert-line.tsx';
import { useAct } from '../ui/use-act.ts';
import { callerWords } from './caller-name.ts';
import styles from './pop-screen.module.css';

/** That it rings, while nobody is signed in. Who it is the host has not told the page. */
export function SignedOutCalls(): ReactNode {
  const t = useCoreTexts();
  const ringing = useCalls().filter((call) => call.phase === 'ringing' && !isIgnored(call));
  return (
    <section aria-label={t('signedOut.calls')} aria-live="polite">
      {ringing.map((call) => (
        <AlertLine key={call.id} icon={IconPhoneRinging} tone="call">
          {t('signedOut.ringing', { caller: callerWords(call, t).title })} {t('signedOut.more')}
        </AlertLine>
      ))}
    </section>
  );
}

/** The same in Electron's small window, with the way to the sign-in. */
export function SignedOutPop(): ReactNode {
  const t = useCoreTexts();
  const client = useClient();
  const act = useAct();
  return (
    <main className={styles.pop} aria-label={t('pop.region')}>
      <SignedOutCalls />
      <Button onClick={() => void act(() => client.ask(shellContract, 'open', { route: '/' }))}>
        {t('signedOut.signIn')}
      </Button>
    </main>
  );
}
