import type { ReactNode } from 'react';
import type { MatchRule } from '#shared/calls/live-call.ts';
import type { BoxFacts } from '#shared/features/black-box/contract.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { Panel } from '../../ui/panel.tsx';
import styles from './black-box.module.css';
import { useBlackBoxTexts } from './texts.ts';

const RULES: ReadonlySet<MatchRule> = new Set(['ignored', 'rejected', 'internal-rule']);
const LADDER = ['withheld', 'own-extension', 'ignored', 'exact', 'shared', 'stem', 'unknown'] as const;

/** The ladder of the match with the rung that held. */
export function WhyPanel({ facts }: { readonly facts: BoxFacts | null }): ReactNode {
  const t = useBlackBoxTexts();
  const format = useFormat();
  if (facts === null) {
    return (
      <Panel title={t('box.why')}>
        <p className={styles.note}>{t('why.none')}</p>
      </Panel>
    );
  }
  const { rule, digits, extension, candidates, party, dialled, presentation, readings = [] } = facts;
  // The house's rules are one rung, whatever they say.
  const rungs = LADDER.map((rung) => (rung === 'ignored' && RULES.has(rule) ? rule : rung));
  return (
    <Panel title={t('box.why')}>
      <ol className={styles.ladder} aria-label={t('why.ladder')}>
        {rungs.map((rung) => (
          <li key={rung} aria-current={rung === rule ? 'step' : undefined}>
            <strong>{t(`rung.${rung}.name`)}</strong>
            {rung === rule && (
              <p>
                {t(`rung.${rung}.hit`, {
                  digits: digits === null ? '' : `+${digits}`,
                  extension: extension ?? '',
                })}
              </p>
            )}
          </li>
        ))}
      </ol>
      {readings.length > 0 && (
        <ol className={styles.readings} aria-label={t('why.readings')}>
          {readings.map((reading) => (
            <li key={reading.digits} aria-current={reading.digits === digits ? 'true' : undefined}>
              <strong>{reading.rule === 'internal' ? reading.digits : `+${reading.digits}`}</strong>{' '}
              <span className={styles.aside}>
                {t(`why.rule.${reading.rule}`)}
                {reading.outsideLine && ` · ${t('why.outsideLine')}`}
                {reading.digits === digits && ` · ${t('why.hit')}`}
              </span>
            </li>
          ))}
        </ol>
      )}
      <div className={styles.why}>
        {presentation !== undefined && <p>{t(`why.presentation.${presentation}`)}</p>}
        {candidates.length > 0 && <p>{t('why.candidates', { names: format.list(candidates) })}</p>}
        {party !== null && <p>{t('why.chosen', { name: party })}</p>}
        {dialled !== null && <p>{t('why.dialled', { number: dialled })}</p>}
      </div>
    </Panel>
  );
}
