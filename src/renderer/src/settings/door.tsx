import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { AdapterName, DeskSettings } from '#shared/settings/desk-settings.ts';
import { useStatus } from '../api/desk-state.tsx';
import { nextOf, PbxState } from '../app/pbx-state.tsx';
import { useCoreTexts } from '../i18n/use-core-texts.ts';
import styles from './door.module.css';
import { SwitchField } from './fields.tsx';
import { useDoorSetting } from './use-door-setting.ts';

interface Props {
  readonly settings: DeskSettings;
  readonly name: AdapterName;
  /** What is set once it is on. */
  readonly children?: ReactNode;
}

/** A way calls come in: one line while it is off, its fields below it while it is on. */
export function Door({ settings, name, children }: Props): ReactNode {
  const t = useCoreTexts();
  const { i18n } = useTranslation();
  const status = useStatus()?.links.find(({ adapter }) => adapter === name);
  const next = status && nextOf(status, i18n);
  const enabled = useDoorSetting(settings, name, 'enabled');
  const label = t(`settings.${name}.enabled`);
  return (
    <section className={styles.door} aria-label={label}>
      <SwitchField setting={enabled} label={label} hint={t(`settings.${name}.enabledHint`)} />
      {enabled.value && status && (
        <p className={styles.light}>
          <PbxState pbx={status} />
        </p>
      )}
      {enabled.value && next !== undefined && <p className={styles.help}>{next}</p>}
      {enabled.value && children}
    </section>
  );
}
