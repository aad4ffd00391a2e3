import type { ReactNode } from 'react';
import {
  IconDeviceDesktop,
  IconHelp,
  IconKeyboard,
  IconLanguage,
  IconMoon,
  IconSun,
  IconUser,
} from '@tabler/icons-react';
import { settingsContract } from '#shared/ipc/core-contracts.ts';
import type { DeskSettings, DeskSettingsPatch } from '#shared/settings/desk-settings.ts';
import { usePanels } from '../acts/panel-store.ts';
import { useNamedAct } from '../acts/use-named-act.ts';
import { useClient } from '../api/client-context.tsx';
import { useDeskState, useSettings } from '../api/desk-state.tsx';
import { useCoreTexts } from '../i18n/use-core-texts.ts';
import { SETTINGS_SECTIONS } from '../settings/sections.ts';
import { useAct } from '../ui/use-act.ts';
import { navigate } from './router.ts';

const THEMES = ['light', 'dark', 'system'] as const;
const THEME_ICONS = { light: IconSun, dark: IconMoon, system: IconDeviceDesktop } as const;
const LANGUAGES = ['de', 'en'] as const;

/** What can be done on every screen and belongs to no feature. Renders nothing. */
export function CoreActs(): ReactNode {
  const t = useCoreTexts();
  const show = usePanels((store) => store.show);
  useNamedAct({
    id: 'help',
    name: t('acts.help'),
    keys: 'F1',
    icon: IconHelp,
    run: () => show('help'),
  });
  useNamedAct({
    id: 'keys',
    name: t('acts.keys'),
    also: 'shortcuts',
    keys: '?',
    icon: IconKeyboard,
    run: () => show('keys'),
  });
  useNamedAct({
    id: 'account',
    name: t('acts.account'),
    also: t('acts.accountAlso'),
    place: 'settings',
    icon: IconUser,
    run: () => navigate('/account'),
  });
  return (
    <>
      {THEMES.map((theme) => (
        <ThemeAct key={theme} theme={theme} />
      ))}
      {LANGUAGES.map((language) => (
        <LanguageAct key={language} language={language} />
      ))}
      {SETTINGS_SECTIONS.map((section) => (
        <SectionAct key={section} section={section} />
      ))}
    </>
  );
}

function useChange(): (patch: DeskSettingsPatch) => void {
  const client = useClient();
  const store = useDeskState().settings;
  const act = useAct();
  return (patch) => void act(async () => store.set(await client.ask(settingsContract, 'change', patch)));
}

function ThemeAct({ theme }: { readonly theme: DeskSettings['theme'] }): ReactNode {
  const t = useCoreTexts();
  const change = useChange();
  const now = useSettings()?.theme;
  useNamedAct({
    id: `theme.${theme}`,
    name: t(`acts.${theme}`),
    also: t('acts.themeAlso'),
    place: 'settings',
    icon: THEME_ICONS[theme],
    isPossible: now !== theme,
    run: () => change({ theme }),
  });
  return null;
}

function LanguageAct({ language }: { readonly language: DeskSettings['language'] }): ReactNode {
  const t = useCoreTexts();
  const change = useChange();
  const now = useSettings()?.language;
  useNamedAct({
    id: `language.${language}`,
    name: t(`acts.language.${language}`),
    also: t('acts.languageAlso'),
    place: 'settings',
    icon: IconLanguage,
    isPossible: now !== language,
    run: () => change({ language }),
  });
  return null;
}

function SectionAct({ section }: { readonly section: (typeof SETTINGS_SECTIONS)[number] }): ReactNode {
  const t = useCoreTexts();
  useNamedAct({
    id: `settings.${section}`,
    name: t(section === 'shortcuts' ? 'settings.shortcuts.title' : `settings.${section}`),
    place: 'settings',
    run: () => navigate(`/settings/${section}`),
  });
  return null;
}
