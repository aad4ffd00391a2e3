/** The same text for equal JSON, whatever the order of keys; empty for what JSON does not know (undefined). */
export function canonicalJson(value: unknown): string {
  // The types say that there is always a text; for undefined there is none.
  const text: string | undefined = JSON.stringify(value, (_key, child: unknown) =>
    typeof child === 'object' && child !== null && !Array.isArray(child)
      ? Object.fromEntries(Object.entries(child).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : child,
  );
  return text ?? '';
}
