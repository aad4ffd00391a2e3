import { blockSet } from '#shared/features/blocks/commands.ts';
import { BLOCK_KINDS } from '#shared/features/blocks/model.ts';
import { consentGive, optOutSet } from '#shared/features/consents/commands.ts';
import { EVIDENCE_KINDS } from '#shared/features/consents/model.ts';
import { dayOf } from '#shared/kernel/day.ts';
import { CONTACT_PURPOSES } from '#shared/permission/contact-permission.ts';
import { shuffled } from '../film-numbers.ts';
import { seed } from '../seed-command.ts';
import { DAY } from '../world.ts';
import type { PartyDraft, World } from '../world.ts';
import { BLOCK_NOTES, EVIDENCE } from './texts.ts';

const PHONE_CONSENT_SHARE = 0.35;
const OPT_OUT_SHARE = 0.2;
const OPT_OUT_CHANNELS = ['mail', 'mail', 'mail', 'phone', 'post'] as const;

/** Of all customers 35 % may be called for advertising, 20 % have opted out of some channel; a few are both. */
export function addConsents(world: World): void {
  const { context, commitments, parties, staff } = world;
  const { random, newId, today } = context;
  const share = (part: number): readonly PartyDraft[] =>
    shuffled(random, crowdOf(world)).slice(0, Math.round(parties.length * part));
  for (const { id: partyId } of share(PHONE_CONSENT_SHARE))
    commitments.push(
      seed(consentGive, {
        ...{ id: newId(), partyId, channel: 'phone', validUntil: null, textVersion: '2025-01' },
        ...{ purpose: random.chance(0.7) ? 'advertising' : random.pick(CONTACT_PURPOSES) },
        ...{ how: random.pick(EVIDENCE_KINDS), evidence: random.pick(EVIDENCE) },
        givenOn: dayOf(today - (10 + random.int(700)) * DAY),
      }),
    );
  for (const { id: partyId } of share(OPT_OUT_SHARE)) {
    const at = today - (1 + random.int(360)) * DAY;
    const optOut = { id: newId(), partyId, channel: random.pick(OPT_OUT_CHANNELS) };
    commitments.push(
      seed(optOutSet, { ...optOut, how: 'mail', note: '' }, { at, by: random.pick(staff).id }),
    );
  }
}

/** Until the figure is reached, those of the stories among them. All are active today. */
export function addBlocks(world: World): void {
  const { context, commitments, figures, staff } = world;
  const { random, newId, today } = context;
  const told = commitments.filter(({ name }) => name === blockSet.name).length;
  const people = shuffled(random, crowdOf(world)).slice(0, Math.max(0, figures.blocks - told));
  for (const { id: partyId } of people) {
    const since = today - (5 + random.int(150)) * DAY;
    const until = random.chance(0.7) ? dayOf(today + (10 + random.int(200)) * DAY) : null;
    const block = { id: newId(), partyId, kind: random.pick(BLOCK_KINDS), note: random.pick(BLOCK_NOTES) };
    commitments.push(
      seed(
        blockSet,
        { ...block, since: dayOf(since), until },
        { at: since, by: (staff[0] ?? random.pick(staff)).id },
      ),
    );
  }
}

/** Nothing is added to what the stories tell. */
const crowdOf = ({ parties }: World): readonly PartyDraft[] =>
  parties.filter(({ kind, isOfStory }) => !isOfStory && kind !== 'household');
