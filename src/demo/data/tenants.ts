import { partOf, scaledTo, withoutParts } from './figures.ts';
import type { Figures } from './figures.ts';
import { tellLindental } from './stories/lindental.ts';
import { tellAhrenfeld, tellVitalwerk } from './stories/neighbours.ts';
import { STAFF } from './staff.ts';
import type { World } from './world.ts';

export interface TenantSpec {
  /** What people type at sign-in. */
  readonly slug: string;
  readonly name: string;
  readonly figures: Figures;
  tellStories(world: World): void;
}

/** The tenant whose desks the demo shows. */
export const DEMO_TENANT = { slug: 'kv-lindental', name: 'KV Lindental e. V.' };

/** Three houses and one to practise in; what the small ones have, the large one has not. */
export function tenantsFor(parties: number): TenantSpec[] {
  const all = scaledTo(parties);
  const ahrenfeld = { ...partOf(all, 0.1), trunks: Math.min(1, all.trunks) };
  const vitalwerk = partOf(all, 0.06);
  // Nobody to practise with offers anything.
  const practice = { ...partOf(all, 0.01), providers: 0, offerings: 0 };
  const lindental = withoutParts(all, [ahrenfeld, vitalwerk, practice]);
  const none = (): void => {};
  return [
    { ...DEMO_TENANT, figures: lindental, tellStories: tellLindental },
    { slug: 'kv-ahrenfeld', name: 'KV Ahrenfeld e. V.', figures: ahrenfeld, tellStories: tellAhrenfeld },
    { slug: 'vitalwerk', name: 'Vitalwerk GmbH', figures: vitalwerk, tellStories: tellVitalwerk },
    { slug: 'demo', name: 'Übungsmandant', figures: practice, tellStories: none },
  ];
}

/** Staff besides those with accounts of their own: in a small set so many that the team's figures are nobody's. */
export function moreStaffFor({ slug, figures }: TenantSpec): number {
  return Math.max(
    slug === DEMO_TENANT.slug ? 2 : 1,
    figures.staff - (slug === DEMO_TENANT.slug ? STAFF.length : 0),
  );
}
