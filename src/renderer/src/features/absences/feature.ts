import { IconBeach } from '@tabler/icons-react';
import { fill } from '../../slots/slot.ts';
import { screenAlert } from '../../slots/slots.ts';
import type { RendererFeature } from '../renderer-feature.ts';
import { AbsencesScreen } from './absences-screen.tsx';
import { AwayBanner } from './away-banner.tsx';
import { de } from './de.ts';
import { en } from './en.ts';

export const absencesFeature: RendererFeature = {
  name: 'absences',
  catalogue: { de, en },
  contributions: [fill(screenAlert, 0, AwayBanner)],
  screens: [
    {
      path: '/absences',
      component: AbsencesScreen,
      nav: { group: 'care', order: 80, label: 'nav', icon: IconBeach },
      help: 'help.list',
    },
  ],
};
