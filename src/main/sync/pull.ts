import { WIRE_SCHEMA } from '#shared/sync/protocol.ts';
import type { PullReply, PullRequest } from '#shared/sync/protocol.ts';
import { startOver } from '../replica/start-over.ts';
import { readFed, readSyncState } from '../replica/sync-state.ts';
import { applyPage } from './apply-page.ts';
import type { SyncCore } from './core.ts';

export function nextPull({ replica }: SyncCore): PullRequest {
  const state = readSyncState(replica.db);
  const { client_id: client, epoch, cursor } = state;
  const fed = readFed(state);
  const tables = [...replica.tables.keys()];
  return { client, epoch, schema: WIRE_SCHEMA, cursor, tables, knows: ['tables'], ...(fed && { fed }) };
}

/**
 * - `more`, `complete`: a page was applied; after `complete` the replica holds everything.
 * - `stale`: the reply is not to the replica as it is now; ask again.
 * - `reset`: the cursor is at 0, the next pull begins anew.
 * - `upgrade`: this version may not pull.
 */
export type PullVerdict = 'more' | 'complete' | 'stale' | 'reset' | 'upgrade';

/** Takes one reply in. @throws as {@link applyPage} */
export function settlePull(core: SyncCore, request: PullRequest, reply: PullReply): PullVerdict {
  const { replica } = core;
  const state = readSyncState(replica.db);
  // `lastMid` counts the commands of the client that asked; its number means nothing to another.
  if (request.client !== state.client_id) return 'stale';
  switch (reply.kind) {
    case 'upgrade':
      return 'upgrade';
    case 'reset':
      if (request.cursor !== state.cursor || request.epoch !== state.epoch) return 'stale';
      replica.transact(({ db }) => startOver(db, replica.tables, reply.epoch));
      return 'reset';
    case 'page':
      if (applyPage(core, reply) === 'stale') return 'stale';
      return reply.complete ? 'complete' : 'more';
  }
}
