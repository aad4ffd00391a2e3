import { interactionsContract } from '#shared/features/interactions/contract.ts';
import { interactionDescribe, interactionFinish } from '#shared/features/interactions/commands.ts';
import { interactions as shared } from '#shared/features/interactions/feature.ts';
import { implement } from '#shared/ipc/contract.ts';
import { nameId } from '#shared/kernel/name-id.ts';
import type { MainFeature } from '../../host/host.ts';
import { namesOf } from '../../host/names-of.ts';
import { callPages, latestCalls } from './call-list.ts';
import { createCallLog } from './call-log.ts';
import { answeredIncoming } from './figures.ts';
import { draftOf, saveDraft } from './drafts.ts';
import { callsList } from './export-list.ts';
import { migrations } from './migrations.ts';
import {
  interactionLine,
  interactionsLinkedTo,
  interactionsOfParty,
  isLogged,
  lastContactOf,
  partyOfCall,
} from './queries.ts';
import { lastSpeaker, speakerOf } from './speaker.ts';
import { timeline, timelineCounts } from './timeline.ts';

/** Among those who share a number, whoever was spoken to last weighs up to 1, below any open ticket. */
const FRESHEST = 1;
const LOCAL = ['entry_draft'];

export const interactions: MainFeature = {
  shared,
  migrations,
  localTables: LOCAL,
  exportLists: (host) => [callsList(namesOf(host, 'party'))],
  parts: (host) => ({
    implementation: implement(interactionsContract, {
      ofParty: (input) => interactionsOfParty(host, input),
      linkedTo: (input) => interactionsLinkedTo(host, input),
      calls: (input) => latestCalls(host, input),
      callPages: (input) => callPages(host.db, input),
      speaker: (input) => speakerOf(host, input),
      lastSpeaker: (input) => lastSpeaker(host, input),
      entry: (input) => interactionLine(host, input),
      timeline: (input) => timeline(host, input),
      timelineCounts: (input) => timelineCounts(host, input),
      draft: ({ partyId }) => draftOf(host.db, { partyId, userId: host.session().userId }),
      saveDraft: ({ partyId, draft }) =>
        host.local(LOCAL, (db) => saveDraft(db, { partyId, draft, userId: host.session().userId })),
    }),
    services: [createCallLog(host)],
  }),
  attributeCall(host, { id, party }) {
    if (party.type !== 'party' || !isLogged(host.db, { id })) return false;
    host.run(interactionDescribe, { id, partyId: party.id });
    return true;
  },
  takeWrapUp(host, { id, direction, partyId, number, startedAt, endedAt, outcome, note }) {
    // May run twice: so the entry that may come of it has a name, not a number of its own.
    const ownId = nameId(`wrap-up/${id}/${host.session().userId}`);
    const call = { id, direction, partyId, number: number?.slice(0, 40) ?? null, startedAt, endedAt };
    host.run(interactionFinish, { ...call, ownId, outcome, body: note });
  },
  figures: { answeredCalls: answeredIncoming },
  partyOfCall: (db, { id }) => partyOfCall(db, { id }),
  rank: (db, refs) => {
    const last = lastContactOf(
      db,
      refs.filter((ref) => ref.type === 'party').map((ref) => ref.id),
    );
    const newest = Math.max(...last.values(), 1);
    return new Map([...last].map(([id, at]) => [id, (FRESHEST * at) / newest]));
  },
};
