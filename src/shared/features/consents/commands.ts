import { z } from 'zod';
import { CommandError, defineCommand } from '../../commands/command.ts';
import { idSchema } from '../../kernel/ref.ts';
import { CONTACT_CHANNELS, CONTACT_PURPOSES } from '../../permission/contact-permission.ts';
import { find, get, insert, remove, update } from '../../rows/steps.ts';
import type { Steps } from '../../rows/steps.ts';
import type { Row } from '../../rows/table.ts';
import { consentTable, EVIDENCE_KINDS, optOutTable } from './model.ts';

const how = z.enum(EVIDENCE_KINDS);
const day = z.iso.date();
const notWithdrawn = {
  ...{ withdrawn_at: null, withdrawn_how: null, withdrawn_evidence: null, withdrawn_by: null },
};

export const consentGive = defineCommand({
  name: 'consent.give',
  args: z.object({
    id: idSchema,
    partyId: idSchema,
    channel: z.enum(CONTACT_CHANNELS),
    purpose: z.enum(CONTACT_PURPOSES),
    how,
    evidence: z.string().trim().min(1).max(500),
    textVersion: z.string().trim().max(60),
    givenOn: day,
    validUntil: day.nullable(),
  }),
  *run({ partyId, textVersion, givenOn, validUntil, ...rest }, { actor }) {
    if (validUntil !== null && validUntil < givenOn)
      throw new CommandError('consent.backwards', 'a consent does not end before it is given');
    yield* insert(consentTable, {
      ...rest,
      ...{ party_id: partyId, text_version: textVersion, given_on: givenOn, valid_until: validUntil },
      ...{ last_used_on: null, recorded_by: actor.userId },
      ...notWithdrawn,
    });
  },
});

/** Typed by mistake: taken back as if it had not been said. What a party withdraws is `consent.withdraw`. */
export const consentUndo = defineCommand({
  name: 'consent.undo',
  args: z.object({ id: idSchema }),
  *run({ id }) {
    if (yield* get(consentTable, id)) yield* remove(consentTable, id);
  },
});

/** Something was sent on the strength of it: the day is kept, the later one stays. */
export const consentUse = defineCommand({
  name: 'consent.use',
  args: z.object({ id: idSchema, on: day }),
  *run({ id, on }) {
    const { last_used_on: last } = yield* theConsent(id);
    if (last === null || last < on) yield* update(consentTable, id, { last_used_on: on });
  },
});

/** Undoes a use that was noted by mistake; a later one of somebody else stays. */
export const consentUnuse = defineCommand({
  name: 'consent.unuse',
  args: z.object({ id: idSchema, on: day, before: day.nullable() }),
  *run({ id, on, before }) {
    const { last_used_on: last } = yield* theConsent(id);
    if (last === on) yield* update(consentTable, id, { last_used_on: before });
  },
});

/** The party takes it back, by which way, and what proves that. Who noted it first, did. */
export const consentWithdraw = defineCommand({
  name: 'consent.withdraw',
  args: z.object({ id: idSchema, how, evidence: z.string().trim().max(500).optional() }),
  *run({ id, how: withdrawnHow, evidence = '' }, { actor, at }) {
    const { withdrawn_at: withdrawnAt } = yield* theConsent(id);
    if (withdrawnAt !== null) return;
    yield* update(consentTable, id, {
      ...{ withdrawn_at: at, withdrawn_how: withdrawnHow, withdrawn_by: actor.userId },
      withdrawn_evidence: evidence === '' ? null : evidence,
    });
  },
});

/** Undoes a withdrawal that was noted by mistake. */
export const consentRestore = defineCommand({
  name: 'consent.restore',
  args: z.object({ id: idSchema }),
  *run({ id }) {
    yield* theConsent(id);
    yield* update(consentTable, id, notWithdrawn);
  },
});

/** Two desks may both note it: either alone is enough, and both stay as proof. */
export const optOutSet = defineCommand({
  name: 'opt-out.set',
  args: z.object({
    id: idSchema,
    partyId: idSchema,
    channel: z.enum(CONTACT_CHANNELS),
    how,
    note: z.string().trim().max(500),
  }),
  *run({ partyId, ...rest }, { actor, at }) {
    yield* insert(optOutTable, {
      ...rest,
      ...{ party_id: partyId, since: at, recorded_by: actor.userId, revoked_at: null, revoked_by: null },
    });
  },
});

export const optOutUndo = defineCommand({
  name: 'opt-out.undo',
  args: z.object({ id: idSchema }),
  *run({ id }) {
    if (yield* get(optOutTable, id)) yield* remove(optOutTable, id);
  },
});

/** The party wants to hear of us again: every opt-out of the channel that stands. Consents count again as they are. */
export const optOutRevoke = defineCommand({
  name: 'opt-out.revoke',
  args: z.object({ partyId: idSchema, channel: z.enum(CONTACT_CHANNELS) }),
  *run({ partyId, channel }, { actor, at }) {
    const standing = yield* find(optOutTable, { party_id: partyId, channel, revoked_at: null });
    for (const { id } of standing)
      yield* update(optOutTable, id, { revoked_at: at, revoked_by: actor.userId });
  },
});

function* theConsent(id: string): Steps<Row<typeof consentTable>> {
  const consent = yield* get(consentTable, id);
  if (!consent) throw new CommandError('consent.gone', `no consent ${id}`);
  return consent;
}
