import { defineTable, integer, optionalInteger, optionalText, refTo, text } from '../../rows/table.ts';
import type { Day } from '../../kernel/day.ts';

export const BLOCK_KINDS = ['house-rules', 'payment', 'safety', 'contract', 'other'] as const;
export type BlockKind = (typeof BLOCK_KINDS)[number];

/**
 * A party that is barred: from which day to which, why, by whom. What is over stays.
 *
 * State, derived wherever it is read (no desk waits for the centre):
 *
 *   coming ──since──▶ active ──after until──▶ over
 *      └──────lift──────┴──lift──▶ lifted ──reinstate──▶ as before
 */
export const blockTable = defineTable('block', {
  party_id: refTo('party', text()),
  kind: text<BlockKind>(),
  /** In words: "Thekenkraft beleidigt"; empty where the kind says enough. */
  note: text(),
  /** First and last day of the block; no last one: until it is lifted. */
  since: text(),
  until: optionalText(),
  /** A user. */
  set_by: text(),
  set_at: integer(),
  lifted_at: optionalInteger(),
  lifted_by: optionalText(),
  /**
   * The `until` that the centre has seen pass: it writes this once, for the history. Says nothing about the state: a
   * block that was prolonged meanwhile goes on.
   */
  ended_with: optionalText(),
});

export type BlockState = 'coming' | 'active' | 'over' | 'lifted';

export interface BlockTimes {
  readonly since: Day;
  readonly until: Day | null;
  readonly liftedAt: number | null;
}

export function blockStateOn({ since, until, liftedAt }: BlockTimes, today: Day): BlockState {
  if (liftedAt !== null) return 'lifted';
  if (until !== null && until < today) return 'over';
  return since > today ? 'coming' : 'active';
}
