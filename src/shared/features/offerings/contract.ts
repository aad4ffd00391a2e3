import { z } from 'zod';
import { call, defineContract, returns } from '../../ipc/contract.ts';
import { idSchema } from '../../kernel/ref.ts';
import type { OpeningState } from '../../text/opening-hours.ts';

/** Somebody to ask: of this house out of `staff`, of another out of what the centre brought. */
export interface ProviderContact {
  readonly id: string;
  readonly name: string;
  readonly job: string;
  readonly extension: string | null;
  readonly mail: string | null;
}

/** What a directory entry says, whichever kind it is. Texts; empty where nothing is known. */
export interface EntryFacts {
  readonly description: string;
  readonly openingHours: string;
  readonly reachability: string;
  readonly costs: string;
  readonly place: string;
  readonly directions: string;
  readonly contacts: readonly ProviderContact[];
}

/** A hit of the phone book: enough to answer most callers without opening the card. */
export interface DirectoryHit {
  readonly type: 'provider' | 'offering';
  readonly id: string;
  readonly name: string;
  /** Of an offering. */
  readonly provider: string | null;
  readonly house: string;
  readonly place: string;
  readonly costs: string;
  readonly openingHours: string;
  /** null: no hours are given, or they cannot be read. */
  readonly open: OpeningState | null;
  /** Numbers that stand in what it says of its reachability, as they are to be dialled. */
  readonly numbers: readonly string[];
  /** false: withdrawn. */
  readonly listed: boolean;
}

/** The texts of an entry as they stand, whatever its provider says. */
export interface EntryTexts {
  readonly name: string;
  readonly description: string;
  readonly openingHours: string;
  readonly reachability: string;
  readonly costs: string;
  readonly place: string;
  /** Of a provider; an offering has none of its own. */
  readonly directions: string;
}

/** Whom to ask, by the id of the assignment and that of the person: nothing of the person is in it. */
export interface EntryContact {
  readonly id: string;
  readonly staffId: string;
  readonly job: string;
}

/** An entry of this house to be edited. */
export interface DirectoryEntry extends EntryTexts {
  readonly listed: boolean;
  /** Of an offering: what is empty there is as it is here. */
  readonly provider: (EntryTexts & { readonly id: string }) | null;
  readonly contacts: readonly EntryContact[];
}

export interface OfferingHit {
  readonly id: string;
  readonly name: string;
  readonly provider: { readonly id: string; readonly name: string };
  readonly place: string;
  /** Name of the tenant it is of; empty: this one. */
  readonly house: string;
  /** false: withdrawn. */
  readonly listed: boolean;
}

/** Where the offering itself says nothing, what its provider says. */
export interface OfferingCard extends OfferingHit, EntryFacts {}

export interface ProviderCard extends EntryFacts {
  readonly id: string;
  readonly name: string;
  readonly house: string;
  readonly listed: boolean;
  readonly offerings: readonly OfferingHit[];
}

export interface ServiceLine {
  readonly id: string;
  /** null: the offering is not on this replica. */
  readonly offering: OfferingHit | null;
  /** Days. */
  readonly since: string;
  readonly until: string | null;
  readonly source: string;
  /** As of today: until has passed. */
  readonly isOver: boolean;
}

const text = z.string().max(200);

/** The directory can be read by everybody of every tenant. */
export const offeringsContract = defineContract('offerings', {
  /** Current ones first, each the newest first. */
  ofParty: call(z.object({ partyId: idSchema }), returns<readonly ServiceLine[]>()),
  /** Listed offerings with all these words in their name, provider, place or house; by name. */
  search: call(z.object({ text, limit: z.int().min(1).max(500) }), returns<readonly OfferingHit[]>()),
  /** Listed providers, the same way. */
  providers: call(
    z.object({ text, limit: z.int().min(1).max(500) }),
    returns<readonly Omit<ProviderCard, 'offerings' | 'contacts'>[]>(),
  ),
  /**
   * Listed providers and offerings together, with all these words in name, description, place, house or provider: what
   * is open now first, providers before their offerings, then by name. `withdrawn`: what this house has withdrawn, too.
   */
  find: call(
    z.object({ text, limit: z.int().min(1).max(500), withdrawn: z.boolean().optional() }),
    returns<{ readonly hits: readonly DirectoryHit[]; readonly more: number }>(),
  ),
  offering: call(z.object({ id: idSchema }), returns<OfferingCard | null>()),
  provider: call(z.object({ id: idSchema }), returns<ProviderCard | null>()),
  /** null: not on this desk, or kept by another house. */
  entry: call(
    z.object({ type: z.enum(['provider', 'offering']), id: idSchema }),
    returns<DirectoryEntry | null>(),
  ),
});
