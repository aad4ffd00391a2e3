import { z } from 'zod';
import { call, defineContract, returns } from '../../ipc/contract.ts';
import { idSchema } from '../../kernel/ref.ts';
import type { Value } from '../../rows/table.ts';
import type { Reason } from './score.ts';

const short = z.string().max(200);

/** A party as it is being typed. */
export const draftSchema = z.object({
  kind: z.enum(['person', 'organisation', 'household']),
  name: short,
  /** In any spelling. */
  number: short.optional(),
  mail: short.optional(),
  birthDate: short.optional(),
  street: short.optional(),
  postalCode: short.optional(),
  city: short.optional(),
});
export type Draft = z.infer<typeof draftSchema>;

export interface PartyName {
  readonly id: string;
  readonly name: string;
  readonly detail: string;
}

export interface SimilarParty extends PartyName {
  readonly score: number;
  readonly reasons: readonly Reason[];
}

export interface Suggestion {
  readonly one: PartyName;
  readonly other: PartyName;
  readonly score: number;
  readonly reasons: readonly Reason[];
}

export interface Suggestions {
  /** The likeliest first. */
  readonly pairs: readonly Suggestion[];
  readonly total: number;
  /** Parties not looked at yet. */
  readonly waiting: number;
}

export interface ComparedParty {
  readonly id: string;
  readonly name: string;
  /** By column, as far as this person may see it. */
  readonly fields: Readonly<Record<string, Value>>;
  /** Columns that are not for this person. */
  readonly hidden: readonly string[];
  readonly contacts: readonly { readonly id: string; readonly raw: string; readonly label: string }[];
}

export interface MergeLine {
  readonly id: string;
  readonly kept: PartyName;
  readonly dropped: PartyName;
  /** null: no longer among the staff. */
  readonly byName: string | null;
  readonly at: number;
  readonly undoneAt: number | null;
}

export interface Merged {
  /** The party whose sheet opens; itself where it stands alone. */
  readonly survivorId: string;
  /** Newest first, of this party and of what became part of it. */
  readonly merges: readonly MergeLine[];
}

const two = z.object({ partyId: idSchema, otherId: idSchema });

export const duplicatesContract = defineContract('duplicates', {
  /** Who may be meant by what is being typed, the likeliest first. */
  similar: call(
    z.object({ draft: draftSchema, limit: z.int().min(1).max(20) }),
    returns<readonly SimilarParty[]>(),
  ),
  suggestions: call(z.object({ limit: z.int().min(1).max(200) }), returns<Suggestions>()),
  /** null: one of them is not on this replica. */
  compare: call(two, returns<readonly [ComparedParty, ComparedParty] | null>()),
  merged: call(z.object({ partyId: idSchema }), returns<Merged>()),
});
