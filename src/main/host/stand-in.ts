import type { ReadableDb } from '../replica/db.ts';

/** Somebody is away, and who does their work meanwhile. */
export interface StandIn {
  readonly absentId: string;
  /** Who is there: a deputy who is away as well has been passed over for theirs. */
  readonly deputyId: string;
  /** When the absent one is back, ms; what is due from then on is theirs again. */
  readonly until: number;
}

/** Who stands in for whom at a moment; at most one row for each who is away. Nothing is written for it. */
export type StandInsAt = (db: ReadableDb, at: number) => readonly StandIn[];

/** Whose work that is due before `until` is whose at the moment. Oneself: for ever. */
export interface OwnWork {
  readonly staffId: string;
  readonly until: number;
}

const FOR_EVER = Number.MAX_SAFE_INTEGER;

/** This person's own work, and that of those they stand in for. */
export function workOf(userId: string, standIns: readonly StandIn[]): readonly OwnWork[] {
  return [
    { staffId: userId, until: FOR_EVER },
    ...standIns
      .filter(({ deputyId }) => deputyId === userId)
      .map(({ absentId, until }) => ({ staffId: absentId, until })),
  ];
}

/** Who does what is due then (null: whenever) for this person now; undefined: they do it themselves. */
export function deputyFor(
  { staffId, dueAt }: { readonly staffId: string; readonly dueAt: number | null },
  standIns: readonly StandIn[],
): string | undefined {
  return standIns.find(({ absentId, until }) => absentId === staffId && (dueAt === null || dueAt < until))
    ?.deputyId;
}
