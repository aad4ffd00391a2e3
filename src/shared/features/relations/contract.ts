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

export const relationsContract = defineContract('relations', {
  ofParty: call(z.object({ partyId: idSchema }), returns<Relations>()),
});
