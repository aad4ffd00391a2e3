import { IconBuilding, IconUserCog } from '@tabler/icons-react';
import { administrationRights } from '#shared/features/administration/requests.ts';
import { fill } from '../../slots/slot.ts';
import { settingsSection } from '../../slots/slots.ts';
import type { RendererFeature } from '../renderer-feature.ts';
import { AdministrationLinks } from './administration-links.tsx';
import { de } from './de.ts';
import { en } from './en.ts';
import { HouseScreen } from './house-screen.tsx';
import { UsersScreen } from './users-screen.tsx';

/** Accounts, house settings and the policy; in the settings of those who may. */
export const administrationFeature: RendererFeature = {
  name: 'administration',
  catalogue: { de, en },
  contributions: [fill(settingsSection, 5, AdministrationLinks)],
  screens: [
    {
      path: '/people',
      component: UsersScreen,
      nav: {
        group: 'admin',
        order: 80,
        label: 'nav.people',
        icon: IconUserCog,
        roles: administrationRights.users,
      },
      help: 'help.users',
    },
    {
      path: '/organisation',
      component: HouseScreen,
      nav: {
        group: 'admin',
        order: 85,
        label: 'nav.organisation',
        icon: IconBuilding,
        roles: administrationRights.papers,
      },
      help: 'help.house',
    },
  ],
};
