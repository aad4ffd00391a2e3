import { fill } from '../../slots/slot.ts';
import { callHint, sheetAlert } from '../../slots/slots.ts';
import type { RendererFeature } from '../renderer-feature.ts';
import { de } from './de.ts';
import { en } from './en.ts';
import { HandoverAlert } from './handover-alert.tsx';
import { HandoverHint } from './handover-hint.tsx';

export const handoversFeature: RendererFeature = {
  name: 'handovers',
  catalogue: { de, en },
  contributions: [fill(callHint, 10, HandoverHint), fill(sheetAlert, 5, HandoverAlert)],
  screens: [],
};
