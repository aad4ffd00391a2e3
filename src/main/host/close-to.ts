import type { Clock } from '#shared/kernel/clock.ts';
import { dayOf } from '#shared/kernel/day.ts';
import type { ReadableDb } from '../replica/db.ts';
import type { Host, MainFeature } from './host.ts';

export function createCloseTo(
  db: ReadableDb,
  features: readonly MainFeature[],
  clock: Clock,
): Host['closeTo'] {
  return (partyId) =>
    features.flatMap((feature) => feature.closeTo?.(db, { partyId, today: dayOf(clock.now()) }) ?? []);
}
