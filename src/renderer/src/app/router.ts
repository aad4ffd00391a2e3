import { useSyncExternalStore } from 'react';

/** The path behind the `#`, always with a leading slash, without query. */
export function pathOf(hash: string): string {
  const path = hash.replace(/^#/, '').split('?')[0] ?? '';
  return path.startsWith('/') ? path : `/${path}`;
}

/** Parameters of a path that fits a pattern like `/customers/:id`; undefined when it does not fit. */
export function matchPath(pattern: string, path: string): Readonly<Record<string, string>> | undefined {
  const wanted = segments(pattern);
  const given = segments(path);
  if (wanted.length !== given.length) return undefined;
  const params: Record<string, string> = {};
  for (const [index, want] of wanted.entries()) {
    const value = given[index] ?? '';
    if (want.startsWith(':')) params[want.slice(1)] = decode(value);
    else if (want !== value) return undefined;
  }
  return params;
}

const segments = (path: string): readonly string[] => path.split('/').filter((part) => part !== '');

/** A hand-typed address with a broken escape must not break the app. */
function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

export const hrefOf = (path: string): string => `#${path}`;

export function navigate(path: string): void {
  window.location.hash = hrefOf(path);
}

const subscribe = (listener: () => void): (() => void) => {
  window.addEventListener('hashchange', listener);
  return () => window.removeEventListener('hashchange', listener);
};

const current = (): string => pathOf(window.location.hash);

export const usePath = (): string => useSyncExternalStore(subscribe, current);

/** Draws anew only when the answer changes, not with every path. */
export const usePathIs = (wanted: (path: string) => boolean): boolean =>
  useSyncExternalStore(subscribe, () => wanted(current()));
