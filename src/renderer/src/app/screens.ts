import { IconHome, IconSettings } from '@tabler/icons-react';
import type { Role } from '#shared/commands/command.ts';
import { AccountScreen } from '../account/account-screen.tsx';
import { CallScreen } from '../calls/call-screen.tsx';
import { DialScreen } from '../calls/dial-screen.tsx';
import type { Screen } from '../features/renderer-feature.ts';
import { coreNamespace } from '../i18n/setup.ts';
import { SettingsScreen } from '../settings/settings-screen.tsx';
import type { RendererFeature } from '../features/renderer-feature.ts';
import { matchPath } from './router.ts';
import { StartScreen } from '../start/start-screen.tsx';
import { TodayScreen } from './today-screen.tsx';

export interface NamedScreen extends Screen {
  /** Where its label is looked up. */
  readonly namespace: string;
}

const coreScreens: readonly Screen[] = [
  {
    path: '/',
    component: TodayScreen,
    nav: { order: 0, label: 'nav.today', keys: 'g h|g t', icon: IconHome },
    help: 'help.today',
  },
  { path: '/start', component: StartScreen, help: 'start.help' },
  { path: '/account', component: AccountScreen, help: 'help.account' },
  { path: '/call/:callId', component: CallScreen, help: 'help.call' },
  { path: '/dial', component: DialScreen, help: 'help.dial' },
  { path: '/no-number', component: DialScreen, help: 'help.dial' },
  { path: '/dial/:number', component: DialScreen, help: 'help.dial' },
  { path: '/dial/:number/:from', component: DialScreen, help: 'help.dial' },
  { path: '/dial/:number/refused/:code', component: DialScreen, help: 'help.dial' },
  {
    path: '/settings',
    component: SettingsScreen,
    nav: { order: 90, label: 'nav.settings', keys: 'g e|g s', icon: IconSettings },
    help: 'help.settings',
  },
  { path: '/settings/:section', component: SettingsScreen, help: 'help.settings' },
];

export function screensOf(features: readonly RendererFeature[]): readonly NamedScreen[] {
  return [
    ...coreScreens.map((screen) => ({ ...screen, namespace: coreNamespace })),
    ...features.flatMap(({ name, screens }) => screens.map((screen) => ({ ...screen, namespace: name }))),
  ];
}

/** The screen a path leads to, the first that fits. */
export const screenAt = (screens: readonly NamedScreen[], path: string): NamedScreen | undefined =>
  screens.find((screen) => matchPath(screen.path, path));

/** Whether somebody with these roles finds it in the navigation. */
export const isFoundBy = ({ nav }: Screen, roles: readonly Role[]): boolean =>
  nav !== undefined && (nav.roles === undefined || nav.roles.some((role) => roles.includes(role)));
