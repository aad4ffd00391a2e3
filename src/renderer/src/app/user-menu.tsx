import type { ReactNode } from 'react';
import { IconLogout } from '@tabler/icons-react';
import { sessionContract } from '#shared/ipc/core-contracts.ts';
import type { Session } from '#shared/ipc/core-contracts.ts';
import { useNamedAct } from '../acts/use-named-act.ts';
import { useClient } from '../api/client-context.tsx';
import { useDeskState } from '../api/desk-state.tsx';
import { useCoreTexts } from '../i18n/use-core-texts.ts';
import { useAct } from '../ui/use-act.ts';
import { hrefOf } from './router.ts';
import styles from './user-menu.module.css';

/** Who works here: every entry carries this name. */
export function UserMenu({ session }: { readonly session: Session }): ReactNode {
  const t = useCoreTexts();
  const client = useClient();
  const state = useDeskState();
  const act = useAct();
  const signOut = (): void =>
    void act(async () => {
      await client.ask(sessionContract, 'signOut', {});
      state.session.set(null);
    });
  useNamedAct({
    id: 'session.sign-out',
    name: t('frame.signOut'),
    also: t('acts.signOutAlso'),
    icon: IconLogout,
    place: 'settings',
    run: signOut,
  });
  return (
    <div className={styles.user}>
      <span className={styles.initials} aria-hidden="true">
        {initials(session.userName)}
      </span>
      <a className={styles.name} href={hrefOf('/account')} title={t('account.title')}>
        {session.userName}
      </a>
      <button type="button" onClick={signOut} aria-label={t('frame.signOut')} title={t('frame.signOut')}>
        <IconLogout size={16} aria-hidden />
      </button>
    </div>
  );
}

export function initials(name: string): string {
  const words = name.split(/\s+/).filter((word) => /^\p{Lu}/u.test(word));
  return `${words[0]?.[0] ?? ''}${words.length > 1 ? (words.at(-1)?.[0] ?? '') : ''}`;
}
