import { fill } from '../../slots/slot.ts';
import { dock } from '../../slots/slots.ts';
import type { RendererFeature } from '../renderer-feature.ts';
import { de } from './de.ts';
import { DemoDock } from './demo-dock.tsx';
import { en } from './en.ts';

export const demoCallsFeature: RendererFeature = {
  name: 'demo-calls',
  catalogue: { de, en },
  contributions: [fill(dock, 90, DemoDock)],
  screens: [],
};
