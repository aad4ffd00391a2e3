import { z } from 'zod';

/** What an organisation asks of whoever works with its data, as one person sees it. Times in ms. */
export const policyPaperSchema = z.object({
  version: z.int().positive(),
  title: z.string(),
  /** Plain text; an empty line begins a paragraph. */
  body: z.string(),
  publishedAt: z.number(),
  /** From then on nobody works without having accepted it. */
  holdsFrom: z.number(),
  /** By the person who asks; null: not yet. */
  acceptedAt: z.number().nullable(),
});
export type PolicyPaper = z.infer<typeof policyPaperSchema>;
/** Newest first. */
export const policyPapersReply = z.object({ papers: z.array(policyPaperSchema) });

export const acceptPaperRequest = z.object({ version: z.int().positive() });

export const policyAcceptanceSchema = z.object({
  userId: z.string(),
  name: z.string(),
  acceptedAt: z.number().nullable(),
});
export type PolicyAcceptance = z.infer<typeof policyAcceptanceSchema>;

/** The version to accept now: the newest that holds, which stands for those before it; undefined: none is owed. */
export function paperOwed(papers: readonly PolicyPaper[], now: number): PolicyPaper | undefined {
  const accepted = Math.max(
    0,
    ...papers.filter((each) => each.acceptedAt !== null).map((each) => each.version),
  );
  return papers
    .filter(({ version, holdsFrom }) => version > accepted && holdsFrom <= now)
    .toSorted((one, other) => other.version - one.version)[0];
}
