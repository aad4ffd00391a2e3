import { useState } from 'react';
import type { ReactNode } from 'react';
import { Button } from '@mantine/core';
import { hrefOf } from '../app/router.ts';
import { useCoreTexts } from '../i18n/use-core-texts.ts';
import { Panel } from '../ui/panel.tsx';
import { remember, remembered } from '../ui/remembered.ts';
import { START_STEPS } from './start-steps.ts';
import styles from './start.module.css';
import { useStart } from './use-start.ts';

const KEY = 'start.left';

/** On "Heute", until the desk is ready or somebody has said "not now"; the settings lead there too. */
export function StartCard(): ReactNode {
  const t = useCoreTexts();
  const { states, next, isReady } = useStart();
  const [isLeft, setLeft] = useState(() => remembered(KEY).length > 0);
  // A telephone nobody has set up is what a first start is about; a line that is down is the status bar's.
  if (isReady || isLeft || next === undefined || states.pbx !== 'open') return null;
  const leave = (): void => {
    remember(KEY, ['left']);
    setLeft(true);
  };
  const done = START_STEPS.filter((step) => states[step] === 'done').length;
  return (
    <Panel title={t('start.title')}>
      <div className={styles.card}>
        <p>{t('start.card', { done, all: START_STEPS.length, step: t(`start.step.${next}.name`) })}</p>
        <a href={hrefOf('/start')}>{t('start.goOn')}</a>
        <Button variant="subtle" onClick={leave}>
          {t('start.notNow')}
        </Button>
      </div>
    </Panel>
  );
}
