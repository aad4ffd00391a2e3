import type { DirectoryHit } from '#shared/features/offerings/contract.ts';
import { numbersInText } from '#shared/phone/numbers-in-text.ts';
import { openingAt, parseOpeningHours, weekMinuteOf } from '#shared/text/opening-hours.ts';
import { wordsOf } from '#shared/text/fold.ts';
import type { Host } from '../../host/host.ts';

interface HitRow {
  readonly type: DirectoryHit['type'];
  readonly id: string;
  readonly name: string;
  readonly provider: string | null;
  readonly house: string;
  readonly place: string;
  readonly costs: string;
  readonly description: string;
  readonly openingHours: string;
  readonly reachability: string;
  readonly listed: number;
}

/**
 * What an offering leaves open is as it is of its provider. What has been withdrawn is left out, that of this house
 * where it is asked for with the rest.
 */
const ENTRIES = `
  SELECT 'provider' AS type, id, name, NULL AS provider, origin_name AS house, place, costs, description,
    opening_hours AS openingHours, reachability, listed
  FROM provider WHERE listed OR (@withdrawn AND origin = '')
  UNION ALL
  SELECT 'offering', o.id, o.name, p.name, o.origin_name, COALESCE(NULLIF(o.place, ''), p.place),
    COALESCE(NULLIF(o.costs, ''), p.costs), COALESCE(NULLIF(o.description, ''), p.description),
    COALESCE(NULLIF(o.opening_hours, ''), p.opening_hours), COALESCE(NULLIF(o.reachability, ''), p.reachability),
    o.listed AND p.listed
  FROM offering o JOIN provider p ON p.id = o.provider_id
  WHERE (o.listed AND p.listed) OR (@withdrawn AND o.origin = '')`;

interface Asked {
  readonly text: string;
  readonly withdrawn?: boolean | undefined;
}

/** As it is written down, and what is shown of it. */
export interface Entry {
  readonly row: HitRow;
  readonly hit: DirectoryHit;
}

export function findInDirectory(
  host: Pick<Host, 'db' | 'clock'>,
  { limit, ...asked }: Asked & { readonly limit: number },
): { readonly hits: readonly DirectoryHit[]; readonly more: number } {
  const found = entriesFitting(host, asked).map(({ hit }) => hit);
  return { hits: found.slice(0, limit), more: Math.max(0, found.length - limit) };
}

/** All that the text fits, as the phone book orders it: a directory of hundreds, read whole as the other searches here. */
export function entriesFitting(
  { db, clock }: Pick<Host, 'db' | 'clock'>,
  { text, withdrawn = false }: Asked,
): readonly Entry[] {
  const wanted = wordsOf(text);
  const minute = weekMinuteOf(clock.now());
  return db
    .prepare<{ withdrawn: number }, HitRow>(ENTRIES)
    .all({ withdrawn: Number(withdrawn) })
    .filter(({ name, provider, house, place, description }) => {
      const words = wordsOf([name, provider, house, place, description].join(' '));
      return wanted.every((want) => words.some((word) => word.startsWith(want)));
    })
    .map((row): Entry => {
      const { type, id, name, provider, house, place, costs, openingHours } = row;
      const hours = parseOpeningHours(openingHours);
      const hit = {
        ...{ type, id, name, provider, house, place, costs, openingHours },
        open: hours && openingAt(hours, minute),
        numbers: numbersInText(row.reachability),
        listed: row.listed === 1,
      };
      return { row, hit };
    })
    .toSorted(
      ({ hit: a }, { hit: b }) =>
        Number(b.listed) - Number(a.listed) ||
        nameFits(b, wanted) - nameFits(a, wanted) ||
        Number(b.open?.isOpen ?? false) - Number(a.open?.isOpen ?? false) ||
        Number(b.type === 'provider') - Number(a.type === 'provider') ||
        a.name.localeCompare(b.name, 'de') ||
        (a.id < b.id ? -1 : 1),
    );
}

/** What is called so comes before what only mentions it. */
function nameFits({ name }: DirectoryHit, wanted: readonly string[]): number {
  const words = wordsOf(name);
  return Number(wanted.length > 0 && wanted.every((want) => words.some((word) => word.startsWith(want))));
}
