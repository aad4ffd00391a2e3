import type { ReactNode } from 'react';
import icon from './icon.svg';

/** The sheet with the ring; the words beside it name it. */
export function AppMark({ size }: { readonly size: number }): ReactNode {
  return <img src={icon} width={size} height={size} alt="" />;
}
