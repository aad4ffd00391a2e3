import type { RendererFeature } from '../renderer-feature.ts';
import { de } from './de.ts';
import { en } from './en.ts';

/** The people of the house have no screen yet; their names come with what they did. */
export const staffFeature: RendererFeature = {
  name: 'staff',
  catalogue: { de, en },
  contributions: [],
  screens: [],
};
