import { z } from 'zod';
import { CommandError, defineCommand } from '../../commands/command.ts';
import type { Actor } from '../../commands/command.ts';
import { survivorOf } from '../../commands/redirect-merged.ts';
import { idSchema } from '../../kernel/ref.ts';
import { find, get, insert, remove, update } from '../../rows/steps.ts';
import type { Steps } from '../../rows/steps.ts';
import type { Row } from '../../rows/table.ts';
import { fold } from '../../text/fold.ts';
import { PARTY_ROLES, partyRoleTable, partyTagTable, TAG_KINDS, tagTable } from './model.ts';
import type { TagKind } from './model.ts';

/** The list is the stewards': a word is only worth something where it is spelt one way. */
export const mayKeepTags = ({ roles }: Pick<Actor, 'roles'>): boolean =>
  roles.some((role) => role === 'steward' || role === 'lead' || role === 'admin');

const forbids = (actor: Actor): string | undefined => (mayKeepTags(actor) ? undefined : 'tag.not-allowed');
const label = z.string().trim().min(1).max(60);

export const tagCreate = defineCommand({
  name: 'tag.create',
  args: z.object({ id: idSchema, kind: z.enum(TAG_KINDS), label }),
  forbids,
  *run({ id, kind, label: name }) {
    yield* checkLabel(kind, name, id);
    yield* insert(tagTable, { id, kind, label: name, merged_into: null });
  },
});

export const tagRename = defineCommand({
  name: 'tag.rename',
  args: z.object({ id: idSchema, label }),
  forbids,
  *run({ id, label: name }) {
    const { kind } = yield* theTag(id);
    yield* checkLabel(kind, name, id);
    yield* update(tagTable, id, { label: name });
  },
});

/** `id` becomes part of `into`: nothing on any party is touched, so undoing it is exact. */
export const tagMerge = defineCommand({
  name: 'tag.merge',
  args: z.object({ id: idSchema, into: idSchema }),
  forbids,
  meansMergedRows: true,
  *run({ id, into }) {
    if (id === into) throw new CommandError('tag.self', 'a tag does not become part of itself');
    const [tag, target] = [yield* theTag(id), yield* theTag(into)];
    if (target.merged_into !== null) throw new CommandError('tag.gone', `${into} is part of another tag`);
    if (tag.kind !== target.kind)
      throw new CommandError('tag.kinds', 'a tag and an interest stay two things');
    // One step is enough to follow: what was part of this one moves along.
    for (const part of yield* find(tagTable, { merged_into: id }))
      yield* update(tagTable, part.id, { merged_into: into });
    yield* update(tagTable, id, { merged_into: into });
  },
});

export const tagUnmerge = defineCommand({
  name: 'tag.unmerge',
  args: z.object({ id: idSchema }),
  forbids,
  meansMergedRows: true,
  *run({ id }) {
    yield* theTag(id);
    yield* update(tagTable, id, { merged_into: null });
  },
});

/** Only while nobody bears it, under this name or one that became part of it. */
export const tagRemove = defineCommand({
  name: 'tag.remove',
  args: z.object({ id: idSchema }),
  forbids,
  *run({ id }) {
    if (!(yield* get(tagTable, id))) return;
    for (const each of yield* namesOf(id))
      if ((yield* find(partyTagTable, { tag_id: each })).length > 0)
        throw new CommandError('tag.used', `${id} is on a party`);
    yield* remove(tagTable, id);
  },
});

const mark = z.object({ id: idSchema, partyId: idSchema, tagId: idSchema });

/** `id` is the new row's; where the party bears the tag already nothing happens. */
export const tagPut = defineCommand({
  name: 'tag.put',
  args: mark,
  *run({ id, partyId, tagId }) {
    yield* theTag(tagId);
    if ((yield* find(partyTagTable, { party_id: partyId, tag_id: tagId })).length === 0)
      yield* insert(partyTagTable, { id, party_id: partyId, tag_id: tagId });
  },
});

export const tagTake = defineCommand({
  name: 'tag.take',
  args: z.object({ partyId: idSchema, tagId: idSchema }),
  // Rows that name a merged tag are meant as well, under the name they have.
  meansMergedRows: true,
  *run({ partyId, tagId }) {
    for (const each of yield* namesOf(tagId))
      for (const { id } of yield* find(partyTagTable, { party_id: partyId, tag_id: each }))
        yield* remove(partyTagTable, id);
  },
});

const role = z.enum(PARTY_ROLES);

export const rolePut = defineCommand({
  name: 'role.put',
  args: z.object({ id: idSchema, partyId: idSchema, role }),
  *run({ id, partyId, role: name }) {
    if ((yield* find(partyRoleTable, { party_id: partyId, role: name })).length === 0)
      yield* insert(partyRoleTable, { id, party_id: partyId, role: name });
  },
});

export const roleTake = defineCommand({
  name: 'role.take',
  args: z.object({ partyId: idSchema, role }),
  *run({ partyId, role: name }) {
    for (const { id } of yield* find(partyRoleTable, { party_id: partyId, role: name }))
      yield* remove(partyRoleTable, id);
  },
});

function* theTag(id: string): Steps<Row<typeof tagTable>> {
  const tag = yield* get(tagTable, id);
  if (!tag) throw new CommandError('tag.gone', `no tag ${id}`);
  return tag;
}

/** Every id that stands for this tag: its survivor's, and those of what has become part of that. */
function* namesOf(id: string): Steps<readonly string[]> {
  const survivor = yield* survivorOf(tagTable, id);
  const parts = yield* find(tagTable, { merged_into: survivor });
  return [survivor, ...parts.map((part) => part.id)];
}

function* checkLabel(kind: TagKind, name: string, id: string): Steps<void> {
  const alike = fold(name);
  for (const other of yield* find(tagTable, { kind }))
    if (other.id !== id && other.merged_into === null && fold(other.label) === alike)
      throw new CommandError('tag.exists', `there is a ${kind} ${other.label}`, { label: other.label });
}
