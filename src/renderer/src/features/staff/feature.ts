import { fill } from '../../slots/slot.ts';
import { transferTargets } from '../../slots/slots.ts';
import type { RendererFeature } from '../renderer-feature.ts';
import { de } from './de.ts';
import { en } from './en.ts';
import { TransferTargets } from './transfer-targets.tsx';

/** The people of the house have no screen yet; their names come with what they did, and where a call can go. */
export const staffFeature: RendererFeature = {
  name: 'staff',
  catalogue: { de, en },
  contributions: [fill(transferTargets, 10, TransferTargets)],
  screens: [],
};
