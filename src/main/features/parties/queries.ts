import type { CallerCard } from '#shared/calls/live-call.ts';
import type { ContactLine, IdentityFacts, PartyHead } from '#shared/features/parties/contract.ts';
import type { ContactKind, ContactState, PartyKind, PartyStatus } from '#shared/features/parties/model.ts';
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
  readonly owner_id: string | null;
}

/** Without the owner's name, which is another feature's. */
export function partyHead(db: ReadableDb, { id }: { id: string }): PartyHead | null {
  const row = db
    .prepare<[string], HeadRow>(
      'SELECT id, kind, status, name, customer_no, street, postal_code, city, note, owner_id FROM party WHERE id = ?',
    )
    .get(id);
  if (!row) return null;
  const { customer_no, postal_code, owner_id, ...rest } = row;
  return {
    ...{ ...rest, customerNo: customer_no, postalCode: postal_code, ownerId: owner_id, ownerName: null },
    contacts: contactsOf(db, { id }),
  };
}

export function identityFacts(db: ReadableDb, { id }: { id: string }): IdentityFacts | null {
  const row = db
    .prepare<
      [string],
      Omit<HeadRow, 'id' | 'kind' | 'status' | 'note' | 'owner_id'> & { birth_date: string | null }
    >('SELECT name, customer_no, street, postal_code, city, birth_date FROM party WHERE id = ?')
    .get(id);
  if (!row) return null;
  const place = [row.postal_code, row.city].filter(Boolean).join(' ');
  return {
    name: row.name,
    birthDate: row.birth_date && row.birth_date.split('-').toReversed().join('.'),
    address: [row.street, place].filter(Boolean).join(', ') || null,
    customerNo: row.customer_no,
  };
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
        state: ContactState;
        formerSince: number | null;
      }
    >(
      `SELECT id, kind, label, raw, digits, stem, state, former_since AS formerSince
       FROM contact_point WHERE party_id = ? ORDER BY kind DESC, state = 'former', id`,
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
