import type { Consents } from '#shared/features/consents/contract.ts';
import type { consentTable, optOutTable } from '#shared/features/consents/model.ts';
import { consentStateOn } from '#shared/features/consents/permission-of.ts';
import { dayOf } from '#shared/kernel/day.ts';
import type { Row } from '#shared/rows/table.ts';
import type { Host } from '../../host/host.ts';

type Consent = Row<typeof consentTable>;
type OptOut = Row<typeof optOutTable>;

export function consentsOf(
  { db, describe, clock }: Pick<Host, 'db' | 'describe' | 'clock'>,
  { partyId }: { readonly partyId: string },
): Consents {
  const consents = db
    .prepare<[string], Consent>('SELECT * FROM consent WHERE party_id = ? ORDER BY given_on DESC, id DESC')
    .all(partyId);
  const optOuts = db
    .prepare<[string], OptOut>('SELECT * FROM opt_out WHERE party_id = ? ORDER BY since DESC, id DESC')
    .all(partyId);
  const today = dayOf(clock.now());
  const users = [
    ...consents.flatMap((row) => [row.recorded_by, row.withdrawn_by]),
    ...optOuts.flatMap((row) => [row.recorded_by, row.revoked_by]),
  ].filter((id) => id !== null);
  const people = describe('staff', [...new Set(users)]);
  const nameOf = (id: string | null): string => (id === null ? '' : (people.get(id)?.name ?? ''));
  return {
    consents: consents.map((row) => ({
      ...{ id: row.id, channel: row.channel, purpose: row.purpose, how: row.how, evidence: row.evidence },
      ...{ textVersion: row.text_version, givenOn: row.given_on, validUntil: row.valid_until },
      ...{ lastUsedOn: row.last_used_on, state: consentStateOn(row, today) },
      ...{ recordedBy: nameOf(row.recorded_by), withdrawnAt: row.withdrawn_at },
      ...{ withdrawnHow: row.withdrawn_how, withdrawnBy: nameOf(row.withdrawn_by) },
      withdrawnEvidence: row.withdrawn_evidence ?? '',
    })),
    optOuts: optOuts.map((row) => ({
      ...{ id: row.id, channel: row.channel, how: row.how, note: row.note, since: row.since },
      ...{
        recordedBy: nameOf(row.recorded_by),
        revokedAt: row.revoked_at,
        revokedBy: nameOf(row.revoked_by),
      },
    })),
  };
}
