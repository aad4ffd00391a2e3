/**
 * What this browser or window keeps about how somebody likes the app: names of acts and groups, never data. A shell
 * that keeps nothing (no storage, a full one) forgets, and nothing else happens.
 */
export function remembered(key: string): readonly string[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(key) ?? '[]');
    return Array.isArray(kept) ? kept.filter((one) => typeof one === 'string') : [];
  } catch {
    return [];
  }
}

export function remember(key: string, names: readonly string[]): void {
  try {
    localStorage.setItem(key, JSON.stringify(names));
  } catch {
    // Kept until the window closes.
  }
}
