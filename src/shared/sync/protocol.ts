import { z } from 'zod';
import { MUSTS, policySchema } from '../auth/protocol.ts';
import { areWithin, MAX_ID_LENGTH, tableRows } from './table-rows.ts';

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
/** Unless the desk asks for more. */
export const MAX_PAGE_ROWS = 2_000;
export const MOST_PAGE_ROWS = 8_000;
export const MAX_PAGE_BYTES = 4 * 1024 * 1024;

const id = z.string().min(1).max(MAX_ID_LENGTH);
const count = z.int().nonnegative();
const value: z.ZodType = z.unknown();

/** What the desk saw when the person acted: the version and the values of the fields the command then changed. */
export const baseSchema = z.array(
  z.object({ tbl: z.string().max(41), pk: id, ver: count, fields: z.record(z.string().max(41), value) }),
);
export type Base = z.infer<typeof baseSchema>;

/** A client's number of a command. */
export const commandNumber = z.object({ client: id, mid: count });
export type CommandNumber = z.infer<typeof commandNumber>;

export const pushedCommand = z.object({
  mid: count,
  name: z.string().max(80),
  args: z.unknown(),
  base: baseSchema,
  /** When the person acted, ms by the desk's clock; display only. */
  at: z.number(),
  /** Wire schema the command was written under. */
  schema: count,
  /**
   * The number it was written under, where it comes under another one now: the line was broken, and the centre may
   * have decided it before.
   */
  firstAs: commandNumber.optional(),
});
export type PushedCommand = z.infer<typeof pushedCommand>;

export const pushRequest = z.object({
  client: id,
  epoch: z.string().max(64).nullable(),
  schema: count,
  commands: z.array(pushedCommand).min(1).max(MAX_PUSH_COMMANDS),
  /** Kinds of reply this desk knows beyond the first ones. */
  knows: z.array(z.string().max(40)).max(20).optional(),
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
  /**
   * Only to who knows `clone`: under `mid` the centre has decided another command than this one, so two copies of one
   * replica send under one client id. What was sent from `mid` on has not been decided.
   */
  z.object({ kind: z.literal('clone'), mid: count }),
]);
export type PushReply = z.infer<typeof pushReply>;

const scopeIds = z.array(id).max(1000);

/**
 * What the rows of a replica come from: it was empty at `ver`, or filled from a snapshot of `ver`, and has been fed
 * for `scopes` since. The replica keeps it and says it with every pull, so that a copy of the file is right as well.
 */
export const fedSchema = z.object({ ver: count, scopes: scopeIds });
export type Fed = z.infer<typeof fedSchema>;

export const pullRequest = z.object({
  client: id,
  /** null before the first pull. */
  epoch: z.string().max(64).nullable(),
  schema: count,
  cursor: count,
  /** Tables this desk's version knows; the centre sends no others. */
  tables: z.array(z.string().max(41)).max(500),
  fed: fedSchema.optional(),
  /** The most rows the page is to have; the centre has a limit of its own. Absent: MAX_PAGE_ROWS. */
  rows: z.int().positive().optional(),
  /** Forms of a page this desk knows beyond the first one: `tables`. */
  knows: z.array(z.string().max(40)).max(20).optional(),
});
export type PullRequest = z.infer<typeof pullRequest>;

export interface RowChange {
  tbl: string;
  pk: string;
  ver: number;
  /** By column; what a column can hold is looked at where it is written. null: deleted, or no longer in the desk's scopes. */
  row: Record<string, unknown> | null;
}

/** A page is thousands of them: they are looked at where they are, and not copied. */
const rowChanges = z.custom<RowChange[]>((rows) => Array.isArray(rows) && rows.every(isRowChange));

function isRowChange(change: unknown): change is RowChange {
  if (typeof change !== 'object' || change === null) return false;
  const { tbl, pk, ver, row } = change as Partial<Record<keyof RowChange, unknown>>;
  return (
    typeof tbl === 'string' &&
    typeof pk === 'string' &&
    pk.length > 0 &&
    pk.length <= MAX_ID_LENGTH &&
    Number.isSafeInteger(ver) &&
    (ver as number) >= 0 &&
    typeof row === 'object' &&
    !Array.isArray(row)
  );
}

export const outcomeSchema = z.object({
  mid: count,
  outcome: z.enum(['applied', 'conflict', 'rejected']),
  /** For `rejected` the error's code, for `conflict` the fields that stayed as they were. */
  detail: z.unknown(),
  /**
   * Of the command that was decided: SHA-256 of the JSON `[name, args]`, base64url. What the desk has under this
   * number is another command where it differs; left out by an older centre.
   */
  digest: z.string().max(64).optional(),
});
export type Outcome = z.infer<typeof outcomeSchema>;

/**
 * A header of an incomplete page: its `to`, where nothing else of the next pull changes (`epoch`, `fed`), so that this can
 * be asked for before the page has come.
 */
export const PAGE_END_HEADER = 'rufblatt-page-end';

