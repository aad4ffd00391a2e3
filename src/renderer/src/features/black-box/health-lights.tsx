import type { ReactNode } from 'react';
import type { StageHealth } from '#shared/features/black-box/health.ts';
import { Light } from '../../ui/light.tsx';
import { Panel } from '../../ui/panel.tsx';
import styles from './black-box.module.css';
import { useBlackBoxTexts, useStageWords } from './texts.ts';

/** A light a stage, with its cause and what to do about it. */
export function HealthLights({ stages }: { readonly stages: readonly StageHealth[] }): ReactNode {
  const t = useBlackBoxTexts();
  const wordsOf = useStageWords();
  return (
    <Panel title={t('health.stages')}>
      <ul className={styles.stages} aria-label={t('health.stages')}>
        {stages.map((health) => {
          const { cause, next } = wordsOf(health);
          return (
            <li key={health.stage} data-light={health.light}>
              <Light state={health.light} />
              <strong>{t(`stage.${health.stage}.name`)}</strong>
              <div>
                <p>
                  <span className={styles.unseen}>{t(`health.light.${health.light}`)}: </span>
                  {cause}
                </p>
                {next !== undefined && <p className={styles.next}>{next}</p>}
                {health.detail !== undefined && <p className={styles.detail}>{health.detail}</p>}
              </div>
            </li>
          );
        })}
      </ul>
    </Panel>
  );
}
