import type { QueueMiss } from '#shared/calls/queue-miss.ts';
import type { Reads } from '#shared/ipc/contract.ts';
import type { Session } from '#shared/ipc/core-contracts.ts';
import type { DeskStatus } from '#shared/ipc/status.ts';
import { Emitter } from '#shared/kernel/emitter.ts';
import { createLately } from './lately.ts';
import type { Lately } from './lately.ts';

/** Between the letters of somebody who types. */
const TYPING_MS = 1_000;
/** A window that has asked something asks more because of it, and draws it. */
const ASKING_MS = 500;
/** Where rows change all the time, so do windows ask; what stands back for them goes on then. */
const MOST_ASKING_MS = 3_000;

/** What several parts of the desk tell of, and several hear. */
export interface DeskNews {
  /** Every answered search and export, with what was asked. */
  readonly seen: Emitter<{ readonly reads: Reads; readonly input: unknown }>;
  readonly searched: Lately;
  /** A window has asked anything. */
  readonly asked: Lately;
  /** Something kept outside the replica has changed, by the names queries wait for. */
  readonly touched: Emitter<readonly string[]>;
  readonly queueMisses: Emitter<QueueMiss>;
  readonly statuses: Emitter<DeskStatus>;
  readonly sessions: Emitter<Session | null>;
}

export function createDeskNews(): DeskNews {
  const seen: DeskNews['seen'] = new Emitter();
  const searched = createLately(TYPING_MS);
  seen.on(searched.note);
  return {
    seen,
    searched,
    asked: createLately(ASKING_MS, { mostMs: MOST_ASKING_MS }),
    touched: new Emitter(),
    queueMisses: new Emitter(),
    statuses: new Emitter(),
    sessions: new Emitter(),
  };
}
