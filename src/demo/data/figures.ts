import type { RelationToTruth } from './duplicate-pair.ts';

/** How much there is of everything, over all tenants; the people of the stories are among them. */
export interface Figures {
  readonly persons: number;
  readonly organisations: number;
  readonly households: number;
  /** Of the organisations. */
  readonly trunks: number;
  /** Companies with branches and departments. */
  readonly hierarchies: number;
  /** Contact points of kind phone; a number two people share counts twice. */
  readonly numbers: number;
  /** Of them, spelled so that they can never match. */
  readonly faultyNumbers: number;
  readonly duplicates: Readonly<Record<RelationToTruth, number>>;
  /** Numbers that several have. */
  readonly families: number;
  readonly careHomes: number;
  readonly lawFirms: number;
  readonly calls: CallFigures;
  /** Visits, mails, letters, notes. */
  readonly otherInteractions: number;
  readonly tickets: {
    readonly all: number;
    readonly open: number;
    readonly overdue: number;
    /** Part of another one; done. */
    readonly merged: number;
  };
  readonly tasks: {
    readonly all: number;
    readonly open: number;
    readonly today: number;
    /** At somebody's deputy. */
    readonly deputised: number;
  };
  /** Callers on the callback list. */
  readonly callbacks: number;
  readonly staff: number;
  /** Active today. */
  readonly blocks: number;
  readonly providers: number;
  readonly offerings: number;
}

/** No call is two of these but `all`. */
export interface CallFigures {
  readonly all: number;
  readonly withheld: number;
  readonly missed: number;
  readonly unknownExtension: number;
  /** Through a ring group: several phones rang, one took it. */
  readonly races: number;
  readonly international: number;
}

export const FULL: Figures = {
  persons: 2_000,
  organisations: 180,
  households: 240,
  trunks: 25,
  hierarchies: 12,
  numbers: 2_700,
  faultyNumbers: 24,
  duplicates: { 'same-number': 40, spelling: 30, married: 20, moved: 20, different: 10 },
  families: 90,
  careHomes: 8,
  lawFirms: 3,
  calls: { all: 9_000, withheld: 720, missed: 990, unknownExtension: 540, races: 270, international: 180 },
  otherInteractions: 3_500,
  tickets: { all: 1_400, open: 160, overdue: 25, merged: 30 },
  tasks: { all: 1_100, open: 300, today: 40, deputised: 15 },
  callbacks: 6,
  staff: 64,
  blocks: 14,
  providers: 40,
  offerings: 110,
};

/** Customers of the full set. */
export const FULL_PARTIES = FULL.persons + FULL.organisations + FULL.households;

/** So many at least, where there are persons enough: the number clinic has something to show in a small set as well. */
const LEAST_FAULTY = 6;

/** All of it shrunk alike. */
export function scaledTo(parties: number): Figures {
  const figures = scaled(FULL, Math.min(1, parties / FULL_PARTIES)) as Figures;
  const { organisations, households } = figures;
  return {
    ...figures,
    persons: Math.max(0, Math.min(parties, FULL_PARTIES) - organisations - households),
    faultyNumbers: Math.max(figures.faultyNumbers, LEAST_FAULTY),
  };
}

/** A small tenant's part, without what is the largest one's alone. */
export function partOf(figures: Figures, share: number): Figures {
  const part = scaled(figures, share) as Figures;
  return {
    ...part,
    trunks: 0,
    hierarchies: 0,
    families: 0,
    careHomes: 0,
    lawFirms: 0,
    faultyNumbers: 0,
    callbacks: 0,
    duplicates: { 'same-number': 0, spelling: 0, married: 0, moved: 0, different: 0 },
    calls: { ...part.calls, unknownExtension: 0 },
    tickets: { ...part.tickets, merged: 0 },
    tasks: { ...part.tasks, deputised: 0 },
  };
}

type Tree = Readonly<Record<string, number | object>>;

export function scaled(tree: object, share: number): object {
  return mapped(tree as Tree, (value) => Math.round(value * share));
}

/** `whole` without the parts, figure by figure. */
export function withoutParts(whole: Figures, parts: readonly Figures[]): Figures {
  return parts.reduce(
    (rest, part) => minus(rest as unknown as Tree, part as unknown as Tree) as unknown as Figures,
    whole,
  );
}

function minus(whole: Tree, part: Tree): Tree {
  return Object.fromEntries(
    Object.entries(whole).map(([name, value]) => {
      const other = part[name];
      return [
        name,
        typeof value === 'number' ? value - Number(other) : minus(value as Tree, other as unknown as Tree),
      ];
    }),
  );
}

function mapped(tree: Tree, change: (value: number) => number): object {
  return Object.fromEntries(
    Object.entries(tree).map(([name, value]) => [
      name,
      typeof value === 'number' ? change(value) : mapped(value as Tree, change),
    ]),
  );
}
