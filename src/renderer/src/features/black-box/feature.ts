import { IconHeartbeat } from '@tabler/icons-react';
import { fill } from '../../slots/slot.ts';
import { callWhy, startTestCall, statusPart } from '../../slots/slots.ts';
import type { RendererFeature } from '../renderer-feature.ts';
import { BoxScreen } from './box-screen.tsx';
import { BoxesScreen } from './boxes-screen.tsx';
import { de } from './de.ts';
import { en } from './en.ts';
import { HealthScreen } from './health-screen.tsx';
import { CallWhyScreen } from './call-why-screen.tsx';
import { StatusLink } from './status-link.tsx';
import { TestCallPanel } from './test-call-panel.tsx';
import { BLACK_BOX } from './texts.ts';
import { WhyLink } from './why-link.tsx';

export const blackBoxFeature: RendererFeature = {
  name: BLACK_BOX,
  catalogue: { de, en },
  contributions: [
    fill(statusPart, 10, StatusLink),
    fill(callWhy, 10, WhyLink),
    fill(startTestCall, 0, TestCallPanel),
  ],
  screens: [
    {
      path: '/health',
      component: HealthScreen,
      nav: { group: 'admin', order: 10, label: 'nav', keys: 'g z|g d', icon: IconHeartbeat },
      help: 'help.health',
    },
    { path: '/black-box', component: BoxesScreen, help: 'help.boxes' },
    { path: '/black-box/:id', component: BoxScreen, help: 'help.boxes' },
    { path: '/call-why/:callId', component: CallWhyScreen, help: 'help.why' },
  ],
};
