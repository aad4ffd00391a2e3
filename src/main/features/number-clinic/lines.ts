import type { ClinicLine, PreviewLine } from '#shared/features/number-clinic/contract.ts';
import type { Proposal } from '#shared/features/number-clinic/model.ts';
import { formatNumber } from '#shared/phone/format.ts';
import type { Host } from '../../host/host.ts';
import { patientsOf } from './numbers.ts';
import type { Patient } from './numbers.ts';

export type Reader = Pick<Host, 'db' | 'settings' | 'describe' | 'calls'>;

/** These entries as they are now, in this order; those that are good by now are left out. */
export function linesOf(host: Reader, contactIds: readonly string[]): readonly ClinicLine[] {
  const { dialProfile } = host.settings();
  const patients = new Map(patientsOf(host.db, contactIds, dialProfile).map((each) => [each.id, each]));
  const parties = [...new Set([...patients.values()].map(({ party_id }) => party_id))];
  const cards = host.describe('party', parties);
  return contactIds.flatMap((id) => {
    const patient = patients.get(id);
    return patient?.finding
      ? [lineOf(patient, patient.finding, cards.get(patient.party_id)?.name ?? '', dialProfile.country)]
      : [];
  });
}

/** The first of them that are not good by now. */
export function firstLines(
  host: Reader,
  contactIds: readonly string[],
  limit: number,
): readonly ClinicLine[] {
  const lines: ClinicLine[] = [];
  for (let at = 0; at < contactIds.length && lines.length < limit; at += limit)
    lines.push(...linesOf(host, contactIds.slice(at, at + limit)));
  return lines.slice(0, limit);
}

function lineOf(
  { id, party_id, label, raw, digits, stem }: Patient,
  { reason, proposal }: NonNullable<Patient['finding']>,
  name: string,
  country: string,
): ClinicLine {
  return {
    contactId: id,
    party: { id: party_id, name },
    label,
    raw,
    reason,
    before: digits === null ? null : formatNumber(digits, { country, stem }),
    proposal: proposal && {
      way: proposal.way,
      after: shown(proposal, country),
      assumption: proposal.assumption,
    },
  };
}

const shown = ({ numbers }: Proposal, country: string) =>
  numbers.flatMap(({ digits, stem }) =>
    digits === null ? [] : [{ number: formatNumber(digits, { country, stem }), isMain: stem !== null }],
  );

/** With whom a call from the repaired number would find: who has it already, and the party itself. */
export function previewOf(host: Reader, contactIds: readonly string[]): readonly PreviewLine[] {
  const { dialProfile } = host.settings();
  const patients = new Map(patientsOf(host.db, contactIds, dialProfile).map((each) => [each.id, each]));
  return linesOf(host, contactIds).map((line) => {
    const proposal = patients.get(line.contactId)?.finding?.proposal;
    if (!proposal || proposal.way === 'aside') return { ...line, finds: [] };
    const others = proposal.numbers.flatMap(({ digits }) => {
      const { rule, candidates } = host.calls.lookup({ number: `+${digits ?? ''}` });
      // A bare stem attributes nothing once the number itself is somebody's.
      return rule === 'exact' || rule === 'shared' ? candidates : [];
    });
    const names = new Map(others.map(({ ref, name }) => [ref.id, name]));
    names.delete(line.party.id);
    return { ...line, finds: [line.party.name, ...names.values()] };
  });
}
