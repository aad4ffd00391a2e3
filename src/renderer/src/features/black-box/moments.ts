import type { StageTimes, TracedFrame } from '#shared/calls/call-trace.ts';
import type { Box } from '#shared/features/black-box/contract.ts';

export type Moment = { readonly at: number } & (
  { readonly frame: TracedFrame; readonly stage?: undefined } | { readonly stage: StageTimes }
);

/** Frames and events as they happened; of one millisecond the PBX's word before what was made of it. */
export function momentsOf({ frames, stages }: Pick<Box, 'frames' | 'stages'>): readonly Moment[] {
  const moments: readonly Moment[] = [
    ...frames.map((frame) => ({ at: frame.at, frame })),
    ...stages.map((stage) => ({ at: stage.eventAt, stage })),
  ];
  return moments.toSorted((a, b) => a.at - b.at);
}
