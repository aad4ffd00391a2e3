/** What counts of an absence, times in ms. */
export interface AbsenceSpan {
  readonly id: string;
  readonly staffId: string;
  readonly deputyId: string;
  readonly fromAt: number;
  readonly untilAt: number;
  readonly reportedAt: number;
  readonly endedAt: number | null;
}

interface StandsIn {
  readonly absentId: string;
  readonly deputyId: string;
  readonly until: number;
}

/** `until` is exclusive: at that moment they are back. */
export function isAway({ fromAt, untilAt, endedAt }: AbsenceSpan, at: number): boolean {
  return fromAt <= at && at < untilAt && (endedAt === null || at < endedAt);
}

/** The one that counts of several of one person that hold at once: reported last, on every desk the same. */
const counts = (one: AbsenceSpan, other: AbsenceSpan): boolean =>
  one.reportedAt !== other.reportedAt ? one.reportedAt > other.reportedAt : one.id > other.id;

/**
 * Who stands in for whom at a moment. A deputy who is away is passed over for their own; where that comes back to
 * where it began nobody is there, and nobody is listed.
 */
export function standInsAt(absences: readonly AbsenceSpan[], at: number): readonly StandsIn[] {
  const away = new Map<string, AbsenceSpan>();
  for (const absence of absences) {
    if (!isAway(absence, at)) continue;
    const known = away.get(absence.staffId);
    if (!known || counts(absence, known)) away.set(absence.staffId, absence);
  }
  return [...away.values()].flatMap(({ staffId, deputyId: named, untilAt }) => {
    const passed = new Set([staffId]);
    let deputyId = named;
    for (let next = away.get(deputyId); next; next = away.get(deputyId)) {
      if (passed.has(deputyId)) return [];
      passed.add(deputyId);
      deputyId = next.deputyId;
    }
    return passed.has(deputyId) ? [] : [{ absentId: staffId, deputyId, until: untilAt }];
  });
}
