import { z } from 'zod';
import { call, defineContract, returns } from '../../ipc/contract.ts';
import { idSchema } from '../../kernel/ref.ts';
import type { PartyRole, TagKind } from './model.ts';

export interface TagLine {
  readonly id: string;
  readonly kind: TagKind;
  readonly label: string;
  /** How many parties of this replica bear it, under whichever of its names. */
  readonly parties: number;
}

export interface PartyTags {
  readonly roles: readonly PartyRole[];
  readonly tags: readonly Omit<TagLine, 'parties'>[];
}

export const tagsContract = defineContract('tags', {
  /** By kind, then by name; without those that have become part of another. */
  list: call(z.object({}), returns<readonly TagLine[]>()),
  ofParty: call(z.object({ partyId: idSchema }), returns<PartyTags>()),
});