export const pullReply = z.discriminatedUnion('kind', [
  z
    .object({
      kind: z.literal('page'),
      epoch: z.string(),
      /** The cursor this page starts at; a page that does not start at the replica's cursor is thrown away. */
      from: count,
      to: count,
      /** Nothing newer existed in the snapshot the page was read from. */
      complete: z.boolean(),
      /** The tenant's newest version, for progress. */
      head: count,
      rows: rowChanges,
      /** Only to who knows it: rows that are not in `rows`. */
      tables: tableRows.optional(),
      /** Only on the complete page: commands up to here are decided, and their rows are on the replica now. */
      lastMid: count.optional(),
      outcomes: z.array(outcomeSchema).optional(),
      /** All outcomes from this number on to `lastMid` are there, exclusive; those up to it a replica has had. */
      outcomesAfter: count.optional(),
      /** To be kept with the cursor. */
      fed: fedSchema.optional(),
      /** Scopes the desk no longer may hold: all their rows go, before those of the page come. */
      left: scopeIds.optional(),
      /** Rows the desk may hold in all, for progress; while it is filled, as soon as they are counted. */
      total: count.optional(),
    })
    .refine(areWithin, 'a row is not of this page'),
  /** The replica cannot be carried on from its cursor: start over from 0, keeping the outbox. */
  z.object({
    kind: z.literal('reset'),
    epoch: z.string(),
    reason: z.enum(['epoch', 'floor', 'ahead']),
    /** As on a page. */
    left: scopeIds.optional(),
  }),
  /** This version of the desk is too old to pull; it may still push. */
  z.object({ kind: z.literal('upgrade'), minSchema: count }),
]);
export type PullReply = z.infer<typeof pullReply>;

/** Asks for the rows of a table set as a file; see docs/sync.md, "Snapshot". */
export const snapshotRequest = z.object({
  client: id,
  schema: count,
  /** null before the first pull. */
  epoch: z.string().max(64).nullable(),
  cursor: count,
  /** Names the replica's SQL schema; a file of another one is of no use. */
  replicaSchema: z.string().max(64),
});
export type SnapshotRequest = z.infer<typeof snapshotRequest>;

export const snapshotOffer = z.object({
  kind: z.literal('ready'),
  id,
  epoch: z.string(),
  /** The tenant's version the file holds everything up to. */
  ver: count,
  scopes: scopeIds,
  rows: count,
  bytes: count,
  /** Of the file as it is sent, hex. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  /** 32 bytes the file is encrypted with, base64. */
  key: z.string().regex(/^[A-Za-z0-9+/]{43}=$/),
});
export type SnapshotOffer = z.infer<typeof snapshotOffer>;

export const snapshotReply = z.discriminatedUnion('kind', [
  snapshotOffer,
  /** It is being made; ask again. `done` and `total` count rows. */
  z.object({ kind: z.literal('building'), done: count, total: count, retryMs: count }),
  /** Not worth it, or not to be had: pull. */
  z.object({ kind: z.literal('none') }),
]);
export type SnapshotReply = z.infer<typeof snapshotReply>;

/**
 * A digest of some rows: those of a table whose version is in a range of `size` versions, the `index`-th from 0
 * (`ver` from `index * size` to `(index + 1) * size - 1`). See src/shared/sync/checksum.ts.
 */
export const rangeSum = z.object({
  tbl: z.string().max(41),
  index: count,
  rows: count,
  vers: count,
  content: count,
});
export type RangeSum = z.infer<typeof rangeSum>;

export const checksumRequest = z.object({
  epoch: z.string().max(64),
  cursor: count,
  tables: z.array(z.string().max(41)).max(500),
  size: z.int().min(256),
  scopes: scopeIds,
});
export type ChecksumRequest = z.infer<typeof checksumRequest>;

export const checksumReply = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('sums'), sums: z.array(rangeSum) }),
  /** The centre is not at the cursor any more, or the desk's scopes are others: pull, and ask another time. */
  z.object({ kind: z.literal('moved') }),
]);
export type ChecksumReply = z.infer<typeof checksumReply>;

export const rangeRequest = checksumRequest
  .omit({ tables: true })
  .extend({ tbl: z.string().max(41), index: count });
export type RangeRequest = z.infer<typeof rangeRequest>;

export const rangeReply = z.discriminatedUnion('kind', [
  /** All rows of the range. */
  z.object({ kind: z.literal('rows'), rows: rowChanges }),
  z.object({ kind: z.literal('moved') }),
]);
export type RangeReply = z.infer<typeof rangeReply>;

/** What the WebSocket says: there is something newer. */
export const hintMessage = z.object({
  ver: count,
  /** The centre answers pulls that are laid down on the socket; an older one does not say so. */
  answers: z.literal(true).optional(),
});

/** Of a message on the WebSocket, in either direction; what is longer goes by HTTP. */
export const MAX_STANDING_BYTES = 64 * 1024;

/**
 * What a desk says on the WebSocket, where the centre answers: its next pull, to be answered when there is something
 * newer than its cursor. It takes the place of the one before. See docs/sync.md, "Standing pulls".
 */
export const standingPull = z.object({
  /** The desk's count of those on this socket. */
  seq: count,
  pull: pullRequest,
});
export type StandingPullMessage = z.infer<typeof standingPull>;

/** The answer; to a desk that does not wait for this one any more it is a hint. */
export const standingAnswer = z.object({ ver: count, to: count, reply: pullReply });

export const loginRequest = z.object({
  tenant: z.string().trim().min(1).max(80),
  login: z.string().trim().min(1).max(200),
  password: z.string().min(1).max(1000),
  device: z.string().trim().min(1).max(200),
  /** Of the second factor: the authenticator's, or a recovery code. */
  code: z.string().trim().min(1).max(40).optional(),
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
  /** What comes before anything else; left out: nothing. */
  must: z.array(z.enum(MUSTS)).optional(),
  policy: policySchema.optional(),
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
  snapshot: '/api/sync/snapshot',
  /** And `/<id>`: the file, by ranges. */
  snapshotFile: '/api/sync/snapshot/file',
  checksum: '/api/sync/checksum',
  range: '/api/sync/range',
  health: '/health',
} as const;
