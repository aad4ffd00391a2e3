import type { FunctionComponent } from 'react';

declare const props: unique symbol;

/** A place that features fill. The file that owns the place does not change when a feature joins. */
export interface Slot<P> {
  readonly name: string;
  readonly [props]?: P;
}

export interface Contribution {
  readonly slot: string;
  /** Ascending; ties by name of the feature. */
  readonly order: number;
  readonly component: FunctionComponent<never>;
}

export function defineSlot<P>(name: string): Slot<P> {
  return { name };
}

export function fill<P>(slot: Slot<P>, order: number, component: FunctionComponent<P>): Contribution {
  return { slot: slot.name, order, component };
}
