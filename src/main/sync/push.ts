import { WIRE_SCHEMA } from '#shared/sync/protocol.ts';
import type { PushReply, PushRequest } from '#shared/sync/protocol.ts';
import { beginNewIdentity } from '../replica/identity.ts';
import { firstPending, lastPendingMid, markSent, markUnsent, nextBatch } from '../replica/outbox.ts';
import { readSyncState } from '../replica/sync-state.ts';
import type { SyncCore } from './core.ts';

/**
 * How far a client's commands have been taken by the centre; they stay in the outbox until a complete page says so.
 * Lost with the process: then they are sent once more, which changes nothing.
 */
export interface Taken {
  readonly client: string;
  readonly mid: number;
}

export const NOTHING_TAKEN: Taken = { client: '', mid: 0 };

/** The next push, its commands marked as sent before they are; undefined when there is nothing to send. */
export function nextPush({ replica }: SyncCore, taken: Taken): PushRequest | undefined {
  const { client_id, epoch } = readSyncState(replica.db);
  const commands = nextBatch(replica.db, takenMid(client_id, taken));
  const last = commands.at(-1);
  if (!last) return undefined;
  replica.transact(({ db }) => markSent(db, last.mid));
  return { client: client_id, epoch, schema: WIRE_SCHEMA, commands: [...commands], knows: ['clone'] };
}

export interface PushVerdict {
  readonly taken: Taken;
  /** Whether the centre has to be pulled from before another push makes sense. */
  readonly pullFirst: boolean;
}

/** Takes the reply to the push under way in; a late reply to an older one must not get here. */
export function settlePush(
  core: SyncCore,
  taken: Taken,
  request: PushRequest,
  reply: PushReply,
): PushVerdict {
  const { client, commands } = request;
  switch (reply.kind) {
    case 'taken': {
      const sent = commands.at(-1)?.mid ?? 0;
      // More than was sent: the numbering is not ours alone; the complete page will tell.
      const mid = Math.max(takenMid(client, taken), Math.min(reply.lastMid, sent));
      return { taken: { client, mid }, pullFirst: reply.lastMid > sent };
    }
    case 'epoch':
      return { taken: NOTHING_TAKEN, pullFirst: true };
    case 'clone':
      // Not decided: the next complete page finds another command under its number, and a new line begins with it.
      core.replica.transact(({ db }) => markUnsent(db, reply.mid));
      return { taken: NOTHING_TAKEN, pullFirst: true };
    case 'gap':
      return settleGap(core, client, reply.expectedMid);
  }
}

/**
 * The centre waits for `expectedMid`. When the outbox still has it, the line goes on from there. When it begins
 * later, the centre has lost commands it had acknowledged (it was restored); what is still here begins a new line –
 * all of it is beyond what that centre has decided. When it ends earlier, a pull clears the matter up.
 */
function settleGap({ replica }: SyncCore, client: string, expectedMid: number): PushVerdict {
  const first = firstPending(replica.db)?.mid ?? 0;
  if (first > expectedMid) {
    replica.transact(beginNewIdentity);
    return { taken: NOTHING_TAKEN, pullFirst: false };
  }
  return {
    taken: { client, mid: Math.max(0, expectedMid - 1) },
    pullFirst: expectedMid > lastPendingMid(replica.db),
  };
}

export function takenMid(client: string, taken: Taken): number {
  return taken.client === client ? taken.mid : 0;
}
