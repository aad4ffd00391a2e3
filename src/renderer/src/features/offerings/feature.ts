import { fill } from '../../slots/slot.ts';
import { sheetPanel } from '../../slots/slots.ts';
import type { RendererFeature } from '../renderer-feature.ts';
import { de } from './de.ts';
import { en } from './en.ts';
import { ServicesPanel } from './services-panel.tsx';

export const offeringsFeature: RendererFeature = {
  name: 'offerings',
  catalogue: { de, en },
  contributions: [fill(sheetPanel, 50, ServicesPanel)],
  screens: [],
};
