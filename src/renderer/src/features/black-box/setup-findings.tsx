import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { SetupFinding } from '#shared/calls/setup-finding.ts';
import { Light } from '../../ui/light.tsx';
import type { LightState } from '../../ui/light.tsx';
import styles from './black-box.module.css';
import { BLACK_BOX, useBlackBoxTexts } from './texts.ts';

const LIGHT: Readonly<Record<SetupFinding['state'], LightState>> = {
  ok: 'good',
  missing: 'bad',
  unproved: 'off',
  optional: 'off',
};

/** What was found at the doors, and for what is missing the line that goes where. */
export function SetupFindings({ found }: { readonly found: readonly SetupFinding[] }): ReactNode {
  const t = useBlackBoxTexts();
  const missing = found.filter(({ state }) => state === 'missing');
  const lines = new Map(missing.map((one) => [`${one.section} ${one.line || one.item}`, one]));
  return (
    <div role="status">
      <ul className={styles.stages} aria-label={t('setup.title')}>
        {found.map(({ item, state }) => (
          <li key={item}>
            <Light state={LIGHT[state]} />
            <strong>{t(`setup.item.${item}`)}</strong>
            <p>{t(`setup.state.${state}`)}</p>
          </li>
        ))}
      </ul>
      {missing.length === 0 ? (
        <p className={styles.note}>{t('setup.fine')}</p>
      ) : (
        <div className={styles.lines}>
          {[...lines.values()].map((finding) => (
            <ToDo key={finding.item} finding={finding} />
          ))}
          {missing.some(isOfManager) && <p>{t('setup.reload')}</p>}
        </div>
      )}
    </div>
  );
}

function ToDo({ finding }: { readonly finding: SetupFinding }): ReactNode {
  const t = useBlackBoxTexts();
  const { i18n } = useTranslation(BLACK_BOX);
  const { item, section, line } = finding;
  const how = `setup.how.${item}`;
  return (
    <div>
      <p>
        {i18n.exists(how, { ns: BLACK_BOX }) ? i18n.t(how, { ns: BLACK_BOX }) : t('setup.add', { section })}
      </p>
      {line !== '' && <code>{line}</code>}
    </div>
  );
}

const isOfManager = ({ item }: SetupFinding): boolean => /^(?:read|write|channelvars)\./.test(item);
