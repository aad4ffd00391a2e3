import { demoCallsFeature } from './demo-calls/feature.ts';
import { interactionsFeature } from './interactions/feature.ts';
import { partiesFeature } from './parties/feature.ts';
import type { RendererFeature } from './renderer-feature.ts';
import { staffFeature } from './staff/feature.ts';
import { tasksFeature } from './tasks/feature.ts';
import { ticketsFeature } from './tickets/feature.ts';
import { wrapUpFeature } from './wrap-up/feature.ts';

/** One line a feature; test/house/features.test.ts holds the list against the folders. */
export const features: readonly RendererFeature[] = [
  staffFeature,
  partiesFeature,
  interactionsFeature,
  ticketsFeature,
  tasksFeature,
  wrapUpFeature,
  demoCallsFeature,
];
