import { z } from 'zod';
import { CommandError, defineCommand } from '../../commands/command.ts';
import { idSchema } from '../../kernel/ref.ts';
import { find, get, insert, update } from '../../rows/steps.ts';
import { RESTRICTION_REASONS, restrictionTable } from './model.ts';
import { forbidsOthers } from './rights.ts';

/** The party's data is kept and used for nothing else, until `party.unrestrict`. */
export const partyRestrict = defineCommand({
  name: 'party.restrict',
  args: z.object({
    /** Of the restriction. */
    id: idSchema,
    partyId: idSchema,
    reason: z.enum(RESTRICTION_REASONS),
    until: z.iso.date().nullable(),
  }),
  forbids: forbidsOthers,
  *run({ id, partyId, reason, until }, { actor, at }) {
    if (yield* get(restrictionTable, id)) return;
    const standing = yield* find(restrictionTable, { party_id: partyId });
    if (standing.some(({ lifted_at: lifted }) => lifted === null))
      throw new CommandError('person-rights.restricted-already', `${partyId} is restricted already`);
    yield* insert(restrictionTable, {
      ...{ id, party_id: partyId, reason, until },
      ...{ set_by: actor.userId, set_at: at, lifted_by: null, lifted_at: null },
    });
  },
});

export const partyUnrestrict = defineCommand({
  name: 'party.unrestrict',
  args: z.object({ id: idSchema }),
  forbids: forbidsOthers,
  *run({ id }, { actor, at }) {
    const restriction = yield* get(restrictionTable, id);
    if (!restriction) throw new CommandError('person-rights.restriction-gone', `no restriction ${id}`);
    if (restriction.lifted_at !== null) return;
    yield* update(restrictionTable, id, { lifted_by: actor.userId, lifted_at: at });
  },
});
