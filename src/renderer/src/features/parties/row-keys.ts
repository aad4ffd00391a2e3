/**
 * Keys for the rows of a list that comes anew with every letter: whoever stays keeps theirs; whoever comes takes over
 * that of somebody who goes, where `isLent`. So rows in the document are told other texts, and few are made or taken away.
 */
export function rowKeys(
  before: ReadonlyMap<string, number>,
  ids: readonly string[],
  { isLent }: { readonly isLent: boolean },
): ReadonlyMap<string, number> {
  const staying = new Set(ids);
  const free = isLent ? [...before].flatMap(([id, key]) => (staying.has(id) ? [] : [key])) : [];
  let last = Math.max(-1, ...before.values());
  return new Map(ids.map((id) => [id, before.get(id) ?? free.shift() ?? ++last]));
}

/** Remembers the keys of the last drawing; the same ids get the same keys again. */
export function createRowKeys(): (ids: readonly string[], isLent: boolean) => ReadonlyMap<string, number> {
  let keys: ReadonlyMap<string, number> = new Map();
  return (ids, isLent) => (keys = rowKeys(keys, ids, { isLent }));
}
