import { mayRepair } from '#shared/features/number-clinic/rights.ts';
import { AppError } from '#shared/kernel/app-error.ts';
import type { StoredNumber } from '#shared/phone/stored.ts';
import type { Host } from '../../host/host.ts';
import { jsonIds } from '../../replica/json-ids.ts';
import { appendItems, endBatch, insertBatch, itemsOf, LOCAL } from './batches.ts';
import type { Item, Reading } from './batches.ts';
import { patientsOf } from './numbers.ts';
import type { Patient } from './numbers.ts';

/** The command of the feature whose contact points they are; it takes 300 rows. */
const COMMAND = 'contact.repair';
/** Entries of one command, and changes of one undo: with what they add, they fit. */
const ENTRIES = 50;
const CHANGES = 200;

export type Mender = Pick<
  Host,
  'db' | 'settings' | 'session' | 'local' | 'runNamed' | 'newId' | 'clock' | 'describe' | 'calls'
>;

interface Step {
  readonly row: object;
  readonly item: Item;
}

/**
 * Carries out what is proposed for these entries now, a command for each few of them, with everything else in between.
 *
 * @throws AppError `access.denied`, `clinic.nothing`
 */
export async function repair(
  host: Mender,
  contactIds: readonly string[],
  breathe: () => Promise<void>,
): Promise<{ readonly batchId: string; readonly entries: number }> {
  assertMay(host);
  const batchId = host.newId();
  let entries = 0;
  let from = 0;
  for (let at = 0; at < contactIds.length; at += ENTRIES) {
    const ids = new Set(contactIds.slice(at, at + ENTRIES));
    const patients = patientsOf(host.db, [...ids], host.settings().dialProfile).filter(({ id }) =>
      ids.has(id),
    );
    for (const group of inCommands(patients.map((patient) => stepsOf(host, patient)))) {
      const steps = group.flat();
      const items = steps.map(({ item }) => item);
      host.local(LOCAL, (db) => {
        if (entries === 0)
          insertBatch(db, { id: batchId, userId: host.session().userId, at: host.clock.now() });
        appendItems(db, batchId, { items, from, entries: group.length });
      });
      host.runNamed(COMMAND, { rows: steps.map(({ row }) => row) });
      from += steps.length;
      entries += group.length;
    }
    await breathe();
  }
  if (entries === 0) throw new AppError('clinic.nothing', 'none of these has a proposal any more');
  return { batchId, entries };
}

/** An entry's steps stay together; no command is longer than an undo's. */
function inCommands(entries: readonly (readonly Step[])[]): readonly (readonly (readonly Step[])[])[] {
  const groups: (readonly Step[])[][] = [];
  let size = CHANGES;
  for (const steps of entries) {
    if (steps.length === 0) continue;
    if (size + steps.length > CHANGES) {
      groups.push([]);
      size = 0;
    }
    groups.at(-1)?.push(steps);
    size += steps.length;
  }
  return groups;
}

function stepsOf(host: Mender, patient: Patient): readonly Step[] {
  const proposal = patient.finding?.proposal;
  if (!proposal) return [];
  const before = readingOf(patient);
  if (proposal.way === 'aside') {
    const after = { ...before, state: 'former' };
    return [
      { row: { mark: { id: patient.id, state: 'former' } }, item: { contactId: patient.id, before, after } },
    ];
  }
  const [first, ...others] = proposal.numbers;
  if (!first) return [];
  const patch = { digits: first.digits, stem: first.stem, extension: first.extension, fault: null };
  const edit = {
    row: { edit: { id: patient.id, ...patch } },
    item: { contactId: patient.id, before, after: { ...before, ...patch } },
  };
  return [edit, ...others.map((number) => added(patient, number, host.newId()))];
}

function added({ party_id: partyId, label, raw }: Patient, number: StoredNumber, id: string): Step {
  const { digits, stem, extension } = number;
  const patch = { digits, stem, extension, fault: null };
  return {
    row: { add: { partyId, contact: { id, kind: 'phone', label, raw, ...patch } } },
    item: { contactId: id, before: null, after: { ...patch, state: 'own' } },
  };
}

const readingOf = ({ digits, stem, extension, fault, state }: Reading): Reading => ({
  ...{ digits, stem, extension, fault, state },
});

/**
 * Takes a repair back. What somebody has changed since stays as it is and is counted.
 *
 * @throws AppError `access.denied`, `clinic.gone`
 */
export async function undoRepair(
  host: Mender,
  batchId: string,
  breathe: () => Promise<void>,
): Promise<{ readonly kept: number }> {
  assertMay(host);
  const { userId } = host.session();
  const open = host.db
    .prepare<[string, string], { id: string }>(
      'SELECT id FROM clinic_batch WHERE id = ? AND user_id = ? AND undone_at IS NULL',
    )
    .get(batchId, userId);
  if (!open) throw new AppError('clinic.gone', `no repair ${batchId} to undo`);
  const items = itemsOf(host.db, batchId);
  let kept = 0;
  for (let at = 0; at < items.length; at += CHANGES) {
    const part = items.slice(at, at + CHANGES);
    const rows = new Map(readings(host, part).map((row) => [row.id, row]));
    const steps = part.flatMap((item) => {
      const now = rows.get(item.contactId);
      if (!now || (item.before !== null && isSame(now, item.before))) return [];
      if (isSame(now, item.after)) return [backOf(item)];
      kept += 1;
      return [];
    });
    if (steps.length > 0) host.runNamed(COMMAND, { rows: steps });
    await breathe();
  }
  host.local(LOCAL, (db) => endBatch(db, batchId, { at: host.clock.now(), kept }));
  return { kept };
}

function backOf({ contactId: id, before, after }: Item): object {
  if (before === null) return { remove: { id } };
  if (before.state !== after.state) return { mark: { id, state: before.state } };
  const { digits, stem, extension, fault } = before;
  return { edit: { id, digits, stem, extension, fault } };
}

const readings = ({ db }: Mender, items: readonly Item[]): readonly (Reading & { readonly id: string })[] =>
  db
    .prepare<[string], Reading & { id: string }>(
      `SELECT id, digits, stem, extension, fault, state FROM contact_point
       WHERE id IN (SELECT value FROM json_each(?))`,
    )
    .all(jsonIds(items.map(({ contactId }) => contactId)));

const isSame = (one: Reading, other: Reading): boolean =>
  one.digits === other.digits &&
  one.stem === other.stem &&
  one.extension === other.extension &&
  one.fault === other.fault &&
  one.state === other.state;

function assertMay({ session }: Mender): void {
  if (!mayRepair(session())) throw new AppError('access.denied', 'not for this person');
}
