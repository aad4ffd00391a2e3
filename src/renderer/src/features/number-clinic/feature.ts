import { IconStethoscope } from '@tabler/icons-react';
import type { RendererFeature } from '../renderer-feature.ts';
import { ClinicScreen } from './clinic-screen.tsx';
import { de } from './de.ts';
import { en } from './en.ts';

export const numberClinicFeature: RendererFeature = {
  name: 'number-clinic',
  catalogue: { de, en },
  contributions: [],
  screens: [
    {
      path: '/number-clinic',
      component: ClinicScreen,
      nav: { group: 'care', order: 30, label: 'nav', keys: 'g u', icon: IconStethoscope },
      help: 'help.clinic',
    },
  ],
};
