import { IconHome, IconSettings } from '@tabler/icons-react';
import { AccountScreen } from '../account/account-screen.tsx';
import { CallScreen } from '../calls/call-screen.tsx';
import { DialScreen } from '../calls/dial-screen.tsx';
import type { Screen } from '../features/renderer-feature.ts';
import { coreNamespace } from '../i18n/setup.ts';
import { SettingsScreen } from '../settings/settings-screen.tsx';
import type { RendererFeature } from '../features/renderer-feature.ts';
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
  },
  { path: '/account', component: AccountScreen },
  { path: '/call/:callId', component: CallScreen },
  { path: '/dial', component: DialScreen },
  { path: '/no-number', component: DialScreen },
  { path: '/dial/:number', component: DialScreen },
  { path: '/dial/:number/:from', component: DialScreen },
  { path: '/dial/:number/refused/:code', component: DialScreen },
  {
    path: '/settings',
    component: SettingsScreen,
    nav: { order: 90, label: 'nav.settings', keys: 'g e|g s', icon: IconSettings },
  },
];

export function screensOf(features: readonly RendererFeature[]): readonly NamedScreen[] {
  return [
    ...coreScreens.map((screen) => ({ ...screen, namespace: coreNamespace })),
    ...features.flatMap(({ name, screens }) => screens.map((screen) => ({ ...screen, namespace: name }))),
  ];
}
