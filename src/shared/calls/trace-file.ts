import { z } from 'zod';
import { AppError } from '../kernel/app-error.ts';

/**
 * One call's black box as a file, without personal data: what `npm run replay` runs. Times are seconds since the first
 * frame and durations ms: nothing in it tells when the call was.
 */
const tracedFrame = z.object({
  at: z.number(),
  event: z.string().regex(/^[a-z]{1,40}$/),
  fields: z.record(z.string().regex(/^[a-z][a-z0-9-]{0,39}$/), z.string().max(2_000)),
});

const stage = z.object({
  event: z.string().max(40),
  at: z.number(),
  trackedMs: z.number(),
  /** null: nothing was looked up. */
  matchedMs: z.number().nullable(),
  toldMs: z.number(),
});

export const traceFile = z.object({
  format: z.literal('rufblatt-call-trace'),
  version: z.literal(1),
  /** The agent's device, as the frames name it: what to give to `--device`. */
  device: z.string().max(200),
  rule: z.string().max(40).nullable(),
  stages: z.array(stage).max(1_000),
  frames: z.array(tracedFrame).max(5_000),
});

export type TraceFile = z.infer<typeof traceFile>;

/** Whether a file means to be one; its first character tells it from the bytes of a PBX. */
export function looksLikeTraceFile(text: string): boolean {
  return text.trimStart().startsWith('{');
}

/** @throws AppError `trace.bad-file` with the place that does not fit */
export function parseTraceFile(text: string): TraceFile {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new AppError('trace.bad-file', 'not a call trace: no JSON');
  }
  const parsed = traceFile.safeParse(value);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new AppError('trace.bad-file', `not a call trace: ${issue?.path.join('.')} ${issue?.message}`);
}
