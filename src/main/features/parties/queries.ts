import type { CallerCard } from '#shared/calls/live-call.ts';
import type { ContactLine, PartyHead } from '#shared/features/parties/contract.ts';
import type { ContactKind, PartyKind, PartyStatus } from '#shared/features/parties/model.ts';
import type { ReadableDb } from '../../replica/db.ts';
import { jsonIds } from '../../replica/json-ids.ts';

interface HeadRow {
  readonly id: string;
  readonly kind: PartyKind;
  readonly status: PartyStatus;
  readonly name: string;
  readonly customer_no: string | null;
  readonly street: string | null;
  readonly postal_code: string | null;
  readonly city: string | null;
  readonly note: string;
}

export function partyHead(db: ReadableDb, { id }: { id: string }): PartyHead | null {
  const row = db
    .prepare<[string], HeadRow>(
      'SELECT id, kind, status, name, customer_no, street, postal_code, city, note FROM party WHERE id = ?',
    )
    .get(id);
  if (!row) return null;
  const { customer_no, postal_code, ...rest } = row;
  return { ...rest, customerNo: customer_no, postalCode: postal_code, contacts: contactsOf(db, { id }) };
}

function contactsOf(db: ReadableDb, { id }: { id: string }): readonly ContactLine[] {
  return db
    .prepare<
      [string],
      {
        id: string;
        kind: ContactKind;
        label: string;
        raw: string;
        digits: string | null;
        stem: string | null;
      }
    >(
      'SELECT id, kind, label, raw, digits, stem FROM contact_point WHERE party_id = ? ORDER BY kind DESC, id',
    )
    .all(id);
}

export function describeParties(db: ReadableDb, ids: readonly string[]): readonly CallerCard[] {
  return db
    .prepare<[string], { id: string; name: string; city: string | null; customer_no: string | null }>(
      'SELECT id, name, city, customer_no FROM party WHERE id IN (SELECT value FROM json_each(?))',
    )
    .all(jsonIds(ids))
    .map(({ id, name, city, customer_no }) => ({
      ref: { type: 'party', id },
      name,
      detail: [city, customer_no].filter(Boolean).join(' · '),
    }));
}
