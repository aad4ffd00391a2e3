import type { ReactNode } from 'react';
import { useAfterPaint } from '../ui/use-after-paint.ts';
import { SlotOutlet } from './slot-outlet.tsx';
import type { Slot } from './slot.ts';

interface SlotInTurnsProps<P> {
  readonly slot: Slot<P>;
  readonly with: P;
  /** So many of the parts are there at once; the window ends above the others. */
  readonly first: number;
}

/** A place whose end cannot be seen when its screen comes: the parts there come once the screen has been painted. */
export function SlotInTurns<P extends object>({ slot, with: props, first }: SlotInTurnsProps<P>): ReactNode {
  const isPainted = useAfterPaint();
  return (
    <>
      <SlotOutlet slot={slot} with={props} until={first} />
      {isPainted && <SlotOutlet slot={slot} with={props} from={first} />}
    </>
  );
}
