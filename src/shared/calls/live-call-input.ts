import type { Ref } from '../kernel/ref.ts';
import type { CallEvent } from './call-event.ts';
import type { FarEnd } from './far-end.ts';

/** `at`: ms since the epoch, by the desk's clock. */
export type LiveCallInput = { readonly at: number } & (
  | {
      readonly type: 'event';
      readonly event: CallEvent;
      /** The desk's id, should a call begin with this event. */
      readonly id: string;
      /** The door it came in through: the one that knows most is 0. */
      readonly door?: number;
      /** For events that tell of a far end. */
      readonly farEnd?: FarEnd;
      /** Should a call begin with it: whom the agent meant to reach, or whose it was before the desk was restarted. */
      readonly party?: Ref | null;
      /** The call was on its way and never rang here: it is over, for the log and not for the screen. */
      readonly unrung?: { readonly at: number; readonly group?: string };
      /** The event is the first that is heard of a click-to-dial. */
      readonly isOwnDial?: boolean;
      /** The door of a call that begins lets the desk act on it. */
      readonly canControl?: boolean;
    }
  /** The replica has changed: the same far end, looked up again. */
  | { readonly type: 'matched'; readonly id: string; readonly farEnd: FarEnd }
  | { readonly type: 'chosen'; readonly id: string; readonly party: Ref }
  /** Whose call somebody says it is; null takes it back. */
  | { readonly type: 'hinted'; readonly id: string; readonly party: Ref | null }
  | { readonly type: 'dismissed'; readonly id: string }
);

export type EventInput = Extract<LiveCallInput, { type: 'event' }>;
