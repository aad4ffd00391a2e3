import type { ReactNode } from 'react';
import { hrefOf } from '../../app/router.ts';
import styles from './black-box.module.css';
import { useBlackBoxTexts } from './texts.ts';

/** In the status bar: the way to what is behind the lights. */
export function StatusLink(): ReactNode {
  const t = useBlackBoxTexts();
  return (
    <a className={styles.statusLink} href={hrefOf('/health')}>
      {t('status')}
    </a>
  );
}
