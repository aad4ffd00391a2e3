import type { PhoneBookLine, StaffEntry, StaffPhoto } from '#shared/features/staff/contract.ts';
import { responsibilitiesIn } from '#shared/features/staff/entry.ts';
import { reachOf, REACHES } from '#shared/features/staff/reach.ts';
import { openingAt, parseOpeningHours, weekMinuteOf } from '#shared/text/opening-hours.ts';
import { wordsOf } from '#shared/text/fold.ts';
import type { Host } from '../../host/host.ts';
import type { ReadableDb } from '../../replica/db.ts';

type Reader = Pick<Host, 'db' | 'clock' | 'presenceOf' | 'tellsPresence' | 'standIns'>;

interface PersonRow {
  readonly id: string;
  readonly name: string;
  readonly house: string;
  readonly job: string;
  readonly department: string;
  readonly place: string;
  readonly responsibilities: string;
  readonly extension: string | null;
  readonly phone: string;
  readonly mail: string | null;
  readonly hours: string;
}

/** People of the house, and those the centre brought of others: one of theirs has no extension here. */
const PEOPLE = `
  SELECT s.id, s.name, '' AS house, COALESCE(e.job, '') AS job, COALESCE(e.department, '') AS department,
    COALESCE(e.place, '') AS place, COALESCE(e.responsibilities, '') AS responsibilities, s.extension,
    COALESCE(e.phone, '') AS phone, s.mail, COALESCE(e.hours, '') AS hours
  FROM staff s LEFT JOIN staff_entry e ON e.id = s.id WHERE s.left_at IS NULL
  UNION ALL
  SELECT f.id, f.name, f.origin_name, f.job, f.department, f.place, f.responsibilities, NULL, f.phone, f.mail, f.hours
  FROM federation_person f WHERE f.listed AND f.id NOT IN (SELECT id FROM staff)`;

/** A book of hundreds: read whole and compared here, where letters are folded as people write them. */
export function phoneBook(
  host: Reader,
  { text, limit }: { readonly text: string; readonly limit: number },
): { readonly lines: readonly PhoneBookLine[]; readonly more: number; readonly canTell: boolean } {
  const wanted = wordsOf(text);
  const found = linesOf(host).filter((line) => {
    const words = wordsOf(textsOf(line).join(' '));
    return wanted.every((want) => words.some((word) => word.startsWith(want)));
  });
  const lines = found.toSorted(
    (a, b) =>
      REACHES.indexOf(a.reach) - REACHES.indexOf(b.reach) ||
      // Of those nobody can tell of, whoever has said to be there now.
      Number(b.open?.isOpen ?? false) - Number(a.open?.isOpen ?? false) ||
      a.name.localeCompare(b.name, 'de') ||
      (a.id < b.id ? -1 : 1),
  );
  return {
    lines: lines.slice(0, limit),
    more: Math.max(0, lines.length - limit),
    canTell: host.tellsPresence(),
  };
}

export function personsOf(
  host: Reader,
  { ids }: { readonly ids: readonly string[] },
): readonly PhoneBookLine[] {
  const people = new Map(linesOf(host).map((line) => [line.id, line]));
  return ids.flatMap((id) => people.get(id) ?? []);
}

const textsOf = (line: PhoneBookLine): readonly string[] => [
  ...[line.name, line.job, line.department, line.place, line.house, line.extension ?? ''],
  ...line.responsibilities,
];

function linesOf({ db, clock, presenceOf, standIns }: Reader): readonly PhoneBookLine[] {
  const minute = weekMinuteOf(clock.now());
  const away = new Map(standIns().map(({ absentId, deputyId }) => [absentId, deputyId]));
  const rows = db.prepare<[], PersonRow>(PEOPLE).all();
  const nameOf = new Map(rows.map(({ id, name }) => [id, name]));
  return rows.map((row) => {
    const isAbsent = away.has(row.id);
    const deputyId = away.get(row.id) ?? null;
    const deputyName = deputyId === null ? undefined : nameOf.get(deputyId);
    const deputy = deputyId === null || deputyName === undefined ? null : { id: deputyId, name: deputyName };
    const hours = parseOpeningHours(row.hours);
    const open = hours && openingAt(hours, minute);
    const presence = row.extension === null ? 'unknown' : presenceOf(row.extension);
    const responsibilities = responsibilitiesIn(row.responsibilities);
    const reach = reachOf(presence, open, isAbsent);
    return { ...row, responsibilities, open, presence, isAbsent, deputy, reach };
  });
}

export function photoOf(db: ReadableDb, { id }: { readonly id: string }): StaffPhoto | null {
  return db.prepare<[string], StaffPhoto>('SELECT type, data FROM staff_photo WHERE id = ?').get(id) ?? null;
}

export function entryOf(db: ReadableDb, { id }: { readonly id: string }): StaffEntry | null {
  return (
    db
      .prepare<[string], StaffEntry>(
        `SELECT s.name, s.short_name AS shortName, s.extension, s.mail, COALESCE(e.job, '') AS job,
           COALESCE(e.department, '') AS department, COALESCE(e.place, '') AS place,
           COALESCE(e.responsibilities, '') AS responsibilities, COALESCE(e.hours, '') AS hours,
           COALESCE(e.phone, '') AS phone
         FROM staff s LEFT JOIN staff_entry e ON e.id = s.id WHERE s.id = ?`,
      )
      .get(id) ?? null
  );
}
