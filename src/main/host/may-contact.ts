import type { Clock } from '#shared/kernel/clock.ts';
import { dayOf } from '#shared/kernel/day.ts';
import { NOT_ALLOWED } from '#shared/permission/contact-permission.ts';
import type { ReadableDb } from '../replica/db.ts';
import type { Host, MainFeature } from './host.ts';

/** As of today. Where no feature keeps consents, nobody has given any. */
export function createMayContact(
  db: ReadableDb,
  features: readonly MainFeature[],
  clock: Clock,
): Host['mayContact'] {
  const keepers = features.filter((feature) => feature.mayContact);
  if (keepers.length > 1) throw new Error('two features answer who may be contacted');
  const [keeper] = keepers;
  return (ask) =>
    keeper?.mayContact?.(db, { ...ask, today: dayOf(clock.now()) }) ??
    new Map(ask.partyIds.map((id) => [id, NOT_ALLOWED]));
}
