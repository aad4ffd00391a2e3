import { z } from 'zod';

export const READING_LIST_PATH = '/api/reading-log/list';

export const readingListRequest = z.object({
  /** Of one sheet, of one colleague, or what the person who asks has read. */
  of: z.discriminatedUnion('what', [
    z.object({ what: z.literal('party'), id: z.string().min(1).max(64) }),
    z.object({ what: z.literal('reader'), id: z.string().min(1).max(64) }),
    z.object({ what: z.literal('own') }),
  ]),
  /** `next` of the page before. */
  before: z.object({ at: z.number(), id: z.string().max(64) }).nullable(),
});
export type ReadingListRequest = z.infer<typeof readingListRequest>;

export const readingList = z.object({
  /** Newest first. No sums: it is a log of access and no measure of work. */
  entries: z.array(
    z.object({
      id: z.string(),
      kind: z.enum(['sheet', 'search', 'export']),
      partyId: z.string().nullable(),
      /** null: none, or not for whoever asks. */
      partyName: z.string().nullable(),
      readerId: z.string(),
      /** null: nobody known. */
      readerName: z.string().nullable(),
      at: z.number(),
    }),
  ),
  next: z.object({ at: z.number(), id: z.string() }).nullable(),
  /** What is written down now. */
  kinds: z.array(z.string()),
  keepDays: z.number(),
});
export type ReadingList = z.infer<typeof readingList>;
