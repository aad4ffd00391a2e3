import type { ReactNode } from 'react';
import { pbxProfileContract } from '#shared/features/pbx-profile/contract.ts';
import { mayKeepProfile, pbxProfileTable } from '#shared/features/pbx-profile/model.ts';
import { useSession } from '../../api/desk-state.tsx';
import { useQuery } from '../../api/use-query.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { ScreenTitle } from '../../ui/screen-title.tsx';
import styles from './pbx-profile.module.css';
import { ProfileForm } from './profile-form.tsx';
import { usePbxProfileTexts } from './texts.ts';

const TABLES: readonly string[] = [pbxProfileTable.name];

/** What is the same at every desk of the house; administrators say it once. */
export function ProfileScreen(): ReactNode {
  const t = usePbxProfileTexts();
  const session = useSession();
  const may = session ? mayKeepProfile(session) : false;
  const { value, error } = useQuery(pbxProfileContract, 'current', {}, TABLES, { enabled: may });
  return (
    <div className={styles.screen}>
      <ScreenTitle title={t('title')} detail={t('lead')} />
      {!may && <p>{t('forbidden')}</p>}
      {error !== undefined && <ErrorNote error={error} />}
      {value !== undefined && <ProfileForm kept={value} />}
    </div>
  );
}
