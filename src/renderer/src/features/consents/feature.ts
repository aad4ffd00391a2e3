import { fill } from '../../slots/slot.ts';
import { listFilters, sheetPanel, timelineFact } from '../../slots/slots.ts';
import type { RendererFeature } from '../renderer-feature.ts';
import { ConsentFact } from './consent-fact.tsx';
import { ConsentsPanel } from './consents-panel.tsx';
import { de } from './de.ts';
import { en } from './en.ts';
import { PermissionFilter } from './permission-filter.tsx';

export const consentsFeature: RendererFeature = {
  name: 'consents',
  catalogue: { de, en },
  contributions: [
    fill(sheetPanel, 60, ConsentsPanel),
    fill(timelineFact, 0, ConsentFact),
    fill(listFilters, 20, PermissionFilter),
  ],
  screens: [],
};
