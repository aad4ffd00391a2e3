import { existsSync, readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';

import { readArrivals } from '#main/telephony/ami/replay/chunks.ts';
import type { Chunking } from '#main/telephony/ami/replay/chunks.ts';
import { replayLine } from '#main/telephony/ami/replay/lines.ts';
import { bytesOfTrace } from '#main/telephony/ami/replay/trace-bytes.ts';
import { replay } from '#main/telephony/ami/replay/replay.ts';
import type { ReplayOptions } from '#main/telephony/ami/replay/replay.ts';
import { looksLikeTraceFile, parseTraceFile } from '#shared/calls/trace-file.ts';
import type { TraceFile } from '#shared/calls/trace-file.ts';
import { doorTraceLines, isDoorTrace, playDoor } from './replay-doors.ts';

const help = `npm run replay -- --device PJSIP/201 [--device …] [options] FILE…

Feeds recorded AMI bytes through the real connection and call tracker, over a real socket on the loopback, and prints
one JSON line per event: {"file","call","type","number","name","queue","to","kind","reason"}.
A FILE may also be the export of a call's black box (JSON): its frames are played; those of another door than AMI are
printed. The lines of a FRITZ!Box call monitor and SIP dialog-info bodies are played through their own reducers.

  --device DEVICE         one of the agent's own devices; may be given several times
  --seed N                cut the bytes into random pieces (the result must not change); otherwise they are cut as
                          recorded in FILE.ts or FILE.arrivals.json, or not at all
  --presentation MODE     what is said of a caller's presentation (CALLERID(pres)) when the adapter asks for it:
                            recorded  what the recording itself shows for that channel (a ChanVariable, or the dial
                                      plan setting it); where it is silent, allowed_not_screened   (default)
                            unknown   nothing: the caller counts as withheld, as on a PBX that does not tell
  --help                  this

A withheld caller's line has neither number nor name. Bytes that are broken or cut off are skipped, with a note on
stderr. Exit code 2: nothing to replay (no device, no file, a file missing or empty, an option unknown).
`;

/** Wrong use, told in one line. */
class UsageError extends Error {}

interface Input {
  readonly file: string;
  readonly bytes: Buffer;
}

function parse(args: string[]): {
  readonly inputs: readonly Input[];
  readonly options: Omit<ReplayOptions, 'chunking'>;
  readonly seed?: number;
} {
  const { values, positionals } = readArgs(args);
  const devices = values.device ?? [];
  if (devices.length === 0)
    throw new UsageError('no --device: name the agent’s own device, e.g. --device PJSIP/201');
  if (positionals.length === 0) throw new UsageError('no file to replay');
  const presentation = values.presentation ?? 'recorded';
  if (presentation !== 'recorded' && presentation !== 'unknown') {
    throw new UsageError(`--presentation is "recorded" or "unknown", not "${presentation}"`);
  }
  if (values.seed !== undefined && !/^\d{1,9}$/.test(values.seed))
    throw new UsageError('--seed is a whole number');
  return {
    inputs: positionals.map((file) => ({ file, bytes: read(file) })),
    options: { devices, presentation },
    ...(values.seed === undefined ? {} : { seed: Number(values.seed) }),
  };
}

function readArgs(args: string[]) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: {
        device: { type: 'string', multiple: true },
        seed: { type: 'string' },
        presentation: { type: 'string' },
        help: { type: 'boolean' },
      },
    });
  } catch (error) {
    throw new UsageError(messageOf(error));
  }
}

function read(file: string): Buffer {
  let bytes: Buffer;
  try {
    bytes = readFileSync(file);
  } catch (error) {
    throw new UsageError(`cannot read ${file}: ${messageOf(error)}`);
  }
  if (bytes.length === 0) throw new UsageError(`${file} is empty`);
  return bytes;
}

/** The export of a black box; undefined: it is none. */
function traceIn(file: string, bytes: Buffer): TraceFile | undefined {
  if (!looksLikeTraceFile(bytes.toString('utf8', 0, 64))) return undefined;
  try {
    return parseTraceFile(bytes.toString('utf8'));
  } catch (error) {
    throw new UsageError(`${file}: ${messageOf(error)}`);
  }
}

/** As the arrivals recorded beside a transcript say, when they are there and fit; else whole. */
function recordedChunking(file: string): Chunking {
  for (const suffix of ['.ts', '.arrivals.json']) {
    const arrivals = existsSync(file + suffix)
      ? readArrivals(readFileSync(file + suffix, 'utf8'))
      : undefined;
    if (arrivals !== undefined) return { by: 'arrival', arrivals };
  }
  return { by: 'whole' };
}

async function main(args: string[]): Promise<void> {
  if (args.includes('--help')) {
    process.stdout.write(help);
    return;
  }
  const { inputs, options, seed } = parse(args);
  const files = inputs.map((input) => ({ ...input, trace: traceIn(input.file, input.bytes) }));
  for (const { file, bytes: given, trace } of files) {
    const lines = linesOfDoor(file, given, trace, options.devices);
    if (lines !== undefined) {
      for (const line of lines) process.stdout.write(`${JSON.stringify(line)}\n`);
      continue;
    }
    const bytes = trace === undefined ? given : bytesOfTrace(trace);
    const chunking: Chunking = seed === undefined ? recordedChunking(file) : { by: 'random', seed };
    const { events, calls, leftOver } = await replay(bytes, { ...options, chunking });
    for (const event of events) process.stdout.write(`${JSON.stringify(replayLine(file, calls, event))}\n`);
    if (leftOver > 0)
      process.stderr.write(
        `${file}: ${String(leftOver)} characters at the end are no whole frame, skipped\n`,
      );
  }
}

/** What is not AMI's: played where a reducer makes the calls, printed where only facts were kept. */
function linesOfDoor(
  file: string,
  bytes: Buffer,
  trace: TraceFile | undefined,
  devices: readonly string[],
): readonly object[] | undefined {
  if (trace !== undefined) return isDoorTrace(trace) ? doorTraceLines(file, trace) : undefined;
  try {
    return playDoor(file, bytes.toString('utf8'), devices);
  } catch (error) {
    throw new UsageError(`${file}: ${messageOf(error)}`);
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  process.stderr.write(`replay: ${error.message}\nSee --help.\n`);
  process.exitCode = 2;
}
