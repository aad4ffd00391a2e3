import { IconUsersGroup } from '@tabler/icons-react';
import { fill } from '../../slots/slot.ts';
import { sheetAlert, sheetPanel, similarParties } from '../../slots/slots.ts';
import type { RendererFeature } from '../renderer-feature.ts';
import { de } from './de.ts';
import { DuplicatesScreen } from './duplicates-screen.tsx';
import { en } from './en.ts';
import { MergedAlert, MergedPanel } from './merged.tsx';
import { SimilarParties } from './similar-parties.tsx';

export const duplicatesFeature: RendererFeature = {
  name: 'duplicates',
  catalogue: { de, en },
  contributions: [
    fill(sheetAlert, 30, MergedAlert),
    fill(sheetPanel, 90, MergedPanel),
    fill(similarParties, 0, SimilarParties),
  ],
  screens: [
    {
      path: '/duplicates',
      component: DuplicatesScreen,
      nav: { group: 'care', order: 20, label: 'nav', keys: 'g m', icon: IconUsersGroup },
      help: 'help.list',
    },
  ],
};
