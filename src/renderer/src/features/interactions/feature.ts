import { IconPhone } from '@tabler/icons-react';
import { fill } from '../../slots/slot.ts';
import {
  chooserMark,
  popLine,
  sheetAside,
  sheetBelow,
  sheetGlance,
  thingPanel,
  wrapUpPart,
} from '../../slots/slots.ts';
import type { RendererFeature } from '../renderer-feature.ts';
import { ChooserMark } from './chooser-mark.tsx';
import { CallsScreen } from './calls-screen.tsx';
import { de } from './de.ts';
import { en } from './en.ts';
import { EntryAside } from './entry-aside.tsx';
import { LastContactLine } from './last-contact-line.tsx';
import { LastContacts } from './last-contacts.tsx';
import { ProtocolsPanel } from './protocols-panel.tsx';
import { TimelinePanel } from './timeline-panel.tsx';
import { SpeaksFor } from './speaks-for.tsx';

export const interactionsFeature: RendererFeature = {
  name: 'interactions',
  catalogue: { de, en },
  contributions: [
    fill(sheetGlance, 20, LastContacts),
    fill(sheetBelow, 0, TimelinePanel),
    fill(sheetAside, 10, EntryAside),
    fill(thingPanel, 0, ProtocolsPanel),
    fill(popLine, 30, LastContactLine),
    fill(chooserMark, 10, ChooserMark),
    fill(wrapUpPart, 5, SpeaksFor),
  ],
  screens: [
    {
      path: '/calls',
      component: CallsScreen,
      nav: { order: 20, label: 'nav', keys: 'g a|g l', icon: IconPhone },
      help: 'help.calls',
    },
  ],
};
