import type { ComparedParty } from '#shared/features/duplicates/contract.ts';

/** Fields that are chosen one by one, in the order they are shown. */
export const CHOSEN_FIELDS = [
  'name',
  'status',
  'customer_no',
  'first_name',
  'last_name',
  'birth_date',
  'street',
  'postal_code',
  'city',
] as const;
export type ChosenField = (typeof CHOSEN_FIELDS)[number];

/** Fields that are shown without being chosen: of notes both stay. */
const TOLD_FIELDS = [...CHOSEN_FIELDS, 'note'] as const;
export type ToldField = (typeof TOLD_FIELDS)[number];

/** What this person may not see of either: told to be hidden, never compared. */
export const hiddenOf = (one: ComparedParty, other: ComparedParty): readonly ToldField[] =>
  TOLD_FIELDS.filter((field) => one.hidden.includes(field) || other.hidden.includes(field));

/** Whose value each field takes, by id of the party. */
export type Choices = Partial<Readonly<Record<ChosenField, string>>>;

const isEmpty = (value: unknown): boolean => value === null || value === undefined || value === '';

export const differing = (one: ComparedParty, other: ComparedParty): readonly ChosenField[] =>
  CHOSEN_FIELDS.filter(
    (field) =>
      !hiddenOf(one, other).includes(field) && (one.fields[field] ?? null) !== (other.fields[field] ?? null),
  );

/** What stays is taken, and what it lacks comes from the other. */
export function choicesOf(keep: ComparedParty, drop: ComparedParty): Choices {
  return Object.fromEntries(
    differing(keep, drop).map((field) => [field, isEmpty(keep.fields[field]) ? drop.id : keep.id]),
  );
}

/** Columns that the dropped party gives; a name comes with the way it is sorted. */
export function takenFrom(dropId: string, choices: Choices): readonly string[] {
  return CHOSEN_FIELDS.filter((field) => choices[field] === dropId).flatMap((field) =>
    field === 'name' ? ['name', 'sort_name'] : [field],
  );
}
