import { fill } from '../../slots/slot.ts';
import { listFilters, settingsSection, sheetHead } from '../../slots/slots.ts';
import type { RendererFeature } from '../renderer-feature.ts';
import { de } from './de.ts';
import { en } from './en.ts';
import { PartyTagsLine } from './party-tags.tsx';
import { TagFilter } from './tag-filter.tsx';
import { TagList } from './tag-list.tsx';

export const tagsFeature: RendererFeature = {
  name: 'tags',
  catalogue: { de, en },
  contributions: [
    fill(sheetHead, 20, PartyTagsLine),
    fill(listFilters, 10, TagFilter),
    fill(settingsSection, 40, TagList),
  ],
  screens: [],
};
