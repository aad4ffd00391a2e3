import {
  offeringPut,
  providerContactPut,
  providerPut,
  serviceAdd,
} from '#shared/features/offerings/commands.ts';
import { dayOf } from '#shared/kernel/day.ts';
import { addressOf } from '../persons.ts';
import { seed } from '../seed-command.ts';
import { DAY } from '../world.ts';
import type { World } from '../world.ts';
import { DIRECTIONS, HOURS, JOBS, SERVICES, VARIANTS } from './texts.ts';

const SERVICE_SHARE = 0.3;

/** Providers and what they offer, until the figures are reached; contact persons are people of the house. */
export function addDirectory(world: World): void {
  const { context, figures, staff, directory } = world;
  const { random, newId } = context;
  const providers = countOf(world, providerPut.name);
  for (let number = providers; number < figures.providers; number++) {
    const [service, description, costs] = SERVICES[number % SERVICES.length] ?? SERVICES[0];
    const { street, postalCode, city } = addressOf(random);
    const id = newId();
    const facts = {
      ...{ description, costs, listed: true, openingHours: random.pick(HOURS) },
      ...{ place: `${street}, ${postalCode} ${city}`, reachability: '0221 4710 10, Zentrale' },
    };
    const name = `${service} ${city} ${String(1 + Math.floor(number / SERVICES.length))}`;
    directory.push(seed(providerPut, { id, name, ...facts, directions: random.pick(DIRECTIONS) }));
    directory.push(
      seed(providerContactPut, {
        ...{ id: newId(), providerId: id, offeringId: null, listed: true },
        ...{ staffId: random.pick(staff).id, job: random.pick(JOBS) },
      }),
    );
    world.providers.push({ id, service, description, costs });
  }
  for (let number = countOf(world, offeringPut.name); number < figures.offerings; number++) {
    const provider = world.providers[number % world.providers.length];
    if (!provider) return;
    const id = newId();
    const variant = VARIANTS[Math.floor(number / world.providers.length) % VARIANTS.length] ?? '';
    directory.push(
      seed(offeringPut, {
        ...{ id, providerId: provider.id, name: `${provider.service}${variant}`, listed: true },
        ...{ description: provider.description, costs: provider.costs },
        ...{ openingHours: '', reachability: '', place: '' },
      }),
    );
    world.offerings.push(id);
  }
}

/** What customers receive; one in three has ended. */
export function addServices(world: World): void {
  const { parties, context, offerings, commitments } = world;
  const { random, newId, today } = context;
  if (offerings.length === 0) return;
  for (const { id: partyId, kind, status, isOfStory } of parties) {
    if (isOfStory || kind !== 'person' || status !== 'customer' || !random.chance(SERVICE_SHARE)) continue;
    for (let left = 1 + random.int(2); left > 0; left--) {
      const began = today - (200 + random.int(900)) * DAY;
      const until = random.chance(1 / 3) ? dayOf(began + (30 + random.int(160)) * DAY) : null;
      const [id, offeringId] = [newId(), random.pick(offerings)];
      commitments.push(
        seed(serviceAdd, { id, partyId, offeringId, since: dayOf(began), until, source: 'Vertrag' }),
      );
    }
  }
}

const countOf = ({ directory }: World, name: string): number =>
  directory.filter((command) => command.name === name).length;
