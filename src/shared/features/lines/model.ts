import type { Actor, Role } from '../../commands/command.ts';
import { defineTable, text } from '../../rows/table.ts';

/** What a dialled line is called and how it is answered: a queue by its name, a number of the house by its digits. */
export const houseLineTable = defineTable('house_line', {
  /** As {@link lineKeyOf} writes it: `+4922147101`, `hausnotruf`. */
  line: text(),
  /** "Hausnotruf-Zentrale"; empty: the line stands for itself. */
  name: text(),
  /** What to say first: "DRK Lindental, Hausnotruf, mein Name ist …". */
  greeting: text(),
});

const KEEPERS: readonly Role[] = ['lead', 'steward', 'admin'];

export function mayKeepLines({ roles }: Pick<Actor, 'roles'>): boolean {
  return roles.some((role) => KEEPERS.includes(role));
}
