import type { RemoteParty } from './call-event.ts';

/** A caller who gave up in one of the desk's queues, wherever it rang. It was never a call of this desk. */
export interface QueueMiss {
  /** As the PBX names it. */
  readonly queue: string;
  /** Through the presentation gate. */
  readonly from: RemoteParty;
  /** The number the caller dialled. */
  readonly dialled?: string;
  /** The same for all legs of the call: a desk it rang at too tells of it under this name. */
  readonly group: string;
  /** When the caller began to wait, ms since the epoch. */
  readonly at: number;
}
