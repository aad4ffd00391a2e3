import { IconChartBar } from '@tabler/icons-react';
import { LEADING } from '#shared/access/leading.ts';
import { fill } from '../../slots/slot.ts';
import { todayCard } from '../../slots/slots.ts';
import type { RendererFeature } from '../renderer-feature.ts';
import { de } from './de.ts';
import { en } from './en.ts';
import { FiguresCard } from './figures-card.tsx';
import { FiguresScreen } from './figures-screen.tsx';

export const figuresFeature: RendererFeature = {
  name: 'figures',
  catalogue: { de, en },
  contributions: [fill(todayCard, 40, FiguresCard)],
  screens: [
    {
      path: '/figures',
      component: FiguresScreen,
      nav: { group: 'care', order: 90, label: 'nav', icon: IconChartBar, roles: LEADING },
      help: 'help.team',
    },
  ],
};
