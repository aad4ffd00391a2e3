/** What must hold at every step. The names are what a planted bug is expected to break. */
export const INVARIANTS = {
  'cursor-monotonic': 'a cursor goes back only to 0, to start over',
  'row-monotonic': "a row's version on a desk never goes back, but to 0 when it starts over",
  'row-is-the-centres': 'an image of a row on a desk is what the centre committed under that version',
  'cursor-passes-nothing': 'a desk holds every change up to its cursor, and no row deleted before it',
  'replica-is-image-plus-outbox': "what is shown is the centre's image with the outbox run on top",
  'shadow-only-for-pending': 'a shadow exists only for rows that pending commands touch',
  'own-write-visible': 'what somebody wrote here stays in sight, before and after the centre has it',
  'accepted-is-kept': 'a command that was accepted is in the outbox',
  'refused-leaves-nothing': 'a command that was refused leaves nothing',
  'refused-in-words': 'a full or failing disk is told as such',
  'no-command-lost': 'what leaves the outbox has been decided, in the history the desk follows',
  'no-command-twice': 'a command is decided once, and takes effect once',
  'mids-without-gap': "a client's commands are decided in the order of their numbers, without a gap",
  'one-id-one-command': 'a number of a client stands for one command',
  'value-in-history': 'every value somebody wrote is in the history',
  'nothing-overwritten-unseen': 'an applied value replaces the one its author saw',
  'unmet-is-shown': 'a rejected or late command is on the list of its author',
  'deleted-stays-deleted': 'a deleted row does not come back',
  'no-foreign-tenant': 'no byte of another tenant reaches a desk',
  'no-foreign-scope': 'no row of a scope that is not the desk’s stays on it',
  'no-resync-loop': 'a desk starts over only for a reason',
  'compared-is-repaired': 'after a comparison nothing that was damaged before it is left',
  'floor-spares-desks': 'the log is kept for every desk that was seen within its term',
  'half-is-refused': 'a reply that is cut off, doubled or too long is refused',
  'nothing-throws': 'no error goes past the core',
  settles: 'when the faults end, every desk empties its outbox and reaches the head',
  'agrees-at-the-end': 'and shows what the centre has',
} as const;

export type Invariant = keyof typeof INVARIANTS;

export interface Violation {
  readonly invariant: Invariant;
  readonly detail: string;
  /** Virtual ms. */
  readonly at: number;
}

export interface Violations {
  add(invariant: Invariant, detail: string): void;
  /** The first of each invariant, in the order they were found. */
  all(): readonly Violation[];
}

export function createViolations(now: () => number, onFirst: (violation: Violation) => void): Violations {
  const found = new Map<Invariant, Violation>();
  return {
    add(invariant, detail) {
      if (found.has(invariant)) return;
      const violation = { invariant, detail, at: now() };
      found.set(invariant, violation);
      onFirst(violation);
    },
    all: () => [...found.values()],
  };
}
