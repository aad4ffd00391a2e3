import { IconDeviceLandlinePhone } from '@tabler/icons-react';
import { fill } from '../../slots/slot.ts';
import { settingsSection } from '../../slots/slots.ts';
import type { RendererFeature } from '../renderer-feature.ts';
import { de } from './de.ts';
import { en } from './en.ts';
import { ProfileLink } from './profile-link.tsx';
import { ProfileScreen } from './profile-screen.tsx';

/** The telephone system as the house has it; every desk's defaults. */
export const pbxProfileFeature: RendererFeature = {
  name: 'pbx-profile',
  catalogue: { de, en },
  contributions: [fill(settingsSection, 6, ProfileLink)],
  screens: [
    {
      path: '/pbx',
      component: ProfileScreen,
      nav: { group: 'admin', order: 87, label: 'nav', icon: IconDeviceLandlinePhone, roles: ['admin'] },
      help: 'help.profile',
    },
  ],
};
