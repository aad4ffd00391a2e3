import { useState } from 'react';
import type { ReactNode } from 'react';
import { useSettings, useStatus } from '../api/desk-state.tsx';
import { hrefOf } from '../app/router.ts';
import { useCoreTexts } from '../i18n/use-core-texts.ts';
import { useHouseSpeaks } from '../settings/house-values.tsx';
import { NumberSettings } from '../settings/number-settings.tsx';
import { PbxSettings } from '../settings/pbx-settings.tsx';
import { SlotOutlet } from '../slots/slot-outlet.tsx';
import { startTestCall } from '../slots/slots.ts';
import { Light } from '../ui/light.tsx';
import type { LightState } from '../ui/light.tsx';
import { Panel } from '../ui/panel.tsx';
import { ScreenTitle } from '../ui/screen-title.tsx';
import { FirstSync } from './first-sync.tsx';
import { START_STEPS } from './start-steps.ts';
import type { StartStep, StepState } from './start-steps.ts';
import styles from './start.module.css';
import { useCauses } from './use-causes.ts';
import { useStart } from './use-start.ts';

const LIGHT: Readonly<Record<StepState, LightState>> = {
  done: 'good',
  open: 'off',
  busy: 'busy',
  fault: 'bad',
};

/** From an empty desk to the first call: every step with how it stands, why, and what to do; what the next one needs below it. */
export function StartScreen(): ReactNode {
  const t = useCoreTexts();
  const { states, next, isReady } = useStart();
  const causes = useCauses();
  // What is left to do at a desk that finds the house's values filled in.
  const isPrefilled = useHouseSpeaks() && states.pbx === 'open';
  const nextOf = (step: StartStep): string =>
    step === 'pbx' && isPrefilled
      ? t('start.fromHouse')
      : (causes[step].next ?? t(`start.step.${step}.next`));
  // What was opened stays open: the fields must not go from under the hands that make the step done.
  const [opened, setOpened] = useState<readonly StartStep[]>([]);
  if (next !== undefined && !opened.includes(next)) setOpened([...opened, next]);
  return (
    <div className={styles.screen}>
      <ScreenTitle title={t('start.title')} detail={t(isReady ? 'start.ready' : 'start.lead')} />
      <Panel title={t('start.steps')}>
        <ol className={styles.steps} aria-label={t('start.steps')}>
          {START_STEPS.map((step) => (
            <li key={step} aria-current={step === next ? 'step' : undefined}>
              <Light state={LIGHT[states[step]]} />
              <strong>{t(`start.step.${step}.name`)}</strong>
              <div>
                <p>
                  {t(`start.state.${states[step]}`)}
                  {causes[step].cause !== '' && ` · ${causes[step].cause}`}
                </p>
                {states[step] !== 'done' && <p className={styles.next}>{nextOf(step)}</p>}
                {step === 'sync' && <FirstSync />}
              </div>
            </li>
          ))}
        </ol>
      </Panel>
      {START_STEPS.filter((step) => opened.includes(step)).map((step) => (
        <Help key={step} step={step} />
      ))}
      <p>
        <a href={hrefOf('/')}>{t(isReady ? 'start.toWork' : 'start.later')}</a>
      </p>
    </div>
  );
}

/** What a step needs, right here. */
function Help({ step }: { readonly step: StartStep }): ReactNode {
  const settings = useSettings();
  const status = useStatus();
  if (!settings || !status) return null;
  if (step === 'pbx')
    return (
      <>
        <PbxSettings settings={settings} />
        <NumberSettings settings={settings} />
      </>
    );
  return step === 'test-call' ? <SlotOutlet slot={startTestCall} with={{}} /> : null;
}
