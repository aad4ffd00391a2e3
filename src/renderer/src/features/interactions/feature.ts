import { IconPhone } from '@tabler/icons-react';
import { fill } from '../../slots/slot.ts';
import { popLine, sheetPanel } from '../../slots/slots.ts';
import type { RendererFeature } from '../renderer-feature.ts';
import { CallsScreen } from './calls-screen.tsx';
import { de } from './de.ts';
import { en } from './en.ts';
import { LastContactLine } from './last-contact-line.tsx';
import { LastContacts } from './last-contacts.tsx';

export const interactionsFeature: RendererFeature = {
  name: 'interactions',
  catalogue: { de, en },
  contributions: [fill(sheetPanel, 20, LastContacts), fill(popLine, 30, LastContactLine)],
  screens: [
    {
      path: '/calls',
      component: CallsScreen,
      nav: { order: 20, label: 'nav', keys: 'g a|g l', icon: IconPhone },
    },
  ],
};
