/** A condition on a list of customers. */
export interface Narrowing {
  /** A SELECT of party ids, in one column. */
  readonly sql: string;
  readonly params: readonly string[];
}

/** What the person has chosen, by the name of the filter. */
export type ChosenFilters = Readonly<Record<string, string>>;
export type Narrow = (filters: ChosenFilters) => readonly Narrowing[];
