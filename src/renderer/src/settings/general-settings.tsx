import type { ReactNode } from 'react';
import type { DeskSettings } from '#shared/settings/desk-settings.ts';
import { useCoreTexts } from '../i18n/use-core-texts.ts';
import { Panel } from '../ui/panel.tsx';
import { CentreAuthority } from './centre-authority.tsx';
import { ChoiceField, TextField } from './fields.tsx';
import styles from './settings-screen.module.css';
import { useSetting } from './use-setting.ts';

type Theme = DeskSettings['theme'];
type Language = DeskSettings['language'];

export function GeneralSettings({ settings }: { readonly settings: DeskSettings }): ReactNode {
  const t = useCoreTexts();
  const language = useSetting<Language>(
    settings,
    (all) => all.language,
    (value) => ({ language: value }),
  );
  const theme = useSetting<Theme>(
    settings,
    (all) => all.theme,
    (value) => ({ theme: value }),
  );
  const centre = useSetting(
    settings,
    (all) => all.centre.url ?? '',
    (value) => ({ centre: { url: value.trim() === '' ? null : value.trim() } }),
  );
  return (
    <Panel title={t('settings.general')}>
      <div className={styles.rows}>
        <ChoiceField
          setting={language}
          label={t('settings.language.label')}
          choices={[
            { value: 'de', label: 'Deutsch' },
            { value: 'en', label: 'English' },
          ]}
        />
        <ChoiceField
          setting={theme}
          label={t('settings.theme.label')}
          choices={(['system', 'light', 'dark'] as const).map((value) => ({
            value,
            label: t(`settings.theme.${value}`),
          }))}
        />
        <TextField
          setting={centre}
          label={t('settings.centre.label')}
          hint={t('settings.centre.hint')}
          rule={t('settings.centre.rule')}
          placeholder="https://"
        />
        <CentreAuthority settings={settings} />
      </div>
    </Panel>
  );
}
