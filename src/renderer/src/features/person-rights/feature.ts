import { IconShieldLock } from '@tabler/icons-react';
import { fill } from '../../slots/slot.ts';
import { popLine, sheetAlert, sheetGuard, sheetPanel } from '../../slots/slots.ts';
import type { RendererFeature } from '../renderer-feature.ts';
import { de } from './de.ts';
import { en } from './en.ts';
import { RestrictedAlert, RestrictedPop, RestrictedSheet } from './restricted.tsx';
import { RightsPanel } from './rights-panel.tsx';
import { RightsScreen } from './rights-screen.tsx';

export const personRightsFeature: RendererFeature = {
  name: 'person-rights',
  catalogue: { de, en },
  contributions: [
    fill(sheetGuard, 0, RestrictedSheet),
    fill(sheetAlert, 0, RestrictedAlert),
    fill(sheetPanel, 95, RightsPanel),
    fill(popLine, 0, RestrictedPop),
  ],
  screens: [
    {
      path: '/person-rights',
      component: RightsScreen,
      nav: {
        group: 'admin',
        order: 20,
        label: 'screen.title',
        icon: IconShieldLock,
        roles: ['steward', 'admin'],
      },
      help: 'help.rights',
    },
  ],
};
