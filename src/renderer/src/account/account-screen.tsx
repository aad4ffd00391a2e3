import type { ReactNode } from 'react';
import { useSession } from '../api/desk-state.tsx';
import { useCoreTexts } from '../i18n/use-core-texts.ts';
import { ScreenTitle } from '../ui/screen-title.tsx';
import styles from './account.module.css';
import { DevicesPanel } from './devices-panel.tsx';
import { PapersPanel } from './papers-panel.tsx';
import { PasswordForm } from './password-form.tsx';
import { SecondFactorPanel } from './second-factor-panel.tsx';

export function AccountScreen(): ReactNode {
  const t = useCoreTexts();
  const session = useSession();
  return (
    <div className={styles.screen}>
      <ScreenTitle title={t('account.title')} detail={t('account.lead')} />
      <PasswordForm />
      <SecondFactorPanel />
      <PapersPanel />
      <DevicesPanel of="me" />
      {session?.roles.includes('admin') && <DevicesPanel of="tenant" />}
    </div>
  );
}
