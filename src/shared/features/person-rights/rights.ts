import { mayKeep } from '../../access/kept-scope.ts';
import type { Actor } from '../../commands/command.ts';

/** Who answers for the data: the steward, and who administers the house. */
export const mayKeepPersonRights = mayKeep;

export const forbidsOthers = (actor: Actor): string | undefined =>
  mayKeepPersonRights(actor) ? undefined : 'person-rights.not-yours';
