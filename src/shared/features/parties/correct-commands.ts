import { z } from 'zod';
import { CommandError, defineCommand } from '../../commands/command.ts';
import { idSchema } from '../../kernel/ref.ts';
import { find, get, insert, remove, update } from '../../rows/steps.ts';
import { contactMove } from './contact-commands.ts';
import { CONTACT_STATES, contactPointTable } from './model.ts';

/**
 * What a wrong attribution says of the number: `move` it is somebody else's now · `share` it is both's · `former` it is
 * no longer theirs, and nobody knows whose.
 */
export type Correction = 'move' | 'share' | 'former';

/** "Falsch zugeordnet": every desk of the tenant matches by it from then on. Done twice it changes nothing. */
export const contactCorrect = defineCommand({
  name: 'contact.correct',
  args: z.discriminatedUnion('how', [
    z.object({ how: z.enum(['move', 'share']), id: idSchema, newId: idSchema, partyId: idSchema }),
    z.object({ how: z.literal('former'), id: idSchema }),
  ]),
  *run(args, context) {
    const contact = yield* get(contactPointTable, args.id);
    if (!contact) throw new CommandError('contact.gone', `no contact point ${args.id}`);
    if (args.how === 'former') {
      if (contact.state !== 'former')
        yield* update(contactPointTable, args.id, { state: 'former', former_since: context.at });
      return;
    }
    const { id, newId, partyId } = args;
    if (args.how === 'move') {
      yield* contactMove.run({ id, newId, partyId }, context);
      return;
    }
    if (contact.party_id === partyId) return;
    const shared = { state: 'shared', former_since: null } as const;
    if (contact.state !== 'shared') yield* update(contactPointTable, id, shared);
    const theirs = yield* find(contactPointTable, { party_id: partyId });
    const same = theirs.find(({ digits }) => digits !== null && digits === contact.digits);
    if (same) {
      if (same.state !== 'shared') yield* update(contactPointTable, same.id, shared);
      return;
    }
    const { kind, label, raw, digits, stem, extension, fault } = contact;
    const copy = { kind, label, raw, digits, stem, extension, fault };
    yield* insert(contactPointTable, { id: newId, party_id: partyId, ...copy, ...shared });
  },
});

const before = z.object({
  id: idSchema,
  state: z.enum(CONTACT_STATES),
  formerSince: z.int().nonnegative().nullable(),
});

/** Takes a correction back: both numbers are as they were before it, the one it made goes. */
export const contactUncorrect = defineCommand({
  name: 'contact.uncorrect',
  args: z.object({
    was: before,
    /** The other party's row for this number, where it had one; else what the correction made is `newId`. */
    theirs: before.nullable(),
    newId: idSchema,
  }),
  *run({ was, theirs, newId }) {
    for (const { id, state, formerSince } of theirs ? [was, theirs] : [was]) {
      const now = yield* get(contactPointTable, id);
      if (now && (now.state !== state || now.former_since !== formerSince))
        yield* update(contactPointTable, id, { state, former_since: formerSince });
    }
    if (!theirs && (yield* get(contactPointTable, newId))) yield* remove(contactPointTable, newId);
  },
});
