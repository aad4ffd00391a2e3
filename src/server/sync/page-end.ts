import type { PullReply, PullRequest } from '#shared/sync/protocol.ts';

/** What PAGE_END_HEADER says of a reply; undefined: nothing can be asked for before it has come. */
export function pageEnd(request: PullRequest, reply: PullReply): number | undefined {
  if (reply.kind !== 'page' || reply.complete || reply.to <= reply.from) return undefined;
  const isSame =
    reply.epoch === request.epoch &&
    (reply.fed === undefined || JSON.stringify(reply.fed) === JSON.stringify(request.fed));
  return isSame ? reply.to : undefined;
}
