import { lineAdd } from '#shared/features/lines/commands.ts';
import { HOUSE_NUMBER } from '../callers.ts';
import { seed } from '../seed-command.ts';
import type { World } from '../world.ts';

const SERVICE = 'Service-Center, guten Tag, mein Name ist …';
const GREETINGS = [
  ['service', SERVICE],
  ['hausnotruf', 'Hausnotruf, guten Tag. Sind Sie verletzt, oder können Sie sprechen?'],
  ['fahrdienst', 'Fahrdienst, guten Tag. Von wo nach wo, und wann?'],
] as const;

/** How the house answers on which queue, and on the number of its switchboard. */
export function addLines({ context: { newId }, commitments }: World): void {
  for (const [line, greeting] of GREETINGS)
    commitments.push(seed(lineAdd, { id: newId(), line, name: '', greeting }));
  commitments.push(seed(lineAdd, { id: newId(), line: HOUSE_NUMBER, name: 'Zentrale', greeting: SERVICE }));
}
