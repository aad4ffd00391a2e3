import type { ReactNode } from 'react';
import { IconGitMerge } from '@tabler/icons-react';
import { useIsUnfolded } from '../../app/nav-group.tsx';
import { hrefOf, usePath } from '../../app/router.ts';
import { Keys } from '../../ui/keys.tsx';
import { Light } from '../../ui/light.tsx';
import styles from './sync-inbox.module.css';
import { useInboxTexts } from './texts.ts';
import { useCount } from './use-counts.ts';

export const CONFLICTS_PATH = '/conflicts';
export const KEYS = 'g n';

/** Below the navigation while there is something to look at and its entry there is folded away. */
export function InboxLink(): ReactNode {
  const t = useInboxTexts();
  const count = useCount();
  const isHere = usePath() === CONFLICTS_PATH;
  const isUnfolded = useIsUnfolded('care');
  if (count === 0 || isUnfolded || isHere) return null;
  return (
    <a className={styles.link} href={hrefOf(CONFLICTS_PATH)} aria-keyshortcuts={KEYS}>
      <IconGitMerge size={16} aria-hidden />
      <span>{t('nav')}</span>
      <span className={styles.count}>{count}</span>
      <Keys combo={KEYS} />
    </a>
  );
}

/** In the status bar, while there is something. */
export function InboxStatus(): ReactNode {
  const t = useInboxTexts();
  const count = useCount();
  if (count === 0) return null;
  return (
    <a className={styles.status} href={hrefOf(CONFLICTS_PATH)}>
      <Light state="warn" />
      {t('status', { count })}
    </a>
  );
}
