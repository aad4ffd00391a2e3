import { fill } from '../../slots/slot.ts';
import { settingsSection } from '../../slots/slots.ts';
import type { RendererFeature } from '../renderer-feature.ts';
import { de } from './de.ts';
import { en } from './en.ts';
import { NumberTestBox } from './number-test.tsx';
import { RuleList } from './rule-list.tsx';

export const numberRulesFeature: RendererFeature = {
  name: 'number-rules',
  catalogue: { de, en },
  contributions: [fill(settingsSection, 10, RuleList), fill(settingsSection, 20, NumberTestBox)],
  screens: [],
};
