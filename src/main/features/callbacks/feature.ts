import { callbackReopen } from '#shared/features/callbacks/commands.ts';
import { callbacksContract } from '#shared/features/callbacks/contract.ts';
import { callbacks as shared } from '#shared/features/callbacks/feature.ts';
import { implement } from '#shared/ipc/contract.ts';
import type { MainFeature } from '../../host/host.ts';
import { callbacksList } from './export-list.ts';
import { missedIncoming } from './figures.ts';
import { createCallFollower } from './follow-calls.ts';
import { doneLines, openLines, openLinesOf } from './lines.ts';
import { migrations } from './migrations.ts';
import { createCallbackReminders, REMINDERS } from './reminders.ts';
import { callsClearedBy, countWithheld } from './queries.ts';

export const callbacks: MainFeature = {
  shared,
  migrations,
  exportLists: (host) => [callbacksList(host)],
  figures: { missedCalls: missedIncoming },
  localTables: ['answered_call', REMINDERS],
  parts: (host) => ({
    implementation: implement(callbacksContract, {
      open: () => openLines(host),
      done: (input) => doneLines(host, input),
      ofParty: (input) => openLinesOf(host, input),
      withheld: (input) => countWithheld(host.db, input),
    }),
    services: [createCallFollower(host), createCallbackReminders(host)],
  }),
  // A mailbox answers as a person does; the PBX cannot tell them apart, the agent can.
  takeWrapUp(host, { id, outcome }) {
    const calls = outcome === 'not-reached' ? callsClearedBy(host.db, { callId: id }) : [];
    if (calls.length > 0) host.run(callbackReopen, { calls });
  },
};
