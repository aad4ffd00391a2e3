import { rolePut, tagCreate, tagPut } from '#shared/features/tags/commands.ts';
import { seed } from '../seed-command.ts';
import type { World } from '../world.ts';
import { INTERESTS, TAGS } from './texts.ts';

const TAG_SHARE = 0.4;
const ROLE_SHARE = 0.35;
const ROLES = ['partner', 'supplier', 'customer', 'competitor', 'dealer'] as const;

/** The house's list, and its words on some of the customers; roles on organisations. */
export function addTags({ context, commitments, parties }: World): void {
  const { random, newId } = context;
  const ids = [
    ...TAGS.map((label) => ({ kind: 'tag' as const, label })),
    ...INTERESTS.map((label) => ({ kind: 'interest' as const, label })),
  ].map((tag) => {
    const id = newId();
    commitments.push(seed(tagCreate, { id, ...tag }));
    return id;
  });
  for (const { id: partyId, kind, isOfStory } of parties) {
    if (isOfStory) continue;
    if (random.chance(TAG_SHARE))
      commitments.push(seed(tagPut, { id: newId(), partyId, tagId: random.pick(ids) }));
    if (kind === 'organisation' && random.chance(ROLE_SHARE))
      commitments.push(seed(rolePut, { id: newId(), partyId, role: random.pick(ROLES) }));
  }
}
