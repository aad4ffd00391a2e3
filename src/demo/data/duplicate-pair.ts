/**
 * Why two entries look like one person, or are: `same-number`, `spelling` (umlaut, ß, ı), `married` (another family
 * name), `moved` (another address). `different`: father and son of one name at one address, who must stay two.
 */
export const RELATIONS_TO_TRUTH = ['same-number', 'spelling', 'married', 'moved', 'different'] as const;
export type RelationToTruth = (typeof RELATIONS_TO_TRUTH)[number];

/** Two entries, and whether they are one person. */
export interface DuplicatePair {
  readonly kind: RelationToTruth;
  readonly isDuplicate: boolean;
  readonly parties: readonly [string, string];
}
