import type { Principal } from '#server/auth/principal.ts';
import { createBatcher } from '#server/store/batcher.ts';
import type { Waiting } from '#server/store/batcher.ts';
import { sqlFailure } from '#server/store/sql-failure.ts';
import type { Store } from '#server/store/store.ts';
import type { PullReply, PullRequest } from '#shared/sync/protocol.ts';
import type { Asking } from './position.ts';
import { readReplies } from './replies.ts';
import type { ReplyDeps } from './replies.ts';
import { notePulls } from './sync-client.ts';
import type { PullNote } from './sync-client.ts';

export interface PullDeps extends ReplyDeps {
  readonly store: Store;
  /** Desks that speak an older schema must upgrade before they pull. */
  readonly minSchema: number;
}

export type Pull = (principal: Principal, request: PullRequest) => Promise<PullReply>;

/**
 * One page of what changed since the replica's cursor, read in one snapshot; what the reply says is noted before it
 * leaves.
 *
 * @throws AppError `sync.foreign-client`.
 */
export async function pull(principal: Principal, request: PullRequest, deps: PullDeps): Promise<PullReply> {
  if (request.schema < deps.minSchema) return { kind: 'upgrade', minSchema: deps.minSchema };
  const { tenantId } = principal.actor;
  const [answer] = await deps.store.withSnapshot(tenantId, (tx) =>
    readReplies(tx, [{ principal, request }], deps),
  );
  if (answer?.kind === 'refused') throw answer.error;
  if (answer?.kind !== 'answered') throw new Error('a pull by itself is never put off');
  const { reply, note } = answer;
  if (note) await deps.store.withTenant(tenantId, (tx) => notePulls(tx, [note]));
  return reply;
}

/** Pulls of one tenant that are answered from one snapshot. */
const MAX_TOGETHER = 200;

/**
 * {@link pull} for a node: after a change all desks of a tenant ask at once, and what they ask while a snapshot is being
 * read is answered from the next one. Nothing is kept between two snapshots, so nothing can be old: every reply is read
 * after its request came, with the rights its session has then.
 */
export function createPull(deps: PullDeps): Pull {
  const note = createBatcher<PullNote, void>({
    limit: MAX_TOGETHER,
    async run(tenantId, batch) {
      const newest = new Map<string, PullNote>();
      // Of one replica the newest, which would overwrite the others; whose it is, who came first says.
      for (const { item } of batch) {
        const before = newest.get(item.client);
        if (!before || before.userId === item.userId) newest.set(item.client, item);
      }
      await deps.store.withTenant(tenantId, (tx) => notePulls(tx, [...newest.values()]));
      for (const { resolve } of batch) resolve();
    },
  });

  const answer = async (tenantId: string, batch: readonly Waiting<Asking, PullReply>[]): Promise<void> => {
    const answers = await deps.store.withSnapshot(tenantId, (tx) =>
      readReplies(
        tx,
        batch.map(({ item }) => item),
        deps,
      ),
    );
    for (const [index, waiting] of batch.entries()) {
      const found = answers[index];
      if (found?.kind === 'refused') waiting.reject(found.error);
      else if (found?.kind !== 'answered') alone(waiting);
      else if (!found.note) waiting.resolve(found.reply);
      else note(tenantId, found.note).then(() => waiting.resolve(found.reply), waiting.reject);
    }
  };
  const alone = ({ item, resolve, reject }: Waiting<Asking, PullReply>): void =>
    void pull(item.principal, item.request, deps).then(resolve, reject);

  const ask = createBatcher<Asking, PullReply>({
    limit: MAX_TOGETHER,
    async run(tenantId, batch) {
      try {
        await answer(tenantId, batch);
      } catch (error) {
        const failure = sqlFailure(error);
        if (failure === 'retry' || failure === 'unavailable') throw error;
        // One of them asks for something the database does not take: the others need not suffer from it.
        for (const waiting of batch) alone(waiting);
      }
    },
  });
  return async (principal, request) =>
    request.schema < deps.minSchema
      ? { kind: 'upgrade', minSchema: deps.minSchema }
      : ask(principal.actor.tenantId, { principal, request });
}
