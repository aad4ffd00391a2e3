import { useEffect, useRef } from 'react';
import type { ReactNode } from 'react';
import { useSettings } from '../api/desk-state.tsx';
import { hrefOf } from '../app/router.ts';
import { useCoreTexts } from '../i18n/use-core-texts.ts';
import { SlotOutlet } from '../slots/slot-outlet.tsx';
import { settingsSection } from '../slots/slots.ts';
import { ScreenTitle } from '../ui/screen-title.tsx';
import { GeneralSettings } from './general-settings.tsx';
import { NumberSettings } from './number-settings.tsx';
import { PbxSettings } from './pbx-settings.tsx';
import { ShortcutSettings } from './shortcut-settings.tsx';
import type { SETTINGS_SECTIONS } from './sections.ts';
import styles from './settings-screen.module.css';

interface Props {
  readonly params?: Readonly<Record<string, string>>;
}

export function SettingsScreen({ params = {} }: Props): ReactNode {
  const t = useCoreTexts();
  const settings = useSettings();
  return (
    <div className={styles.screen}>
      <ScreenTitle title={t('nav.settings')} detail={t('settings.lead')}>
        <a href={hrefOf('/start')}>{t('start.title')}</a>
      </ScreenTitle>
      {settings && (
        <>
          <Section name="general" wanted={params['section']}>
            <GeneralSettings settings={settings} />
          </Section>
          <Section name="pbx" wanted={params['section']}>
            <PbxSettings settings={settings} />
          </Section>
          <Section name="numbers" wanted={params['section']}>
            <NumberSettings settings={settings} />
          </Section>
          <Section name="shortcuts" wanted={params['section']}>
            <ShortcutSettings settings={settings} />
          </Section>
          <SlotOutlet slot={settingsSection} with={{}} />
        </>
      )}
    </div>
  );
}

interface SectionProps {
  readonly name: (typeof SETTINGS_SECTIONS)[number];
  readonly wanted: string | undefined;
  readonly children: ReactNode;
}

/** The one that is asked for comes into view with the focus, so that Tab goes on within it. */
function Section({ name, wanted, children }: SectionProps): ReactNode {
  const place = useRef<HTMLDivElement>(null);
  const isWanted = name === wanted;
  useEffect(() => {
    if (!isWanted) return;
    place.current?.scrollIntoView({ block: 'start' });
    place.current?.focus({ preventScroll: true });
  }, [isWanted]);
  return (
    <div ref={place} tabIndex={-1} className={styles.section}>
      {children}
    </div>
  );
}
