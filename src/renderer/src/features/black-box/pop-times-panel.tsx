import type { ReactNode } from 'react';
import type { PopSummary, PopTimes } from '#shared/features/black-box/contract.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { Panel } from '../../ui/panel.tsx';
import styles from './black-box.module.css';
import { useBlackBoxTexts } from './texts.ts';

const STAGES = ['tracked', 'matched', 'told', 'total'] as const satisfies readonly (keyof PopTimes)[];

/** How long it takes from the PBX's event to the pop, stage by stage. */
export function PopTimesPanel({ pop }: { readonly pop: PopSummary | null }): ReactNode {
  const t = useBlackBoxTexts();
  const format = useFormat();
  const ms = (value: number): string => t('pop.ms', { ms: format.number(Math.round(value * 100) / 100) });
  return (
    <Panel
      title={t('pop.title')}
      action={pop && <span className={styles.aside}>{t('pop.of', { count: pop.calls })}</span>}
    >
      {pop === null ? (
        <p className={styles.note}>{t('pop.none')}</p>
      ) : (
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{t('pop.stage')}</th>
              <th scope="col">{t('pop.half')}</th>
              <th scope="col">{t('pop.most')}</th>
            </tr>
          </thead>
          <tbody>
            {STAGES.map((stage) => (
              <tr key={stage}>
                <th scope="row">{t(`pop.${stage}`)}</th>
                <td>{ms(pop.p50[stage])}</td>
                <td>{ms(pop.p95[stage])}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Panel>
  );
}
