import { IconPhoneCall } from '@tabler/icons-react';
import { fill } from '../../slots/slot.ts';
import { everywhereActs, popLine, sheetAlert, todayCard } from '../../slots/slots.ts';
import type { RendererFeature } from '../renderer-feature.ts';
import { CallbackCard } from './callback-card.tsx';
import { CallbacksScreen } from './callbacks-screen.tsx';
import { de } from './de.ts';
import { en } from './en.ts';
import { MissedAlert } from './missed-alert.tsx';
import { MissedLine } from './missed-line.tsx';
import { NextCallback } from './next-callback.tsx';

export const callbacksFeature: RendererFeature = {
  name: 'callbacks',
  catalogue: { de, en },
  contributions: [
    fill(sheetAlert, 15, MissedAlert),
    fill(popLine, 15, MissedLine),
    fill(todayCard, 20, CallbackCard),
    fill(everywhereActs, 10, NextCallback),
  ],
  screens: [
    {
      path: '/callbacks',
      component: CallbacksScreen,
      nav: { order: 15, label: 'nav', keys: 'g r|g b', icon: IconPhoneCall },
      help: 'help.list',
    },
  ],
};
