import { nameId } from '../kernel/name-id.ts';
import { defineTable, integer, json, text } from '../rows/table.ts';

export const ERASURE_REASONS = ['request', 'purpose', 'consent', 'objection', 'unlawful'] as const;
export type ErasureReason = (typeof ERASURE_REASONS)[number];

/**
 * That somebody was erased, and when, by whom and why; nothing that tells who it was. It stays for good: by its marks
 * the centre refuses what comes late, every desk clears what it keeps beside the rows, and a restored backup is erased
 * again.
 */
export const erasureTable = defineTable('erasure', {
  /** {@link markOf} of every row that went or was emptied. */
  marks: json<readonly string[]>(),
  reason: text<ErasureReason>(),
  /** A user. */
  erased_by: text(),
  erased_at: integer(),
});

/**
 * What is left of an erased row's id. Ids are random, so the mark leads back to none; ids that are made of a number
 * (nameId) are not marked at all.
 */
export function markOf(id: string): string {
  return nameId(`erased/${id}`);
}

const ID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;

/** Every id in a text, each once. */
export function idsIn(told: string): readonly string[] {
  return [...new Set(told.match(ID) ?? [])];
}
