import type { PopSummary, PopTimes } from '#shared/features/black-box/contract.ts';

/** Nearest rank; 0 for nothing. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0;
}

/** Each stage by itself: the slow call of one stage need not be that of another. null: no call was measured. */
export function summarise(times: readonly PopTimes[]): PopSummary | null {
  if (times.length === 0) return null;
  const at = (share: number): PopTimes => {
    const of = (stage: keyof PopTimes): number =>
      percentile(
        times.map((time) => time[stage]),
        share,
      );
    return { tracked: of('tracked'), matched: of('matched'), told: of('told'), total: of('total') };
  };
  return { calls: times.length, p50: at(0.5), p95: at(0.95) };
}
