import { fill } from '../../slots/slot.ts';
import { callAside, dock, sheetAside, todayCard } from '../../slots/slots.ts';
import type { RendererFeature } from '../renderer-feature.ts';
import { de } from './de.ts';
import { en } from './en.ts';
import { CallStrip, SheetStrips } from './strips.tsx';
import { WrapUpCard } from './wrap-up-card.tsx';
import { WrapUpStack } from './wrap-up-stack.tsx';

export const wrapUpFeature: RendererFeature = {
  name: 'wrap-up',
  catalogue: { de, en },
  contributions: [
    fill(sheetAside, 0, SheetStrips),
    fill(callAside, 0, CallStrip),
    fill(dock, 0, WrapUpStack),
    fill(todayCard, 24, WrapUpCard),
  ],
  screens: [],
};
