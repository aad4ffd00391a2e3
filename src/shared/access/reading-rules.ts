import { z } from 'zod';

/** A sheet that was opened, a search, a list saved as a file. */
export const READING_KINDS = ['sheet', 'search', 'export'] as const;

/** Which reading of customers' data desks write down, and for how many days the centre keeps it. */
export const readingRules = z.object({
  kinds: z.array(z.enum(READING_KINDS)).default([]),
  keepDays: z.int().min(1).max(1095).default(90),
});
export type ReadingRules = z.infer<typeof readingRules>;
