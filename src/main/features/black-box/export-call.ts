import { AppError } from '#shared/kernel/app-error.ts';
import type { StageTimes, TracedFrame } from '#shared/calls/call-trace.ts';
import type { TraceFile } from '#shared/calls/trace-file.ts';
import { createPseudonyms, lettersIn, partsOf, wordsOf } from './pseudonyms.ts';
import type { Pseudonyms } from './pseudonyms.ts';

export interface ExportParts {
  readonly random: () => number;
  /** Country calling code of the house. */
  readonly country: string;
}

export interface RecordedCall {
  readonly device: string;
  readonly rule: string | null;
  readonly frames: readonly TracedFrame[];
  readonly stages: readonly StageTimes[];
}

/** Chance may give a stand-in five digits that stand in some original too: then others are drawn. */
const MOST_DRAWS = 500;
const LONGEST_PUBLIC_RUN = 4;

const IDENTITY = /(?:callerid|connectedline)(?:num|name)$/;
const NAME = /(?:callerid|connectedline)name$/;
const HANDLE = /(?:channel|newname|forward|exten|extension|parkerdialstring)$/;
/** Words the PBX itself chose; a replay needs them as they are. */
const VOCABULARY =
  /^(?:dialstatus|bridgetype|desttype|response|result|reason|cause|ringtime|.*channelstate|.*presentation)$/;

/**
 * The black box of a call without numbers, names or times of day.
 * @throws AppError `black-box.export-failed` when no stand-ins could be found that give nothing away
 */
export function exportCall(call: RecordedCall, { random, country }: ExportParts): TraceFile {
  const names = call.frames.flatMap(({ fields }) => valuesOf(fields, NAME));
  const secrets = secretsOf(call, wordsOf(names), country);
  for (let draw = 0; draw < MOST_DRAWS; draw += 1) {
    const pseudonyms = createPseudonyms({ random, country, names });
    const file = withStandIns(call, pseudonyms);
    if (!pseudonyms.clash && !givesAway(file, secrets)) return file;
  }
  throw new AppError('black-box.export-failed', 'no stand-ins found that give nothing away');
}

function withStandIns({ device, rule, frames, stages }: RecordedCall, pseudonyms: Pseudonyms): TraceFile {
  const start = frames[0]?.at ?? stages[0]?.eventAt ?? 0;
  const seconds = (at: number): number => Math.round(at - start) / 1000;
  return {
    format: 'rufblatt-call-trace',
    version: 1,
    device: pseudonyms.handle(device),
    rule,
    stages: stages.map(({ event, eventAt, trackedAt, matchedAt, emittedAt }) => ({
      event,
      at: seconds(eventAt),
      trackedMs: hundredths(trackedAt - eventAt),
      matchedMs: matchedAt === null ? null : hundredths(matchedAt - trackedAt),
      toldMs: hundredths(emittedAt - (matchedAt ?? trackedAt)),
    })),
    frames: frames.map(({ at, event, fields }) => ({
      at: seconds(at),
      event,
      fields: Object.fromEntries(
        Object.entries(fields).map(([header, value]) => [header, standIn(header, value, pseudonyms)]),
      ),
    })),
  };
}

function standIn(header: string, value: string, pseudonyms: Pseudonyms): string {
  if (IDENTITY.test(header)) return pseudonyms.identity(value);
  if (HANDLE.test(header)) return pseudonyms.handle(value);
  return VOCABULARY.test(header) ? value : pseudonyms.other(value);
}

const hundredths = (ms: number): number => Math.round(ms * 100) / 100;

interface Secrets {
  /** Every five digits in a row of what is somebody's own in his number. */
  readonly windows: ReadonlySet<string>;
  /** Longer runs of anything else (ids hold the time of day), whole. */
  readonly runs: ReadonlySet<string>;
  readonly words: readonly string[];
}

function secretsOf({ frames }: RecordedCall, words: readonly string[], country: string): Secrets {
  const windows = new Set<string>();
  const runs = new Set<string>();
  for (const { fields } of frames) {
    for (const [header, value] of Object.entries(fields)) {
      for (const run of value.match(/\d{5,}/g) ?? []) runs.add(run);
      if (!IDENTITY.test(header)) continue;
      const { subscriber } = partsOf(value.replace(/\D/g, ''), country);
      for (const window of windowsIn(subscriber)) windows.add(window);
    }
  }
  return { windows, runs, words };
}

function givesAway({ device, frames }: TraceFile, { windows, runs, words }: Secrets): boolean {
  const values = frames.flatMap(({ fields }) =>
    Object.entries(fields).flatMap(([header, value]) => (VOCABULARY.test(header) ? [] : [value])),
  );
  return [device, ...new Set(values)].some((value) => {
    const letters = lettersIn(value);
    const digits = value.match(/\d{5,}/g) ?? [];
    return (
      digits.some((run) => runs.has(run) || windowsIn(run).some((window) => windows.has(window))) ||
      words.some((word) => letters.some((run) => run.includes(word)))
    );
  });
}

function windowsIn(digits: string): readonly string[] {
  const width = LONGEST_PUBLIC_RUN + 1;
  return Array.from({ length: Math.max(0, digits.length - width + 1) }, (_, at) =>
    digits.slice(at, at + width),
  );
}

function valuesOf(fields: Readonly<Record<string, string>>, headers: RegExp): readonly string[] {
  return Object.entries(fields).flatMap(([header, value]) => (headers.test(header) ? [value] : []));
}
