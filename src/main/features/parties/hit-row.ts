import type { PartyHit } from '#shared/features/parties/contract.ts';
import type { PartyKind } from '#shared/features/parties/model.ts';

export interface HitRow {
  readonly id: string;
  readonly kind: PartyKind;
  readonly name: string;
  readonly city: string | null;
  readonly customer_no: string | null;
  readonly phone: string | null;
}

export const HIT = `
  p.id, p.kind, p.name, p.city, p.customer_no,
  (SELECT c.raw FROM contact_point c WHERE c.party_id = p.id AND c.kind = 'phone' ORDER BY c.id LIMIT 1) AS phone`;

/** Whoever was found under a name or number from before a merge is the party of today. */
export const SURVIVOR = `CROSS JOIN party p ON p.rowid =
  CASE WHEN f.merged_into IS NULL THEN f.rowid ELSE (SELECT s.rowid FROM party s WHERE s.id = f.merged_into) END
  AND p.merged_into IS NULL`;

/** No way in sorts more rows than this: what comes beyond is found by typing another letter. */
export const MOST_SORTED = 100;

/** The first by name of those in `found`, which is a FROM with p in it; numbers are looked up for these alone. */
export const firstByName = (found: string): string => `
  SELECT ${HIT} FROM (SELECT DISTINCT p.rowid AS place, p.sort_name FROM ${found} ORDER BY p.sort_name COLLATE NOCASE LIMIT ?) AS first
  CROSS JOIN party p ON p.rowid = first.place ORDER BY first.sort_name COLLATE NOCASE`;

export const toHit = ({ customer_no, ...row }: HitRow): PartyHit => ({ ...row, customerNo: customer_no });
