import type { ReactNode } from 'react';
import type { Must } from '#shared/auth/protocol.ts';
import type { Session } from '#shared/ipc/core-contracts.ts';
import loginStyles from '../app/login-screen.module.css';
import { StatusBar } from '../app/status-bar.tsx';
import { UserMenu } from '../app/user-menu.tsx';
import { useCoreTexts } from '../i18n/use-core-texts.ts';
import { Toasts } from '../ui/toasts.tsx';
import styles from './account.module.css';
import { PaperForm } from './paper-form.tsx';
import { PasswordForm } from './password-form.tsx';
import { SecondFactorPanel } from './second-factor-panel.tsx';

function FirstStep({ must }: { readonly must: Must | undefined }): ReactNode {
  switch (must) {
    case 'password':
      return <PasswordForm must />;
    case 'second-factor':
      return <SecondFactorPanel must />;
    case 'policy-paper':
      return <PaperForm />;
    case undefined:
      return null;
  }
}

/** What comes before anything else, one step at a time; no data are shown meanwhile. */
export function FirstScreen({ session }: { readonly session: Session }): ReactNode {
  const t = useCoreTexts();
  return (
    <div className={loginStyles.screen}>
      <main className={loginStyles.middle}>
        <div className={styles.first}>
          <div className={loginStyles.brand}>
            <h1>{t('account.first.title')}</h1>
            <p>{t('account.first.lead')}</p>
          </div>
          <FirstStep must={session.must?.[0]} />
          <UserMenu session={session} />
        </div>
      </main>
      <StatusBar />
      <Toasts />
    </div>
  );
}
