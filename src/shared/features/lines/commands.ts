import { z } from 'zod';
import { CommandError, defineCommand } from '../../commands/command.ts';
import type { Actor } from '../../commands/command.ts';
import { idSchema } from '../../kernel/ref.ts';
import { find, get, insert, remove, update } from '../../rows/steps.ts';
import { LONGEST_KEY } from './line-key.ts';
import { houseLineTable, mayKeepLines } from './model.ts';

const words = { name: z.string().trim().max(80), greeting: z.string().trim().min(1).max(300) };
const forbids = (actor: Actor): string | undefined => (mayKeepLines(actor) ? undefined : 'line.not-allowed');

/** One greeting a line. `line` is a key ({@link lineKeyOf}). */
export const lineAdd = defineCommand({
  name: 'line.add',
  args: z.object({ id: idSchema, line: z.string().min(1).max(LONGEST_KEY), ...words }),
  forbids,
  *run({ line, ...rest }, { scopeId }) {
    const same = yield* find(houseLineTable, { line });
    if (same.some((row) => row.scope_id === scopeId))
      throw new CommandError('line.exists', `there is a greeting for ${line}`, { line });
    yield* insert(houseLineTable, { line, ...rest });
  },
});

/** Another line is another row. */
export const lineChange = defineCommand({
  name: 'line.change',
  args: z.object({ id: idSchema, ...words }),
  forbids,
  *run({ id, ...rest }) {
    if (!(yield* get(houseLineTable, id))) throw new CommandError('line.gone', `no line ${id}`);
    yield* update(houseLineTable, id, rest);
  },
});

/** One that is gone already is no error: what was wanted is so. */
export const lineRemove = defineCommand({
  name: 'line.remove',
  args: z.object({ id: idSchema }),
  forbids,
  *run({ id }) {
    if (yield* get(houseLineTable, id)) yield* remove(houseLineTable, id);
  },
});
