import type { ReactNode } from 'react';
import { IconCheck } from '@tabler/icons-react';
import { useStatus } from '../api/desk-state.tsx';
import { useCoreTexts } from '../i18n/use-core-texts.ts';
import { Unseen } from '../ui/unseen.tsx';
import { START_STEPS } from './start-steps.ts';
import styles from './step-indicator.module.css';
import { useStart } from './use-start.ts';

/** Before the sign-in of a desk that never held any data: how far the first start is. Nothing on any other desk. */
export function StepIndicator(): ReactNode {
  const t = useCoreTexts();
  const status = useStatus();
  const { states, next } = useStart();
  if (!status || status.centre.asOf !== null) return null;
  return (
    <ol className={styles.steps} aria-label={t('start.steps')}>
      {START_STEPS.map((step, index) => (
        <li
          key={step}
          className={styles.step}
          data-is={states[step]}
          aria-current={step === next ? 'step' : undefined}
        >
          <span className={styles.number} aria-hidden="true">
            {states[step] === 'done' ? <IconCheck size={13} /> : index + 1}
          </span>
          {t(`start.step.${step}.name`)}
          <Unseen>{t(`start.state.${states[step]}`)}</Unseen>
        </li>
      ))}
    </ol>
  );
}
