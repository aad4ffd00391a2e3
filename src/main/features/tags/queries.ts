import type { PartyTags, TagLine } from '#shared/features/tags/contract.ts';
import { PARTY_ROLES } from '#shared/features/tags/model.ts';
import type { PartyRole } from '#shared/features/tags/model.ts';
import type { Narrowing } from '../../host/narrowing.ts';
import type { ReadableDb } from '../../replica/db.ts';

/* A tag that has become part of another is that other one: `COALESCE(merged_into, id)`, one step (tag.merge sees to it). */

export function tagList(db: ReadableDb): readonly TagLine[] {
  return db
    .prepare<[], TagLine>(
      `SELECT t.id, t.kind, t.label, (
         SELECT count(DISTINCT m.party_id) FROM party_tag m JOIN party p ON p.id = m.party_id
         WHERE p.merged_into IS NULL
           AND (m.tag_id = t.id OR m.tag_id IN (SELECT a.id FROM tag a WHERE a.merged_into = t.id))
       ) AS parties
       FROM tag t WHERE t.merged_into IS NULL ORDER BY t.kind DESC, t.label COLLATE NOCASE, t.id`,
    )
    .all();
}

export function tagsOf(db: ReadableDb, { partyId }: { readonly partyId: string }): PartyTags {
  const roles = new Set(
    db
      .prepare<[string], { role: PartyRole }>('SELECT role FROM party_role WHERE party_id = ?')
      .all(partyId)
      .map(({ role }) => role),
  );
  const tags = db
    .prepare<[string], PartyTags['tags'][number]>(
      `SELECT DISTINCT t.id, t.kind, t.label
       FROM party_tag m JOIN tag a ON a.id = m.tag_id JOIN tag t ON t.id = COALESCE(a.merged_into, a.id)
       WHERE m.party_id = ? ORDER BY t.kind DESC, t.label COLLATE NOCASE, t.id`,
    )
    .all(partyId);
  return { roles: PARTY_ROLES.filter((role) => roles.has(role)), tags };
}

export const byTag = (tagId: string): Narrowing => ({
  sql: `SELECT party_id FROM party_tag
        WHERE tag_id = ? OR tag_id IN (SELECT id FROM tag WHERE merged_into = ?)`,
  params: [tagId, tagId],
});

export const byRole = (role: string): Narrowing => ({
  sql: 'SELECT party_id FROM party_role WHERE role = ?',
  params: [role],
});
