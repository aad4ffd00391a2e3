import { blackBoxFeature } from './features/black-box/feature.ts';
import { blocksFeature } from './features/blocks/feature.ts';
import { consentsFeature } from './features/consents/feature.ts';
import { tagsFeature } from './features/tags/feature.ts';
import { offeringsFeature } from './features/offerings/feature.ts';
import { absencesFeature } from './features/absences/feature.ts';
import { figuresFeature } from './features/figures/feature.ts';
import { callbacksFeature } from './features/callbacks/feature.ts';
import { administrationFeature } from './features/administration/feature.ts';
import { ctiWebhookFeature } from './features/cti-webhook/feature.ts';
import { demoCallsFeature } from './features/demo-calls/feature.ts';
import { duplicatesFeature } from './features/duplicates/feature.ts';
import { dutyFeature } from './features/duty/feature.ts';
import { handoversFeature } from './features/handovers/feature.ts';
import { importsFeature } from './features/imports/feature.ts';
import { interactionsFeature } from './features/interactions/feature.ts';
import { linesFeature } from './features/lines/feature.ts';
import { numberClinicFeature } from './features/number-clinic/feature.ts';
import { numberRulesFeature } from './features/number-rules/feature.ts';
import { attachmentsFeature } from './features/attachments/feature.ts';
import { partiesFeature } from './features/parties/feature.ts';
import { pbxProfileFeature } from './features/pbx-profile/feature.ts';
import { personRightsFeature } from './features/person-rights/feature.ts';
import { readingLogFeature } from './features/reading-log/feature.ts';
import { relationsFeature } from './features/relations/feature.ts';
import type { RendererFeature } from './features/renderer-feature.ts';
import { staffFeature } from './features/staff/feature.ts';
import { syncInboxFeature } from './features/sync-inbox/feature.ts';
import { tasksFeature } from './features/tasks/feature.ts';
import { ticketsFeature } from './features/tickets/feature.ts';
import { wrapUpFeature } from './features/wrap-up/feature.ts';

/** One line a feature; test/house/features.test.ts holds the list against the folders. */
export const features: readonly RendererFeature[] = [
  staffFeature,
  absencesFeature,
  dutyFeature,
  partiesFeature,
  relationsFeature,
  offeringsFeature,
  tagsFeature,
  consentsFeature,
  blocksFeature,
  duplicatesFeature,
  interactionsFeature,
  attachmentsFeature,
  callbacksFeature,
  handoversFeature,
  numberClinicFeature,
  numberRulesFeature,
  linesFeature,
  pbxProfileFeature,
  ticketsFeature,
  tasksFeature,
  wrapUpFeature,
  figuresFeature,
  syncInboxFeature,
  ctiWebhookFeature,
  administrationFeature,
  demoCallsFeature,
  blackBoxFeature,
  importsFeature,
  personRightsFeature,
  readingLogFeature,
];
