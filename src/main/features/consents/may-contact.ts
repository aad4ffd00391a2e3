import type { consentTable, optOutTable } from '#shared/features/consents/model.ts';
import { permissionOf } from '#shared/features/consents/permission-of.ts';
import type { Day } from '#shared/kernel/day.ts';
import type { ContactAsk, ContactPermission, OfferedContact } from '#shared/permission/contact-permission.ts';
import type { Row } from '#shared/rows/table.ts';
import { jsonIds } from '../../replica/json-ids.ts';
import type { ReadableDb } from '../../replica/db.ts';

type Consent = Row<typeof consentTable>;
type OptOut = Row<typeof optOutTable>;

/** One answer a party, thousands at once: three queries, whatever their number. */
export function mayContact(
  db: ReadableDb,
  { partyIds, channel, purpose, today }: ContactAsk & { readonly today: Day },
): ReadonlyMap<string, ContactPermission> {
  const ids = jsonIds(partyIds);
  const consents = db
    .prepare<[string, string, string], Consent>(
      `SELECT * FROM consent
       WHERE party_id IN (SELECT value FROM json_each(?)) AND channel = ? AND purpose = ?`,
    )
    .all(ids, channel, purpose);
  const optOuts = db
    .prepare<[string, string], OptOut>(
      'SELECT * FROM opt_out WHERE party_id IN (SELECT value FROM json_each(?)) AND channel = ?',
    )
    .all(ids, channel);
  const byParty = <R extends { readonly party_id: string }>(rows: readonly R[]): Map<string, R[]> =>
    Map.groupBy(rows, ({ party_id: partyId }) => partyId);
  const [consentsOf, optOutsOf] = [byParty(consents), byParty(optOuts)];
  const verdicts = partyIds.map((id) => {
    const facts = { consents: consentsOf.get(id) ?? [], optOuts: optOutsOf.get(id) ?? [] };
    return [id, permissionOf(facts, { channel, purpose, today })] as const;
  });
  const allowed = verdicts.flatMap(([id, { isAllowed }]) => (isAllowed ? [id] : []));
  const contacts = byParty(channel === 'post' ? [] : contactsFor(db, allowed, channel));
  return new Map(
    verdicts.map(([id, verdict]) => [
      id,
      { ...verdict, contacts: (contacts.get(id) ?? []).map((each) => ({ id: each.id, raw: each.raw })) },
    ]),
  );
}

/** An address that anybody has had struck off is nobody's to be written to: the mail would reach the same person. */
function contactsFor(
  db: ReadableDb,
  partyIds: readonly string[],
  channel: 'phone' | 'mail' | 'sms',
): readonly (OfferedContact & { readonly party_id: string })[] {
  const struck = `
    AND NOT EXISTS (
      SELECT 1 FROM contact_point o JOIN opt_out s ON s.party_id = o.party_id
      WHERE o.kind = 'mail' AND o.raw COLLATE NOCASE = c.raw COLLATE NOCASE
        AND s.channel = 'mail' AND s.revoked_at IS NULL)`;
  return db
    .prepare<[string, string], OfferedContact & { readonly party_id: string }>(
      `SELECT c.id, c.party_id, c.raw FROM contact_point c
       WHERE c.party_id IN (SELECT value FROM json_each(?)) AND c.kind = ? AND c.state <> 'former'
         AND c.fault IS NULL ${channel === 'mail' ? struck : ''}
       ORDER BY c.party_id, c.id`,
    )
    .all(jsonIds(partyIds), channel === 'mail' ? 'mail' : 'phone');
}
