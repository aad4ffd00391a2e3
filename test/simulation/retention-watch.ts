import type { Principal } from '#server/auth/principal.ts';
import type { PullReply, PullRequest } from '#shared/sync/protocol.ts';
import type { Violations } from './violations.ts';

/** What every desk was known to hold when it was last answered, kept apart from the centre's own notes. */
export interface RetentionWatch {
  answered(principal: Principal, request: PullRequest, reply: PullReply, at: number): void;
  /** The floor of this tenant is here now; desks seen since then are within their term. */
  raised(tenant: string, floor: number, seenSince: number): void;
  /** Another history: nobody has been seen in it. */
  forget(): void;
}

interface Held {
  readonly tenant: string;
  readonly ver: number;
  readonly head: number;
  readonly at: number;
}

export function createRetentionWatch(violations: Violations): RetentionWatch {
  const seen = new Map<string, Held>();
  const floors = new Map<string, number>();
  return {
    answered({ actor }, { client, cursor, fed }, reply, at) {
      if (reply.kind === 'reset') seen.delete(client);
      if (reply.kind !== 'page') return;
      // An older page that is answered later is not noted (sync-client.ts).
      if ((seen.get(client)?.head ?? 0) > reply.head) return;
      const ver = Math.max(cursor, reply.fed?.ver ?? fed?.ver ?? 0);
      seen.set(client, { tenant: actor.tenantId, ver, head: reply.head, at });
    },
    raised(tenant, floor, seenSince) {
      // One that stayed where an earlier, shorter term had put it spares nobody anew.
      if (floor <= (floors.get(tenant) ?? 0)) return;
      floors.set(tenant, floor);
      for (const [client, held] of seen) {
        if (held.tenant === tenant && held.head > 0 && held.at >= seenSince && held.ver < floor)
          violations.add('floor-spares-desks', `the floor is ${floor}, ${client} has ${held.ver}`);
      }
    },
    forget() {
      seen.clear();
      floors.clear();
    },
  };
}
