import type { Actor, Role } from '../commands/command.ts';

/** Who leads a team, and who administers the house. */
export const LEADING: readonly Role[] = ['lead', 'admin'];

/** Leads or administers. */
export function mayLead({ roles }: Pick<Actor, 'roles'>): boolean {
  return roles.some((role) => LEADING.includes(role));
}
