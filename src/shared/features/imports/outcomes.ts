import { z } from 'zod';

/** Where a desk asks what became of the commands of an import's own line. */
export const IMPORT_OUTCOMES_PATH = '/api/imports/outcomes';

export const outcomesRequest = z.object({ client: z.uuid() });

/** Only those that were not simply applied. */
export const outcomesReply = z.object({
  outcomes: z.array(
    z.object({ mid: z.int().positive(), outcome: z.enum(['conflict', 'rejected']), detail: z.unknown() }),
  ),
});
export type ImportOutcomes = z.infer<typeof outcomesReply>;
