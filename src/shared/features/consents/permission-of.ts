import type { Row } from '../../rows/table.ts';
import { dayOf } from '../../kernel/day.ts';
import type { Day } from '../../kernel/day.ts';
import type {
  ContactChannel,
  ContactPermission,
  ContactPurpose,
} from '../../permission/contact-permission.ts';
import type { consentTable, optOutTable } from './model.ts';

type Consent = Row<typeof consentTable>;
type OptOut = Row<typeof optOutTable>;

export interface PermissionFacts {
  /** Of one party, whatever channel. */
  readonly consents: readonly Consent[];
  readonly optOuts: readonly OptOut[];
}

export type Verdict = Omit<ContactPermission, 'contacts'>;

/** A consent as it stands on a day. */
export function consentStateOn(
  { withdrawn_at: withdrawnAt, valid_until: until, given_on: given }: Consent,
  today: Day,
): 'valid' | 'withdrawn' | 'expired' | 'coming' {
  if (withdrawnAt !== null) return 'withdrawn';
  if (until !== null && until < today) return 'expired';
  return given > today ? 'coming' : 'valid';
}

/** An opt-out beats every consent, also a younger one: who wants to hear again says so (opt-out.revoke). */
export function permissionOf(
  { consents, optOuts }: PermissionFacts,
  { channel, purpose, today }: { channel: ContactChannel; purpose: ContactPurpose; today: Day },
): Verdict {
  const optOut = optOuts.find((each) => each.channel === channel && each.revoked_at === null);
  if (optOut)
    return { isAllowed: false, why: 'opted-out', evidenceId: optOut.id, since: dayOf(optOut.since) };
  const asked = consents
    .filter((each) => each.channel === channel && each.purpose === purpose)
    .toSorted((a, b) => b.given_on.localeCompare(a.given_on) || b.id.localeCompare(a.id));
  const inState = (state: ReturnType<typeof consentStateOn>): Consent | undefined =>
    asked.find((each) => consentStateOn(each, today) === state);
  const valid = inState('valid');
  if (valid) return { isAllowed: true, why: 'consent', evidenceId: valid.id, since: valid.given_on };
  const withdrawn = inState('withdrawn');
  if (withdrawn)
    return {
      ...{ isAllowed: false, why: 'withdrawn', evidenceId: withdrawn.id },
      since: withdrawn.withdrawn_at === null ? null : dayOf(withdrawn.withdrawn_at),
    };
  const expired = inState('expired');
  if (expired)
    return { isAllowed: false, why: 'expired', evidenceId: expired.id, since: expired.valid_until };
  return { isAllowed: false, why: 'none', evidenceId: null, since: null };
}
