import type { z } from 'zod';
import { partyCreate } from '#shared/features/parties/commands.ts';
import type { ContactArgs } from '#shared/features/parties/contact-commands.ts';
import type { DuplicatePair } from './duplicate-pair.ts';
import type { Figures } from './figures.ts';
import type { NumberPool, Switchboard } from './film-numbers.ts';
import { seed } from './seed-command.ts';
import type { SeedCommand, SeedContext } from './seed-command.ts';
import type { StaffMember } from './staff.ts';

/** A party on its way to `party.create`; numbers come to it one after the other. */
export type PartyDraft = Omit<z.infer<typeof partyCreate.args>, 'contacts'> & {
  readonly contacts: ContactArgs[];
  /** Somebody a story is about: nothing is added to what the story tells. */
  isOfStory?: boolean;
};

/** A number that is several parties' on purpose. */
export interface SharedNumber {
  readonly kind: 'family' | 'care-home' | 'law-firm' | 'duplicate';
  readonly digits: string;
  readonly parties: readonly string[];
}

/** A switchboard and the organisation that has it. */
export interface OwnedSwitchboard {
  readonly board: Switchboard;
  readonly owner: PartyDraft;
}

/** A provider whose offerings are still to be made. */
export interface DirectoryProvider {
  readonly id: string;
  readonly service: string;
  readonly description: string;
  readonly costs: string;
}

/** One tenant in the making. */
export interface World {
  readonly context: SeedContext;
  readonly pool: NumberPool;
  readonly figures: Figures;
  readonly staff: readonly StaffMember[];
  readonly parties: PartyDraft[];
  readonly switchboards: OwnedSwitchboard[];
  readonly sharedNumbers: SharedNumber[];
  readonly duplicates: DuplicatePair[];
  /** Affiliations and relationships; after the parties. */
  readonly relations: SeedCommand[];
  /** Providers, offerings, contacts; after the staff. */
  readonly directory: SeedCommand[];
  readonly providers: DirectoryProvider[];
  /** Ids of the offerings customers may receive. */
  readonly offerings: string[];
  /** Blocks, consents, tags, services: what stands between the house and a party. */
  readonly commitments: SeedCommand[];
  /** What has happened; after the relations. */
  readonly history: SeedCommand[];
}

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

export const countOf = ({ parties }: World, kind: PartyDraft['kind']): number =>
  parties.filter((party) => party.kind === kind).length;

export const phonesIn = ({ parties }: World): number =>
  parties.reduce((sum, { contacts }) => sum + contacts.filter(({ kind }) => kind === 'phone').length, 0);

/** Everything, in an order in which nothing is named before it exists. */
export function commandsOf(world: World): SeedCommand[] {
  const { parties, relations, directory, commitments, history } = world;
  return [...parties.map(create), ...relations, ...directory, ...commitments, ...history];
}

function create(party: PartyDraft): SeedCommand {
  const args = { ...party };
  delete args.isOfStory;
  return seed(partyCreate, args);
}
