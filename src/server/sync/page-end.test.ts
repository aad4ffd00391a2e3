import { describe, expect, it } from 'vitest';
import type { PullReply, PullRequest } from '#shared/sync/protocol.ts';
import { pageEnd } from './page-end.ts';

const FED = { ver: 9, scopes: ['s'] };
const request: PullRequest = { client: 'c', epoch: 'e', schema: 1, cursor: 3, tables: [], fed: FED };
const page = {
  ...{ kind: 'page' as const, epoch: 'e', from: 3, to: 5, complete: false, head: 9, rows: [] },
  fed: { ...FED, scopes: [...FED.scopes] },
};

describe('the end of a page that is told before it', () => {
  it('is told of a page that others follow', () => {
    expect(pageEnd(request, page)).toBe(5);
  });

  it.each<[string, PullReply]>([
    ['the last page', { ...page, complete: true }],
    ['a page that does not move', { ...page, to: 3 }],
    ['a page of another epoch', { ...page, epoch: 'f' }],
    ['a page for other scopes', { ...page, fed: { ver: 9, scopes: ['s', 't'] } }],
    ['no page', { kind: 'reset', epoch: 'f', reason: 'epoch' }],
  ])('is not told of %s', (_, reply) => {
    expect(pageEnd(request, reply)).toBeUndefined();
  });
});
