import { IconEye } from '@tabler/icons-react';
import { fill } from '../../slots/slot.ts';
import { sheetAlert, sheetPanel } from '../../slots/slots.ts';
import type { RendererFeature } from '../renderer-feature.ts';
import { AccessPanel } from './access-panel.tsx';
import { de } from './de.ts';
import { en } from './en.ts';
import { OpenedSheet } from './opened-sheet.tsx';
import { OwnReadings, ReadingsOfParty, ReadingsOfReader } from './reading-screen.tsx';

export const readingLogFeature: RendererFeature = {
  name: 'reading-log',
  catalogue: { de, en },
  contributions: [fill(sheetAlert, 99, OpenedSheet), fill(sheetPanel, 96, AccessPanel)],
  screens: [
    {
      path: '/reading-log',
      component: OwnReadings,
      // Everybody's own: who is written about can look.
      nav: { group: 'care', order: 60, label: 'nav', icon: IconEye },
      help: 'help',
    },
    { path: '/reading-log/party/:id', component: ReadingsOfParty, help: 'help' },
    { path: '/reading-log/reader/:id', component: ReadingsOfReader, help: 'help' },
  ],
};
