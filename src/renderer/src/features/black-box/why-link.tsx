import type { ReactNode } from 'react';
import { IconHelpCircle } from '@tabler/icons-react';
import { hrefOf } from '../../app/router.ts';
import type { CallProps } from '../../slots/slots.ts';
import styles from './black-box.module.css';
import { useBlackBoxTexts } from './texts.ts';

/** Beside a live call: why it was matched so. */
export function WhyLink({ callId }: CallProps): ReactNode {
  const t = useBlackBoxTexts();
  return (
    <a
      className={styles.whyLink}
      href={hrefOf(`/call-why/${callId}`)}
      aria-label={t('box.why')}
      title={t('box.why')}
    >
      <IconHelpCircle size={16} aria-hidden />
    </a>
  );
}
