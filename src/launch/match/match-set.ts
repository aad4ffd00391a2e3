import { z } from 'zod';
import { AppError } from '#shared/kernel/app-error.ts';

const KINDS = ['person', 'organisation', 'household'] as const;

const partySchema = z.object({
  party: z.string().min(1),
  kind: z.enum(KINDS),
  numbers: z.array(z.string()),
});

/** One customer of a set: a name and the numbers as somebody typed them. */
export type MatchParty = z.infer<typeof partySchema>;

const setSchema = z.array(partySchema);

const WANTED = 'wanted is [{"party":"…","kind":"person|organisation|household","numbers":["…"]}]';

/** @throws AppError `match.bad-data` naming the first entry that is not understood */
export function readMatchSet(json: string): readonly MatchParty[] {
  let data: unknown;
  try {
    data = JSON.parse(json.replace(/^\uFEFF/, ''));
  } catch (error) {
    throw new AppError(
      'match.bad-data',
      `not JSON: ${error instanceof Error ? error.message : ''}; ${WANTED}`,
    );
  }
  const set = setSchema.safeParse(data);
  if (set.success) return set.data;
  const [issue] = set.error.issues;
  const where = issue?.path
    .map((step) => (typeof step === 'number' ? `[${step}]` : `.${String(step)}`))
    .join('');
  throw new AppError(
    'match.bad-data',
    `${where || 'the whole'}: ${issue?.message ?? 'not understood'}; ${WANTED}`,
  );
}
