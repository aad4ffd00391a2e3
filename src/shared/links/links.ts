import { z } from 'zod';
import { defineCommand } from '../commands/command.ts';
import { idSchema, refSchema } from '../kernel/ref.ts';
import type { Ref } from '../kernel/ref.ts';
import { get, insert, remove } from '../rows/steps.ts';
import type { Steps } from '../rows/steps.ts';
import { defineTable, refTo, text } from '../rows/table.ts';

/** "This call belongs to that ticket": a row of its own, so that two desks linking at once never conflict. */
export const linkTable = defineTable('link', {
  from_type: text(),
  from_id: refTo({ typeIn: 'from_type' }, text()),
  to_type: text(),
  to_id: refTo({ typeIn: 'to_type' }, text()),
});

/** For other commands' bodies; linking twice under one id changes nothing. */
export function* addLink(id: string, from: Ref, to: Ref): Steps<void> {
  if (yield* get(linkTable, id)) return;
  yield* insert(linkTable, { id, from_type: from.type, from_id: from.id, to_type: to.type, to_id: to.id });
}

export const linkAdd = defineCommand({
  name: 'link.add',
  args: z.object({ id: idSchema, from: refSchema, to: refSchema }),
  run: ({ id, from, to }) => addLink(id, from, to),
});

export const linkRemove = defineCommand({
  name: 'link.remove',
  args: z.object({ id: idSchema }),
  *run({ id }) {
    if (yield* get(linkTable, id)) yield* remove(linkTable, id);
  },
});
