import type { Clock } from '#shared/kernel/clock.ts';

/** Before this nothing can be said that would not jump. */
const SETTLE_MS = 1_000;
/** What happened longer ago than this says little about the line now. */
const LOOK_BACK_MS = 10_000;

interface Mark {
  readonly at: number;
  readonly done: number;
}

/** Estimates the time left from the speed of the last seconds; nothing as long as it cannot be told. */
export function createPace(clock: Clock): (done: number, total: number) => { readonly remainingMs?: number } {
  let marks: readonly Mark[] = [];
  let lastTotal = -1;
  return (done, total) => {
    const at = clock.now();
    const last = marks.at(-1);
    // Another count, or a clock that was set: from here on.
    const isNew = !last || total !== lastTotal || done < last.done || at < last.at;
    marks = isNew ? [] : marks.filter((mark) => at - mark.at <= LOOK_BACK_MS);
    lastTotal = total;
    // A few marks a second are enough.
    const newest = marks.at(-1);
    if (!newest || at - newest.at >= 200) marks = [...marks, { at, done }];
    const [first] = marks;
    if (!first || at - first.at < SETTLE_MS || done <= first.done) return {};
    return { remainingMs: Math.round(((total - done) * (at - first.at)) / (done - first.done)) };
  };
}
