import { writeAudit } from '#server/auth/audit.ts';
import type { Principal } from '#server/auth/principal.ts';
import { readTenantSettings } from '#server/auth/tenant-settings.ts';
import { refusal } from '#server/http/refusal.ts';
import type { Tx } from '#server/store/store.ts';
import type { ReadingList, ReadingListRequest } from '#shared/features/reading-log/listing.ts';
import { mayAskOfParty, mayAskOfReader } from '#shared/features/reading-log/rights.ts';

const PAGE = 100;

type Entry = ReadingList['entries'][number];

/**
 * Entries of a sheet (with what became part of it), of a colleague, or one's own. Who looks at what others have read is
 * in the audit log.
 *
 * @throws AppError 403 `reading-log.not-yours`; 404 `party.gone`: in no scope of this person
 */
export async function listReadings(
  tx: Tx,
  { actor, scopeIds }: Pick<Principal, 'actor' | 'scopeIds'>,
  { of, before }: ReadingListRequest,
  now: number,
): Promise<ReadingList> {
  const isAllowed = of.what === 'own' || (of.what === 'party' ? mayAskOfParty(actor) : mayAskOfReader(actor));
  if (!isAllowed) throw refusal(403, 'reading-log.not-yours', 'not for this role');
  const entries = await tx.query<Entry & object>(
    `SELECT r.id, r.kind, r.party_id AS "partyId", p.name AS "partyName", r.reader_id AS "readerId",
            s.name AS "readerName", r.read_at AS at
     FROM reading r
     LEFT JOIN party p ON p.tenant_id = r.tenant_id AND p.id = r.party_id AND NOT p.deleted AND p.scope_id = ANY($2)
     LEFT JOIN staff s ON s.tenant_id = r.tenant_id AND s.id = r.reader_id
     WHERE r.tenant_id = $1 AND NOT r.deleted AND ${of.what === 'party' ? 'r.party_id' : 'r.reader_id'} = ANY($3)
       AND ($4::bigint IS NULL OR (r.read_at, r.id) < ($4, $5))
     ORDER BY r.read_at DESC, r.id DESC LIMIT $6`,
    [
      ...[tx.tenantId, scopeIds, await subjectsOf(tx, of, actor.userId, scopeIds)],
      ...[before?.at ?? null, before?.id ?? null, PAGE],
    ],
  );
  const { kinds, keepDays } = (await readTenantSettings(tx)).readingLog;
  if (of.what !== 'own' && before === null)
    await writeAudit(tx, { what: 'reading-log.read', at: now, actor: actor.userId, subject: of.id });
  const last = entries.length === PAGE ? entries.at(-1) : undefined;
  return { entries: [...entries], next: last ? { at: last.at, id: last.id } : null, kinds, keepDays };
}

async function subjectsOf(
  tx: Tx,
  of: ReadingListRequest['of'],
  userId: string,
  scopeIds: readonly string[],
): Promise<readonly string[]> {
  if (of.what !== 'party') return [of.what === 'own' ? userId : of.id];
  const [party] = await tx.query(
    'SELECT 1 FROM party WHERE tenant_id = $1 AND id = $2 AND NOT deleted AND scope_id = ANY($3)',
    [tx.tenantId, of.id, scopeIds],
  );
  if (!party) throw refusal(404, 'party.gone', `no party ${of.id}`);
  const merged = await tx.query<{ id: string }>(
    'SELECT id FROM party WHERE tenant_id = $1 AND merged_into = $2',
    [tx.tenantId, of.id],
  );
  return [of.id, ...merged.map(({ id }) => id)];
}
