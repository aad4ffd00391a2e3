/**
 * How long this desk has been without its centre. Counted up, never looked up: time that has passed is the larger of
 * what the wall clock and what the running process say, so a clock set back takes nothing away, neither while the
 * desk runs nor between two starts.
 */
export interface LeaseState {
  /** ms without the centre. */
  readonly used: number;
  /** The latest the wall clock ever said since the last contact. */
  readonly wall: number;
}

export interface Passed {
  readonly wall: number;
  /** ms since the last look by a clock nobody sets; 0 at a start. */
  readonly running: number;
}

export function freshLease(wall: number): LeaseState {
  return { used: 0, wall };
}

export function advanceLease(before: LeaseState, { wall, running }: Passed): LeaseState {
  const passed = Math.max(0, running, wall - before.wall);
  return { used: before.used + passed, wall: Math.max(before.wall, wall) };
}

const DAY_MS = 86_400_000;
/** From so many days before the end on, the desk says so. */
export const WARN_DAYS = 5;

/** Whole days left, 0 on the last one; negative: it is over. */
export function daysLeft({ used }: LeaseState, leaseDays: number): number {
  return Math.floor((leaseDays * DAY_MS - used) / DAY_MS);
}

export function isOver({ used }: LeaseState, leaseDays: number): boolean {
  return used >= leaseDays * DAY_MS;
}
