import type { ReactNode } from 'react';
import { Keys } from '../ui/keys.tsx';

/** The keys of an act where it is listed: the usual one of two, the range of more (`Alt 1 … Alt 6`). */
export function ComboKeys({ combos }: { readonly combos: string }): ReactNode {
  const all = combos.split('|');
  const [first = '', last] = [all[0], all.length > 2 ? all.at(-1) : undefined];
  return (
    <>
      <Keys combo={first} />
      {last !== undefined && (
        <>
          {' … '}
          <Keys combo={last} />
        </>
      )}
    </>
  );
}

/** For screen readers, `aria-keyshortcuts`. */
export const spokenKeys = (combos: string): string =>
  combos
    .split('|')
    .map((combo) => combo.replace('Mod', 'Control'))
    .join(' ');
