import type { ReactNode } from 'react';
import { SHORTCUT_STATES, shellContract } from '#shared/ipc/core-contracts.ts';
import { parseAccelerator, toCombo } from '#shared/settings/accelerator.ts';
import type { DeskSettings } from '#shared/settings/desk-settings.ts';
import { SHORTCUTS } from '#shared/settings/shortcut-settings.ts';
import type { ShortcutName, ShortcutState } from '#shared/settings/shortcut-settings.ts';
import { useQuery } from '../api/use-query.ts';
import { useCoreTexts } from '../i18n/use-core-texts.ts';
import { Light } from '../ui/light.tsx';
import type { LightState } from '../ui/light.tsx';
import { Panel } from '../ui/panel.tsx';
import doorStyles from './door.module.css';
import { SwitchField, TextField } from './fields.tsx';
import styles from './settings-screen.module.css';
import { useSetting } from './use-setting.ts';

const LIGHT: Readonly<Record<ShortcutState, LightState>> = {
  off: 'off',
  ready: 'good',
  taken: 'bad',
  double: 'bad',
  page: 'good',
};

/** Keys that reach the desk from within other programs, and whether they do. */
export function ShortcutSettings({ settings }: { readonly settings: DeskSettings }): ReactNode {
  const t = useCoreTexts();
  const { value: states } = useQuery(shellContract, 'shortcuts', {}, [SHORTCUT_STATES]);
  const atOnce = useSetting(
    settings,
    (all) => all.shortcuts.dialAtOnce,
    (dialAtOnce) => ({ shortcuts: { dialAtOnce } }),
  );
  const isPage = states !== undefined && Object.values(states).includes('page');
  return (
    <Panel title={t('settings.shortcuts.title')}>
      <div className={styles.rows}>
        {SHORTCUTS.map((name) => (
          <ShortcutField key={name} settings={settings} name={name} state={states?.[name]} />
        ))}
        <SwitchField
          setting={atOnce}
          label={t('settings.shortcuts.dialAtOnce')}
          hint={t('settings.shortcuts.dialAtOnceHint')}
        />
        {isPage && <p className={doorStyles.help}>{t('settings.shortcuts.page')}</p>}
      </div>
    </Panel>
  );
}

interface FieldProps {
  readonly settings: DeskSettings;
  readonly name: ShortcutName;
  readonly state: ShortcutState | undefined;
}

function ShortcutField({ settings, name, state }: FieldProps): ReactNode {
  const t = useCoreTexts();
  const keys = (accelerator: string): string =>
    toCombo(accelerator)
      .replace('Mod', t('key.Mod'))
      .replace('Shift', t('key.Shift'))
      .replace('Alt', t('key.Alt'));
  const setting = useSetting(
    settings,
    (all) => keys(all.shortcuts[name]),
    // What is no combination is sent as it is, for the schema to refuse.
    (typed) => ({ shortcuts: { [name]: parseAccelerator(typed) ?? typed.trim() } }),
  );
  return (
    <>
      <TextField
        setting={setting}
        label={t(`settings.shortcuts.${name}`)}
        hint={t(`settings.shortcuts.${name}Hint`)}
        rule={t('settings.shortcuts.rule')}
      />
      {state && (
        <p className={doorStyles.light}>
          <Light state={LIGHT[state]} />
          {t(`settings.shortcuts.state.${state}`)}
        </p>
      )}
    </>
  );
}
