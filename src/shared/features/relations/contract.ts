import { z } from 'zod';
import { call, defineContract, returns } from '../../ipc/contract.ts';
import { idSchema } from '../../kernel/ref.ts';
import type { RelationshipKind } from './model.ts';

/** A party at the other end: what a list shows of it, and where a click goes. */
export interface OtherParty {
  readonly id: string;
  readonly name: string;
  readonly detail: string;
}

export interface AffiliationLine {
  readonly id: string;
  readonly person: OtherParty;
  readonly organisation: OtherParty;
  readonly job: string;
  readonly department: OtherParty | null;
  /** Of the superior's affiliation. */
  readonly reportsTo: { readonly affiliationId: string; readonly name: string } | null;
  readonly since: string | null;
  readonly until: string | null;
}

export interface RelationshipLine {
  readonly id: string;
  readonly other: OtherParty;
  readonly kind: RelationshipKind;
  /** `from`: this party is it to the other · `to`: the other is it to this party. */
  readonly side: 'from' | 'to';
  readonly note: string;
  readonly since: string | null;
  readonly until: string | null;
}

export interface Relations {
  /** People of this organisation or household, by department, then superiors first. */
  readonly people: readonly AffiliationLine[];
  /** Organisations this person belongs to; what has ended last. */
  readonly places: readonly AffiliationLine[];
  readonly relationships: readonly RelationshipLine[];
}

/** Where somebody may be put within an organisation. */
export interface Places {
  /** Branches and departments below it, each with the way down: "Kreuzberg › Einkauf". */
  readonly units: readonly { readonly id: string; readonly name: string }[];
  /** Who belongs to it now; the ids are those of the affiliations, as a superior is named by. */
  readonly people: readonly { readonly id: string; readonly name: string }[];
}

export const relationsContract = defineContract('relations', {
  ofParty: call(z.object({ partyId: idSchema }), returns<Relations>()),
  placesOf: call(z.object({ organisationId: idSchema }), returns<Places>()),
});
