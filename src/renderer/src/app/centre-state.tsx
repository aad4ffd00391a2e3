import type { ReactNode } from 'react';
import type { DeskStatus } from '#shared/ipc/status.ts';
import { daysBetween } from '../i18n/format.ts';
import { useLanguage } from '../i18n/language.tsx';
import { useCoreTexts } from '../i18n/use-core-texts.ts';
import { useFormat } from '../i18n/use-format.ts';
import { Light } from '../ui/light.tsx';
import type { LightState } from '../ui/light.tsx';
import { useNow } from '../ui/use-now.ts';
import styles from './status-bar.module.css';

type Centre = DeskStatus['centre'];

const light: Readonly<Record<Centre['state'], LightState>> = {
  'signed-out': 'off',
  connecting: 'busy',
  online: 'good',
  offline: 'warn',
  untrusted: 'bad',
  refused: 'bad',
};

/** "noch 4 s", "noch 3 min"; nothing while it cannot be told. */
function remaining(t: ReturnType<typeof useCoreTexts>, ms: number | undefined): string {
  if (ms === undefined) return '';
  const seconds = Math.ceil(ms / 1000);
  return seconds < 90
    ? t('centre.secondsLeft', { count: seconds })
    : t('centre.minutesLeft', { count: Math.ceil(seconds / 60) });
}

/** "Stand 08:12 · offline · 3 ungesendet": how old what is seen may be, and what others have not seen yet. */
export function CentreState({ centre }: { readonly centre: Centre }): ReactNode {
  const t = useCoreTexts();
  const { i18n } = useLanguage();
  const format = useFormat();
  const now = useNow();
  const { asOf, state, fault, progress } = centre;
  const known = fault !== undefined && i18n.exists(`centre.fault.${fault}`);
  const hasNext = fault !== undefined && i18n.exists(`centre.next.${fault}`);
  const parts = [
    asOf === null
      ? t('centre.neverComplete')
      : t('centre.asOf', {
          time: daysBetween(asOf, now) === 0 ? format.time(asOf) : format.moment(asOf, now),
        }),
    t(`centre.state.${state}`),
    known ? i18n.t(`centre.fault.${fault}`) : '',
    hasNext ? i18n.t(`centre.next.${fault}`) : '',
    centre.pending > 0 ? t('centre.pending', { count: centre.pending }) : '',
    centre.rejected > 0 ? t('centre.rejected', { count: centre.rejected }) : '',
    centre.restored
      ? t('centre.restored', {
          time: format.moment(centre.restored.at, now),
          again: format.number(centre.restored.again),
        })
      : '',
  ].filter((part) => part !== '');
  return (
    <span className={styles.part} role="status" title={centre.detail}>
      {progress && progress.total > 0 && (
        <>
          <progress
            className={styles.progress}
            value={progress.done}
            max={progress.total}
            aria-label={t('centre.catchingUp')}
          />
          <span>
            {[
              t('centre.progress', {
                percent: format.number(Math.floor((100 * progress.done) / progress.total)),
                done: format.number(progress.done),
                total: format.number(progress.total),
              }),
              remaining(t, progress.remainingMs),
            ]
              .filter((part) => part !== '')
              .join(' · ')}
          </span>
        </>
      )}
      <Light state={light[state]} />
      <span>{parts.join(' · ')}</span>
    </span>
  );
}
