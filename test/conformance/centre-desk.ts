import type { Principal } from '#server/auth/principal.ts';
import type { Store } from '#server/store/store.ts';
import { pull } from '#server/sync/pull.ts';
import { push } from '#server/sync/push.ts';
import { AppError } from '#shared/kernel/app-error.ts';
import { WIRE_SCHEMA } from '#shared/sync/protocol.ts';
import type {
  Base,
  CommandNumber,
  Fed,
  PullReply,
  PullRequest,
  PushReply,
  PushRequest,
} from '#shared/sync/protocol.ts';
import { ENTITY_MAP } from '#test/simulation/centre-database.ts';
import { centreRegistry } from '#test/simulation/model.ts';

/** A database behind the port `Store`, with one tenant of `EPOCH` without rows in it. */
export interface CentreUnderTest {
  readonly store: Store;
  readonly tenantId: string;
  close(): Promise<void>;
}

export const EPOCH = 'epoch-1';

/** The first two are one person's; the third is a colleague's. */
export const CLIENTS = ['client-1', 'client-2', 'client-3'] as const;
export type Client = (typeof CLIENTS)[number];
export const USER_OF = { 'client-1': 'nadine', 'client-2': 'nadine', 'client-3': 'mehmet' } as const;

interface Asking {
  readonly client: Client;
  readonly scopes: readonly [string, ...string[]];
}

export type Operation = Asking &
  (
    | {
        readonly kind: 'push';
        readonly commands: readonly {
          readonly name: string;
          readonly id: string;
          readonly text: string;
          readonly sees: 'what is there' | 'nothing' | 'something else';
        }[];
        /** 0: the next numbers; below: numbers given before; above: a gap. */
        readonly shift: number;
        /** They come as ones that had been written under these numbers. */
        readonly firstAs: CommandNumber | null;
        readonly epoch: string | null;
      }
    | { readonly kind: 'repeat' }
    | { readonly kind: 'pull' }
    | { readonly kind: 'ask'; readonly cursor: number; readonly epoch: string | null }
  );

/** What the asking side knows: the same for two centres as long as their replies are. */
export interface Desk {
  nextMid: number;
  last: PushRequest | undefined;
  cursor: number;
  epoch: string | null;
  fed: Fed | undefined;
  readonly rows: Map<string, Readonly<Record<string, unknown>>>;
}

export const newDesk = (): Desk => ({
  ...{ nextMid: 1, last: undefined, cursor: 0, epoch: null, fed: undefined, rows: new Map() },
});

export type Question =
  | { readonly kind: 'push'; readonly request: PushRequest }
  | { readonly kind: 'pull'; readonly request: PullRequest; readonly isKept: boolean }
  | { readonly kind: 'none' };

export type Answer = PushReply | PullReply | { readonly kind: 'refused'; readonly code: string } | undefined;

export function questionOf(operation: Operation, desk: Desk): Question {
  const { client } = operation;
  const asks = { client, schema: WIRE_SCHEMA, tables: ['note', 'stroke'] };
  switch (operation.kind) {
    case 'push':
      return { kind: 'push', request: pushOf(operation, desk) };
    case 'repeat':
      return desk.last ? { kind: 'push', request: desk.last } : { kind: 'none' };
    case 'pull': {
      const { epoch, cursor, fed } = desk;
      return { kind: 'pull', request: { ...asks, epoch, cursor, ...(fed && { fed }) }, isKept: true };
    }
    case 'ask': {
      const { epoch, cursor } = operation;
      return { kind: 'pull', request: { ...asks, epoch, cursor }, isKept: false };
    }
  }
}

function pushOf(operation: Extract<Operation, { kind: 'push' }>, desk: Desk): PushRequest {
  const { client, epoch, shift, firstAs } = operation;
  const start = Math.max(1, desk.nextMid + shift);
  const commands = operation.commands.map(({ name, id, text, sees }, index) => ({
    mid: start + index,
    name,
    args: { id, title: text, body: text, noteId: id, by: text },
    base: baseOf(desk, id, sees),
    at: 1_000 + index,
    schema: WIRE_SCHEMA,
    ...(firstAs && { firstAs: { ...firstAs, mid: firstAs.mid + index } }),
  }));
  return { client, epoch, schema: WIRE_SCHEMA, commands, knows: ['clone'] };
}

function baseOf(desk: Desk, id: string, sees: string): Base {
  const row = desk.rows.get(`note/${id}`);
  if (sees === 'nothing' || !row) return [];
  const { title, body, done, extra, ver } = row;
  const fields = sees === 'something else' ? { title: 'else', body: 'else' } : { title, body, done, extra };
  return [{ tbl: 'note', pk: id, ver: Number(ver), fields }];
}

export async function answer(
  { store, tenantId }: CentreUnderTest,
  { client, scopes }: Asking,
  question: Question,
  place: number,
): Promise<Answer> {
  const userId = USER_OF[client];
  const principal: Principal = {
    actor: { tenantId, userId, roles: ['agent'] },
    scopeIds: scopes,
    homeScopeId: scopes[0],
    grants: { userId, reach: 'team', groups: [], hidden: [] },
    session: { tenantId, hash: Buffer.alloc(0) },
    must: [],
  };
  const clock = { now: () => 1_000_000 + place };
  const onBug = (error: unknown): never => {
    throw error;
  };
  const deps = { store, tables: ENTITY_MAP, clock, limits: { rows: 4, bytes: 100_000 }, minSchema: 0 };
  if (question.kind === 'none') return undefined;
  try {
    if (question.kind === 'pull') return await pull(principal, question.request, deps);
    const { reply } = await store.withTenant(tenantId, (tx) =>
      push(tx, principal, question.request, { commands: centreRegistry, clock, onBug }),
    );
    return reply;
  } catch (error) {
    if (error instanceof AppError) return { kind: 'refused', code: error.code };
    throw error;
  }
}

export function settle(desk: Desk, question: Question, reply: Answer): void {
  if (!reply) return;
  if (question.kind === 'push') {
    desk.last = question.request;
    if (reply.kind === 'taken') desk.nextMid = Math.max(desk.nextMid, reply.lastMid + 1);
    return;
  }
  if (question.kind === 'none' || !question.isKept) return;
  if (reply.kind === 'reset') {
    desk.rows.clear();
    Object.assign(desk, { cursor: 0, epoch: reply.epoch, fed: undefined });
  } else if (reply.kind === 'page') {
    for (const { tbl, pk, row } of reply.rows) {
      if (row) desk.rows.set(`${tbl}/${pk}`, row);
      else desk.rows.delete(`${tbl}/${pk}`);
    }
    Object.assign(desk, { cursor: reply.to, epoch: reply.epoch, fed: reply.fed });
  }
}
