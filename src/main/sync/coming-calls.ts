import type { CallTraceRecord } from '#shared/calls/call-trace.ts';

/** Tells the threads that fill the replica of calls: they stand back for a moment (serve-pages.ts). */
export interface ComingCalls {
  /** [0]: so many were announced or have begun to ring. */
  readonly count: Int32Array;
  readonly hear: (record: CallTraceRecord) => void;
}

export function createComingCalls(): ComingCalls {
  const count = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  return {
    count,
    hear(record) {
      if (record.kind !== 'event') return;
      const { event } = record.stage;
      if (event === 'announced' || event === 'ringing') Atomics.add(count, 0, 1);
    },
  };
}
