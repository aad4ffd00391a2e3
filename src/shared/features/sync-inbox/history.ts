import { z } from 'zod';

/** Who changed what of a row, as the centre has written it down. Behind authenticate. */
export const HISTORY_PATH = '/api/sync-inbox/history';
export const MOST_HISTORY = 500;

export const historyRequest = z.object({
  tbl: z.string().max(41),
  pk: z.string().min(1).max(64),
  limit: z.int().min(1).max(MOST_HISTORY),
});

export const historyReply = z.object({
  /** Newest first. */
  entries: z.array(
    z.object({
      /** `*`: the whole row; then without values. */
      field: z.string(),
      outcome: z.enum(['applied', 'conflict', 'rejected']),
      /** Of the whole row: was there before. */
      existed: z.boolean(),
      old: z.unknown(),
      new: z.unknown(),
      actor: z.string(),
      /** By the device of who acted, ms; display only. */
      at: z.number(),
    }),
  ),
  /** There is more than was asked for. */
  more: z.boolean(),
});
export type HistoryReply = z.infer<typeof historyReply>;
