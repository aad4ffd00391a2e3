import type { ReactNode } from 'react';
import { blackBoxContract, HEALTH } from '#shared/features/black-box/contract.ts';
import { useStatus } from '../../api/desk-state.tsx';
import { useQuery } from '../../api/use-query.ts';
import { hrefOf } from '../../app/router.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { ScreenTitle } from '../../ui/screen-title.tsx';
import styles from './black-box.module.css';
import { ComparePanel } from './compare-panel.tsx';
import { DoorLights } from './door-lights.tsx';
import { HealthLights } from './health-lights.tsx';
import { PopTimesPanel } from './pop-times-panel.tsx';
import { SetupPanel } from './setup-panel.tsx';
import { TestCallPanel } from './test-call-panel.tsx';
import { useBlackBoxTexts } from './texts.ts';

/** Why does nothing pop? Every stage with its light, and the ways to find out. */
export function HealthScreen(): ReactNode {
  const t = useBlackBoxTexts();
  const { value, error } = useQuery(blackBoxContract, 'health', {}, [HEALTH, 'black_box', 'contact_point']);
  const status = useStatus();
  return (
    <div className={styles.screen}>
      <ScreenTitle title={t('health.title')} detail={t('health.lead')}>
        <a href={hrefOf('/black-box')}>{t('health.boxes')}</a>
      </ScreenTitle>
      {error !== undefined && <ErrorNote error={error} />}
      <DoorLights />
      {value && <HealthLights stages={value.stages} />}
      <ComparePanel />
      <TestCallPanel />
      {status?.links.some(({ state }) => state !== 'off') && <SetupPanel />}
      {value && <PopTimesPanel pop={value.pop} />}
    </div>
  );
}
