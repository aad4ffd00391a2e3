import { fill } from '../../slots/slot.ts';
import { sheetPanel } from '../../slots/slots.ts';
import type { RendererFeature } from '../renderer-feature.ts';
import { ConsentsPanel } from './consents-panel.tsx';
import { de } from './de.ts';
import { en } from './en.ts';

export const consentsFeature: RendererFeature = {
  name: 'consents',
  catalogue: { de, en },
  contributions: [fill(sheetPanel, 60, ConsentsPanel)],
  screens: [],
};
