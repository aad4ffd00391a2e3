/**
 * How many typing errors lie between what was typed and a word: letters left out, added, taken for another, or two
 * neighbours swapped (optimal string alignment). `most + 1` as soon as it is more than `most`.
 */
export function editDistance(typed: string, word: string, most: number): number {
  if (Math.abs(typed.length - word.length) > most) return most + 1;
  return lastRow(typed, word, most)?.at(-1) ?? most + 1;
}

/** The same for a word that is still being typed: the distance to its nearest beginning. */
export function editDistanceToBeginning(typed: string, word: string, most: number): number {
  const row = lastRow(typed, word.slice(0, typed.length + most), most);
  return row ? Math.min(...row, most + 1) : most + 1;
}

/** Distances of all of `a` to each beginning of `b`; undefined when every one is more than `most`. */
function lastRow(a: string, b: string, most: number): readonly number[] | undefined {
  let before: number[] = [];
  let above = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    let least = i;
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      let value = Math.min(at(above, j) + 1, at(row, j - 1) + 1, at(above, j - 1) + cost);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        value = Math.min(value, at(before, j - 2) + 1);
      row.push(value);
      if (value < least) least = value;
    }
    // A swap reaches back two rows, so one bad row is not the end.
    if (least > most && Math.min(...above) > most) return undefined;
    before = above;
    above = row;
  }
  return above.map((value) => Math.min(value, most + 1));
}

/** Inside the row by construction; 0 is never used. */
const at = (row: readonly number[], index: number): number => row[index] ?? 0;
