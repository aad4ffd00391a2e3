import { IconIdBadge2 } from '@tabler/icons-react';
import { fill } from '../../slots/slot.ts';
import { emptySeat, everywhereActs, settingsSection, statusPart } from '../../slots/slots.ts';
import type { RendererFeature } from '../renderer-feature.ts';
import { CheckInGate } from './check-in-gate.tsx';
import { de } from './de.ts';
import { DutyActs } from './duty-acts.tsx';
import { DutyScreen } from './duty-screen.tsx';
import { DutySettings } from './duty-settings.tsx';
import { DutyStatus } from './duty-status.tsx';
import { en } from './en.ts';

export const dutyFeature: RendererFeature = {
  name: 'duty',
  catalogue: { de, en },
  contributions: [
    fill(emptySeat, 0, CheckInGate),
    fill(everywhereActs, 40, DutyActs),
    fill(settingsSection, 4, DutySettings),
    fill(statusPart, 5, DutyStatus),
  ],
  screens: [
    {
      path: '/duty',
      component: DutyScreen,
      nav: { group: 'care', order: 82, label: 'nav', icon: IconIdBadge2 },
      help: 'help',
    },
  ],
};
