import { IconHeartbeat } from '@tabler/icons-react';
import { fill } from '../../slots/slot.ts';
import { statusPart } from '../../slots/slots.ts';
import type { RendererFeature } from '../renderer-feature.ts';
import { BoxScreen } from './box-screen.tsx';
import { BoxesScreen } from './boxes-screen.tsx';
import { de } from './de.ts';
import { en } from './en.ts';
import { HealthScreen } from './health-screen.tsx';
import { StatusLink } from './status-link.tsx';
import { BLACK_BOX } from './texts.ts';

export const blackBoxFeature: RendererFeature = {
  name: BLACK_BOX,
  catalogue: { de, en },
  contributions: [fill(statusPart, 10, StatusLink)],
  screens: [
    {
      path: '/health',
      component: HealthScreen,
      nav: { order: 80, label: 'nav', keys: 'g z|g d', icon: IconHeartbeat },
    },
    { path: '/black-box', component: BoxesScreen },
    { path: '/black-box/:id', component: BoxScreen },
  ],
};
