import type { ReactNode } from 'react';
import type { StageTimes, TracedFrame } from '#shared/calls/call-trace.ts';
import type { Box } from '#shared/features/black-box/contract.ts';
import { useFormat } from '../../i18n/use-format.ts';
import styles from './black-box.module.css';
import { useBlackBoxTexts } from './texts.ts';
import { momentsOf } from './moments.ts';

/** What the PBX said and what the desk made of it, in one line of time. */
export function Timeline({ box }: { readonly box: Box }): ReactNode {
  const t = useBlackBoxTexts();
  const moments = momentsOf(box);
  const start = moments[0]?.at ?? box.beganAt;
  return (
    <ol className={styles.timeline} aria-label={t('box.timeline')}>
      {moments.map((moment, index) => (
        <li key={index} data-kind={moment.stage ? 'desk' : 'pbx'}>
          <time>{((moment.at - start) / 1_000).toFixed(3)}</time>
          {moment.stage ? <DeskMoment stage={moment.stage} /> : <PbxMoment frame={moment.frame} />}
        </li>
      ))}
    </ol>
  );
}

function DeskMoment({ stage }: { readonly stage: StageTimes }): ReactNode {
  const t = useBlackBoxTexts();
  const format = useFormat();
  const { event, eventAt, trackedAt, matchedAt, emittedAt } = stage;
  const ms = (from: number, to: number): string =>
    format.number(Math.max(0, Math.round((to - from) * 100) / 100));
  return (
    <p>
      <strong>
        {t('box.desk')}: {t(`event.${event}`)}
      </strong>{' '}
      <span className={styles.aside}>
        {matchedAt === null
          ? t('box.tookUnmatched', { tracked: ms(eventAt, trackedAt), told: ms(trackedAt, emittedAt) })
          : t('box.took', {
              tracked: ms(eventAt, trackedAt),
              matched: ms(trackedAt, matchedAt),
              told: ms(matchedAt, emittedAt),
            })}
      </span>
    </p>
  );
}

/** What tells most of a frame at a glance. */
const TELLING = [
  'channel',
  'destchannel',
  'channelstate',
  'destchannelstate',
  'dialstatus',
  'cause',
  'queue',
  'exten',
];

function PbxMoment({ frame: { event, fields } }: { readonly frame: TracedFrame }): ReactNode {
  const t = useBlackBoxTexts();
  const glance = TELLING.flatMap((header) => (fields[header] ? [`${header} ${fields[header]}`] : []));
  return (
    <details>
      <summary>
        <code>{event}</code> <span className={styles.aside}>{glance.join(' · ')}</span>
      </summary>
      <dl aria-label={t('box.fields', { event })}>
        {Object.entries(fields).map(([header, value]) => (
          <div key={header}>
            <dt>{header}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
