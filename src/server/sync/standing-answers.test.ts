import { describe, expect, it } from 'vitest';
import type { Principal } from '#server/auth/principal.ts';
import { AppError } from '#shared/kernel/app-error.ts';
import { MAX_STANDING_BYTES } from '#shared/sync/protocol.ts';
import type { PullReply, PullRequest } from '#shared/sync/protocol.ts';
import { createStandingAnswers } from './standing-answers.ts';

const session = { tenantId: 't', hash: Buffer.alloc(32) };
const request: PullRequest = { client: 'c', epoch: 'e', schema: 1, cursor: 3, tables: [] };
const principal: Principal = {
  actor: { tenantId: 't', userId: 'u', roles: ['agent'] },
  scopeIds: ['north'],
  homeScopeId: 'north',
  grants: { userId: 'u', reach: 'team', groups: [], hidden: [] },
  session,
  must: [],
};
const page = (note: string): PullReply => ({
  ...{ kind: 'page', epoch: 'e', from: 3, to: 4, complete: true, head: 4 },
  rows: [{ tbl: 'party', pk: 'p', ver: 4, row: { note } }],
});

function setUp(find: () => Promise<Principal | 'revoked'>, reply: () => Promise<PullReply>) {
  const told: unknown[] = [];
  const answer = createStandingAnswers({
    find,
    pull: reply,
    onAnswer: ({ tenantId, reply: { kind } }) => told.push([tenantId, kind]),
    onError: (error) => told.push(String(error)),
  });
  return { told, ask: () => answer(session, request) };
}

describe('the answer to a standing pull', () => {
  it('is the reply in JSON, also where several have rows in common', async () => {
    const reply = page('ä');
    const { told, ask } = setUp(
      async () => principal,
      async () => ({ ...reply }),
    );
    for (let round = 0; round < 2; round++) {
      const answer = await ask();
      expect(JSON.parse(typeof answer === 'object' ? answer.text : '')).toEqual(reply);
    }
    expect(told).toEqual([
      ['t', 'page'],
      ['t', 'page'],
    ]);
    const reset: PullReply = { kind: 'reset', epoch: 'f', reason: 'epoch' };
    const other = await setUp(
      async () => principal,
      async () => reset,
    ).ask();
    expect(JSON.parse(typeof other === 'object' ? other.text : '')).toEqual(reset);
  });

  it('says that the session is over', async () => {
    const pull = () => Promise.reject(new Error('nobody may pull'));
    expect(await setUp(async () => 'revoked', pull).ask()).toBe('ended');
  });

  it('is none where something comes first, where the reply is long or refused, and where something fails', async () => {
    const first = setUp(
      async () => ({ ...principal, must: ['password'] }),
      async () => page(''),
    );
    const long = setUp(
      async () => principal,
      async () => page('x'.repeat(MAX_STANDING_BYTES)),
    );
    const refused = setUp(
      async () => principal,
      () => Promise.reject(new AppError('sync.foreign-client', 'x')),
    );
    const failing = setUp(
      () => Promise.reject(new Error('no database')),
      async () => page(''),
    );
    for (const { ask } of [first, long, refused, failing]) expect(await ask()).toBeUndefined();
    expect([first, long, refused, failing].flatMap(({ told }) => told)).toEqual(['Error: no database']);
  });
});
