import { z } from 'zod';

/**
 * What a desk and the centre say to each other (docs/architecture.md, "Sync"). Additive: fields are added, never
 * changed or removed; both sides ignore what they do not know.
 *
 * Ids: `mid` counts a client's commands from 1 without a gap; `ver` counts the tenant's row changes; `epoch` names
 * the centre's history and changes when it was restored from a backup; `cursor` is the last `ver` a replica holds.
 */
export const WIRE_SCHEMA = 1;

export const MAX_PUSH_COMMANDS = 100;
export const MAX_PUSH_BYTES = 256 * 1024;
export const MAX_PAGE_ROWS = 10_000;
export const MAX_PAGE_BYTES = 4 * 1024 * 1024;

const id = z.string().min(1).max(64);
const count = z.int().nonnegative();
const value: z.ZodType = z.unknown();

/** What the desk saw when the person acted: the version and the values of the fields the command then changed. */
export const baseSchema = z.array(
  z.object({ tbl: z.string().max(41), pk: id, ver: count, fields: z.record(z.string().max(41), value) }),
);
export type Base = z.infer<typeof baseSchema>;

export const pushedCommand = z.object({
  mid: count,
  name: z.string().max(80),
  args: z.unknown(),
  base: baseSchema,
  /** When the person acted, ms by the desk's clock; display only. */
  at: z.number(),
  /** Wire schema the command was written under. */
  schema: count,
});
export type PushedCommand = z.infer<typeof pushedCommand>;

export const pushRequest = z.object({
  client: id,
  epoch: z.string().max(64).nullable(),
  schema: count,
  commands: z.array(pushedCommand).min(1).max(MAX_PUSH_COMMANDS),
});
export type PushRequest = z.infer<typeof pushRequest>;

/**
 * Outcomes do not travel here but with the pull, so that a command leaves the outbox in the same transaction in
 * which its rows arrive.
 */
export const pushReply = z.discriminatedUnion('kind', [
  /** Everything up to `lastMid` is decided and stored. */
  z.object({ kind: z.literal('taken'), lastMid: count }),
  /** Sent out of order: go on from `expectedMid`. */
  z.object({ kind: z.literal('gap'), expectedMid: count }),
  /** The centre's history is another one: pull first. */
  z.object({ kind: z.literal('epoch'), epoch: z.string() }),
]);
export type PushReply = z.infer<typeof pushReply>;

export const pullRequest = z.object({
  client: id,
  /** null before the first pull. */
  epoch: z.string().max(64).nullable(),
  schema: count,
  cursor: count,
  /** Tables this desk's version knows; the centre sends no others. */
  tables: z.array(z.string().max(41)).max(500),
});
export type PullRequest = z.infer<typeof pullRequest>;

export const rowChange = z.object({
  tbl: z.string(),
  pk: id,
  ver: count,
  /** null: deleted, or no longer in the desk's scopes. */
  row: z.record(z.string(), value).nullable(),
});
export type RowChange = z.infer<typeof rowChange>;

export const outcomeSchema = z.object({
  mid: count,
  outcome: z.enum(['applied', 'conflict', 'rejected']),
  /** For `rejected` the error's code, for `conflict` the fields that stayed as they were. */
  detail: z.unknown(),
});
export type Outcome = z.infer<typeof outcomeSchema>;

export const pullReply = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('page'),
    epoch: z.string(),
    /** The cursor this page starts at; a page that does not start at the replica's cursor is thrown away. */
    from: count,
    to: count,
    /** Nothing newer existed in the snapshot the page was read from. */
    complete: z.boolean(),
    /** The tenant's newest version, for progress. */
    head: count,
    rows: z.array(rowChange),
    /** Only on the complete page: commands up to here are decided, and their rows are on the replica now. */
    lastMid: count.optional(),
    outcomes: z.array(outcomeSchema).optional(),
  }),
  /** The replica cannot be carried on from its cursor: start over from 0, keeping the outbox. */
  z.object({ kind: z.literal('reset'), epoch: z.string(), reason: z.enum(['epoch', 'floor', 'ahead']) }),
  /** This version of the desk is too old to pull; it may still push. */
  z.object({ kind: z.literal('upgrade'), minSchema: count }),
]);
export type PullReply = z.infer<typeof pullReply>;

/** All that the WebSocket says: there is something newer. */
export const hintMessage = z.object({ ver: count });

export const loginRequest = z.object({
  tenant: z.string().trim().min(1).max(80),
  login: z.string().trim().min(1).max(200),
  password: z.string().min(1).max(1000),
  device: z.string().trim().min(1).max(200),
});
export type LoginRequest = z.infer<typeof loginRequest>;

export const loginReply = z.object({
  token: z.string(),
  tenantId: id,
  tenantName: z.string(),
  /** The tenant is for trying out: it may be shown as such and rung by the demo panel. */
  demo: z.boolean(),
  userId: id,
  userName: z.string(),
  roles: z.array(z.enum(['agent', 'lead', 'steward', 'admin'])),
  scopeId: id,
});
export type LoginReply = z.infer<typeof loginReply>;

/** Every refusal over HTTP; `code` as in {@link AppError}. */
export const errorReply = z.object({
  error: z.object({
    code: z.string(),
    message: z.string(),
    params: z.record(z.string(), z.union([z.string(), z.number()])),
  }),
});

export const paths = {
  login: '/api/auth/login',
  logout: '/api/auth/logout',
  push: '/api/sync/push',
  pull: '/api/sync/pull',
  hints: '/api/sync/hints',
  health: '/health',
} as const;
