import type { Actor } from '../../commands/command.ts';

/** Who answers for the data: the steward, and who administers the house. */
export function mayKeepPersonRights({ roles }: Pick<Actor, 'roles'>): boolean {
  return roles.includes('steward') || roles.includes('admin');
}

export const forbidsOthers = (actor: Actor): string | undefined =>
  mayKeepPersonRights(actor) ? undefined : 'person-rights.not-yours';
