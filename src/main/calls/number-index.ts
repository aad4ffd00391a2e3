import type { Ref } from '#shared/kernel/ref.ts';
import type { ReadableDb } from '../replica/db.ts';

/** Kinds of the replica's `phone` table. */
export const PHONE_KIND = { exact: 0, stem: 1, extension: 2, former: 3 } as const;

/** Digits an extension may have behind a stem. */
const LONGEST_EXTENSION = 5;

export interface NumberHit {
  readonly kind: 'exact' | 'stem';
  /** The candidate that hit, whole. */
  readonly digits: string;
  /** For `stem`: the digits behind it. */
  readonly extension?: string;
  readonly ref: Ref;
}

/** The replica's numbers. Statements are prepared once; a look-up takes microseconds at a million parties. */
export interface NumberIndex {
  /**
   * Everything stored under these E.164 digits, in the order of the ladder: exact hits in the order of the
   * candidates, then stems with 1–5 digits to go, the longest stem of the first candidate before the others.
   */
  find(candidates: readonly string[]): readonly NumberHit[];
  /** Who had one of these numbers once and has it no longer, those of the likeliest reading only. */
  former(candidates: readonly string[]): readonly Ref[];
  /** Whose extension of the house it is. */
  extension(digits: string): readonly Ref[];
}

/** `CROSS JOIN` keeps SQLite from turning the loops around: a few probes, each one seek in the primary key. */
export const FIND_NUMBERS = `
  SELECT probe.key AS place, phone.ref_type, phone.ref_id
  FROM json_each(?) AS probe
  CROSS JOIN phone
  WHERE phone.digits = probe.value AND phone.kind = (probe.key >= ?)`;

export const FIND_EXTENSION = `SELECT ref_type, ref_id FROM phone WHERE digits = ? AND kind = ${PHONE_KIND.extension}`;

export const FIND_FORMER = `SELECT ref_type, ref_id FROM phone WHERE digits = ? AND kind = ${PHONE_KIND.former}`;

interface RefRow {
  readonly ref_type: string;
  readonly ref_id: string;
}

export function createNumberIndex(db: ReadableDb): NumberIndex {
  const numbers = db.prepare<[string, number], RefRow & { readonly place: number }>(FIND_NUMBERS);
  const extensions = db.prepare<[string], RefRow>(FIND_EXTENSION);
  const former = db.prepare<[string], RefRow>(FIND_FORMER);
  return {
    find(candidates) {
      const probes = [...candidates.map((digits) => ({ digits, stem: digits })), ...stemsOf(candidates)];
      const rows = numbers.all(JSON.stringify(probes.map(({ stem }) => stem)), candidates.length);
      return rows
        .toSorted((a, b) => a.place - b.place)
        .flatMap(({ place, ref_type: type, ref_id: id }): NumberHit[] => {
          const probe = probes[place];
          if (!probe) return [];
          const { digits, stem } = probe;
          const ref = { type, id };
          if (place < candidates.length) return [{ kind: 'exact', digits, ref }];
          return [{ kind: 'stem', digits, extension: digits.slice(stem.length), ref }];
        });
    },
    former: (candidates) =>
      candidates.map((digits) => former.all(digits).map(refOf)).find((refs) => refs.length > 0) ?? [],
    extension: (digits) => extensions.all(digits).map(refOf),
  };
}

const refOf = ({ ref_type: type, ref_id: id }: RefRow): Ref => ({ type, id });

function stemsOf(
  candidates: readonly string[],
): readonly { readonly digits: string; readonly stem: string }[] {
  return candidates.flatMap((digits) =>
    Array.from({ length: Math.min(LONGEST_EXTENSION, digits.length - 1) }, (_, i) => ({
      digits,
      stem: digits.slice(0, -(i + 1)),
    })),
  );
}
