import { fill } from '../../slots/slot.ts';
import { callHint, settingsSection } from '../../slots/slots.ts';
import type { RendererFeature } from '../renderer-feature.ts';
import { de } from './de.ts';
import { en } from './en.ts';
import { LineHint } from './line-hint.tsx';
import { LineList } from './line-list.tsx';

export const linesFeature: RendererFeature = {
  name: 'lines',
  catalogue: { de, en },
  contributions: [fill(callHint, 0, LineHint), fill(settingsSection, 11, LineList)],
  screens: [],
};
