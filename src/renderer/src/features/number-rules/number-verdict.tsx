import type { ReactNode } from 'react';
import type { NumberTest } from '#shared/features/number-rules/contract.ts';
import { partyOf } from '#shared/calls/far-end.ts';
import { callerWords } from '../../calls/caller-name.ts';
import { useCoreTexts } from '../../i18n/use-core-texts.ts';
import { Mark } from '../../ui/mark.tsx';
import styles from './number-rules.module.css';
import { StoredForm } from './stored-form.tsx';
import { useNumberRuleTexts } from './texts.ts';

/** Who would pop, in the pop's own words; then every step that led there. */
export function NumberVerdict({ test }: { readonly test: NumberTest }): ReactNode {
  const t = useNumberRuleTexts();
  const { reading, rungs, match, rule } = test;
  return (
    <dl className={styles.facts}>
      <dt>{t('test.pop')}</dt>
      <dd>
        <Pop test={test} />
      </dd>
      {reading.readings.length > 0 && (
        <>
          <dt>{t('test.readings')}</dt>
          <dd>
            <ol>
              {reading.readings.map(({ digits, display, isKnown, ownExtension }) => (
                <li key={digits} className={styles.item}>
                  <span>{reading.kind === 'internal' ? digits : `+${digits}`}</span>
                  {reading.kind === 'internal' ? (
                    <Mark>{t('test.internal')}</Mark>
                  ) : (
                    <>
                      <span className={styles.why}>{display}</span>
                      <Mark>{t(isKnown ? 'test.likely' : 'test.unlikely')}</Mark>
                    </>
                  )}
                  {ownExtension !== undefined && (
                    <Mark>
                      {ownExtension === ''
                        ? t('test.ownMain')
                        : t('test.ownExtension', { extension: ownExtension })}
                    </Mark>
                  )}
                  {digits === match.digits && <Mark tone="accent">{t('test.hit')}</Mark>}
                </li>
              ))}
            </ol>
          </dd>
          <dt>{t('test.rungs')}</dt>
          <dd>
            <ol>
              {rungs.map(({ rung, state }) => (
                <li key={rung} className={styles.item} data-state={state}>
                  <span>{t(`test.rung.${rung}`)}:</span>
                  <span>{t(`test.state.${state}`)}</span>
                  {rung === 'rule' && rule && (
                    <span>{t('test.rule', { pattern: rule.pattern, note: rule.note })}</span>
                  )}
                </li>
              ))}
            </ol>
          </dd>
        </>
      )}
      <dt>{t('test.dialled')}</dt>
      <dd>{reading.dialled ?? t('test.notDialled')}</dd>
      <dt>{t('test.stored')}</dt>
      <dd>
        <StoredForm stored={reading.stored} />
      </dd>
    </dl>
  );
}

function Pop({ test: { reading, match } }: { readonly test: NumberTest }): ReactNode {
  const t = useNumberRuleTexts();
  const core = useCoreTexts();
  const [first] = reading.readings;
  if (!first) return t('test.noNumber');
  const { display } = reading.readings.find(({ digits }) => digits === match.digits) ?? first;
  const { title, why } = callerWords({ match, party: partyOf(match), remote: {}, display }, core);
  if (match.rule === 'ignored') return t('test.popsNot', { why });
  const names = match.rule === 'shared' ? match.candidates.map(({ name }) => name).join(', ') : '';
  return (
    <>
      <p className={styles.pop}>{title}</p>
      <p className={styles.why}>{why}</p>
      {names !== '' && <p>{names}</p>}
    </>
  );
}
