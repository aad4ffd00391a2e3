import type { ProfileValues } from '#shared/features/pbx-profile/profile-fields.ts';
import { PROFILE_FIELDS } from '#shared/features/pbx-profile/profile-fields.ts';
import type { ReadableDb } from '../../replica/db.ts';

/**
 * What the house of this scope says. A desk whose own scope has said nothing takes what another of its scopes says, the
 * oldest first; null: none of them does.
 */
export function readProfile(
  db: ReadableDb,
  { scopeId }: { readonly scopeId: string | undefined },
): ProfileValues | null {
  return (
    db
      .prepare<[string | null], ProfileValues>(
        `SELECT ${PROFILE_FIELDS.join(', ')} FROM pbx_profile ORDER BY scope_id IS NOT ?, id LIMIT 1`,
      )
      .get(scopeId ?? null) ?? null
  );
}
