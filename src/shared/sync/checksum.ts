import type { RangeSum } from './protocol.ts';

/**
 * How a desk and the centre compare what they hold without sending it: per table and range of versions the number of
 * rows, a digest of their versions (each version is one row's, so it tells which rows they are) and one of what is in
 * them (lengths of the texts, remainders of the numbers, flags; not JSON). All of it are sums that SQLite and
 * PostgreSQL make alike, within 2^53.
 *
 * - `vers`: Σ (ver mod p)² mod p
 * - `content`: Σ over the columns: length of a text in code points, |integer mod q|, boolean
 */
export const VER_MODULUS = 1_000_003;
export const CONTENT_MODULUS = 65_521;

/** A smaller range costs more words when all is well, a larger one more rows when it is not. */
export function rangeSize(cursor: number): number {
  const AT_MOST = 512;
  return Math.max(1024, 2 ** Math.ceil(Math.log2(Math.max(1, cursor) / AT_MOST)));
}

export interface Range {
  readonly tbl: string;
  readonly index: number;
}

/** Ranges in which the two differ, also those only one of them has. */
export function differingRanges(ours: readonly RangeSum[], theirs: readonly RangeSum[]): readonly Range[] {
  const keyOf = ({ tbl, index }: Range): string => `${tbl}/${index}`;
  const left = new Map(ours.map((sum) => [keyOf(sum), sum]));
  const found: Range[] = [];
  for (const their of theirs) {
    const our = left.get(keyOf(their));
    left.delete(keyOf(their));
    const isSame = our && our.rows === their.rows && our.vers === their.vers && our.content === their.content;
    if (!isSame) found.push({ tbl: their.tbl, index: their.index });
  }
  for (const { tbl, index } of left.values()) found.push({ tbl, index });
  return found;
}
