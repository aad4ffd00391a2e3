import type { ReactNode } from 'react';
import { useSettings } from '../api/desk-state.tsx';
import { useCoreTexts } from '../i18n/use-core-texts.ts';
import { SlotOutlet } from '../slots/slot-outlet.tsx';
import { settingsSection } from '../slots/slots.ts';
import { ScreenTitle } from '../ui/screen-title.tsx';
import { GeneralSettings } from './general-settings.tsx';
import { NumberSettings } from './number-settings.tsx';
import { PbxSettings } from './pbx-settings.tsx';
import { ShortcutSettings } from './shortcut-settings.tsx';
import styles from './settings-screen.module.css';

export function SettingsScreen(): ReactNode {
  const t = useCoreTexts();
  const settings = useSettings();
  return (
    <div className={styles.screen}>
      <ScreenTitle title={t('nav.settings')} detail={t('settings.lead')} />
      {settings && (
        <>
          <GeneralSettings settings={settings} />
          <PbxSettings settings={settings} />
          <NumberSettings settings={settings} />
          <ShortcutSettings settings={settings} />
          <SlotOutlet slot={settingsSection} with={{}} />
        </>
      )}
    </div>
  );
}
