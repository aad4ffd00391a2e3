import { attachments } from './features/attachments/feature.ts';
import { administration } from './features/administration/feature.ts';
import { blackBox } from './features/black-box/feature.ts';
import { blocks } from './features/blocks/feature.ts';
import { absences } from './features/absences/feature.ts';
import { consents } from './features/consents/feature.ts';
import { tags } from './features/tags/feature.ts';
import { offerings } from './features/offerings/feature.ts';
import { callbacks } from './features/callbacks/feature.ts';
import { ctiWebhook } from './features/cti-webhook/feature.ts';
import { demoCalls } from './features/demo-calls/feature.ts';
import { duplicates } from './features/duplicates/feature.ts';
import { duty } from './features/duty/feature.ts';
import { figures } from './features/figures/feature.ts';
import { handovers } from './features/handovers/feature.ts';
import { imports } from './features/imports/feature.ts';
import { interactions } from './features/interactions/feature.ts';
import { lines } from './features/lines/feature.ts';
import { numberClinic } from './features/number-clinic/feature.ts';
import { numberRules } from './features/number-rules/feature.ts';
import { openApi } from './features/open-api/feature.ts';
import { parties } from './features/parties/feature.ts';
import { pbxProfile } from './features/pbx-profile/feature.ts';
import { personRights } from './features/person-rights/feature.ts';
import type { SharedFeature } from './features/shared-feature.ts';
import { readingLog } from './features/reading-log/feature.ts';
import { relations } from './features/relations/feature.ts';
import { staff } from './features/staff/feature.ts';
import { syncInbox } from './features/sync-inbox/feature.ts';
import { tasks } from './features/tasks/feature.ts';
import { tickets } from './features/tickets/feature.ts';
import { wrapUp } from './features/wrap-up/feature.ts';

/** One line a feature; test/house/features.test.ts holds the list against the folders. */
export const features: readonly SharedFeature[] = [
  staff,
  administration,
  absences,
  duty,
  parties,
  relations,
  offerings,
  tags,
  consents,
  blocks,
  duplicates,
  interactions,
  attachments,
  callbacks,
  handovers,
  numberClinic,
  numberRules,
  lines,
  pbxProfile,
  tickets,
  tasks,
  wrapUp,
  figures,
  syncInbox,
  demoCalls,
  blackBox,
  ctiWebhook,
  openApi,
  imports,
  personRights,
  readingLog,
];
