import type { Actor } from '../commands/command.ts';

const KEPT = '/kept';

/**
 * Beside every scope there is one for what is only kept (Art. 18 GDPR: src/shared/features/person-rights/restrict.ts).
 * Nobody is a member of it: whoever answers for the data has it with the scope, and nobody else. So what is in it
 * reaches no other replica, program or answer of the centre, by the same means that keep branches apart.
 */
export function keptScope(scopeId: string): string {
  return isKept(scopeId) ? scopeId : scopeId + KEPT;
}

/** Where the row comes from and goes back to. */
export function openScope(scopeId: string): string {
  return isKept(scopeId) ? scopeId.slice(0, -KEPT.length) : scopeId;
}

export function isKept(scopeId: string): boolean {
  return scopeId.endsWith(KEPT);
}

/** Who answers for the data: the steward, and who administers the house. */
export function mayKeep({ roles }: Pick<Actor, 'roles'>): boolean {
  return roles.includes('steward') || roles.includes('admin');
}

/** The scopes of somebody's membership, and what comes with them. */
export function scopesOf(member: readonly string[], actor: Pick<Actor, 'roles'>): readonly string[] {
  return mayKeep(actor) ? [...member, ...member.map(keptScope)] : member;
}
