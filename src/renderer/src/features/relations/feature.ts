import { fill } from '../../slots/slot.ts';
import { sheetPanel } from '../../slots/slots.ts';
import type { RendererFeature } from '../renderer-feature.ts';
import { de } from './de.ts';
import { en } from './en.ts';
import { RelationsPanel } from './relations-panel.tsx';

export const relationsFeature: RendererFeature = {
  name: 'relations',
  catalogue: { de, en },
  contributions: [fill(sheetPanel, 40, RelationsPanel)],
  screens: [],
};
