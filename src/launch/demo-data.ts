import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import { csvFiles } from '#demo/data/csv-files.ts';
import { DEFAULT_PARTIES, midnightBefore } from '#demo/data/demo-data.ts';
import { MOST_LOAD_PARTIES } from '#demo/data/load-set.ts';
import { AppError, messageOf } from '#shared/kernel/app-error.ts';
import { FORMATS, linesOfDemo, linesOfLoadSet } from './demo-data/lines.ts';
import type { Format } from './demo-data/lines.ts';
import { fail } from './fail.ts';

const USAGE = `Usage: npm run demo-data -- [OPTION …]

Writes the demo's data, the same for the same seed, day and time zone. All numbers are reserved for films.

  --seed N         default: 1
  --parties N      customers (default: ${DEFAULT_PARTIES}, the whole demo: four tenants with calls, tickets, tasks).
                   Fewer: all of it shrunk alike. More, at most ${MOST_LOAD_PARTIES}: the load set, customers with one
                   number each (+999, which nobody has), written one by one
  --now TIME       what the dates are counted from, ISO 8601 or ms (default: today 00:00)
  --format NAME    json    one document: tenants, rows by table, pairs of duplicates, shared numbers  (default)
                   jsonl   a line a row: {"tenant","table","row"}
                   csv     a line a customer, as an import takes it
                   match   what "npm run match -- --data" takes
  --out FILE       default: -, the standard output
  --files DIR      also write the three CSV files to try an import with, and what is bad in them (expected.json)
  --help
`;

async function main(args: readonly string[]): Promise<void> {
  const { seed, parties, now, format, out, files, help } = readFlags(args);
  if (help) return void process.stdout.write(USAGE);
  if (files !== undefined) await writeFiles(files, seed, now);
  const lines =
    parties > DEFAULT_PARTIES
      ? linesOfLoadSet({ seed, parties, now }, format)
      : linesOfDemo({ seed, parties, now }, format);
  await write(lines, out);
}

/** Line by line, as fast as whoever reads takes them; a reader that has enough (head) is no error. */
async function write(lines: Iterable<string>, out: string): Promise<void> {
  const stream = out === '-' ? process.stdout : createWriteStream(out);
  const failed = new Promise<never>((_, reject) => stream.once('error', reject));
  failed.catch(() => {});
  try {
    let batch = '';
    for (const line of lines) {
      batch += line;
      if (batch.length < BATCH_LENGTH) continue;
      if (!stream.write(batch)) await Promise.race([once(stream, 'drain'), failed]);
      batch = '';
    }
    if (!stream.write(batch)) await Promise.race([once(stream, 'drain'), failed]);
    if (stream === process.stdout) return;
    stream.end();
    await Promise.race([finished(stream), failed]);
  } catch (error) {
    if (out === '-' && error instanceof Error && 'code' in error && error.code === 'EPIPE') return;
    throw new AppError('file.unwritable', `cannot write ${out}: ${messageOf(error)}`, {}, { cause: error });
  }
}

const BATCH_LENGTH = 65_536;

async function writeFiles(dir: string, seed: number, now: number): Promise<void> {
  await mkdir(dir, { recursive: true });
  const made = csvFiles(seed, midnightBefore(now));
  for (const { name, bytes } of made) await writeFile(join(dir, name), bytes);
  const expected = made.map(({ name, rows, bad }) => ({ name, rows, bad }));
  await writeFile(join(dir, 'expected.json'), `${JSON.stringify(expected, null, 2)}\n`);
}

function readFlags(args: readonly string[]) {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        seed: { type: 'string', default: '1' },
        parties: { type: 'string', default: String(DEFAULT_PARTIES) },
        now: { type: 'string' },
        format: { type: 'string', default: 'json' },
        out: { type: 'string', default: '-' },
        files: { type: 'string' },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
    const seed = Number(values.seed);
    if (!/^\d{1,9}$/.test(values.seed)) throw new Error('--seed takes a whole number of up to nine digits');
    const parties = Number(values.parties);
    if (!/^\d+$/.test(values.parties) || parties > MOST_LOAD_PARTIES)
      throw new Error(`--parties takes a number from 0 to ${MOST_LOAD_PARTIES}`);
    const { now: given } = values;
    const now =
      given === undefined
        ? midnightBefore(Date.now())
        : /^\d+$/.test(given)
          ? Number(given)
          : Date.parse(given);
    if (!Number.isSafeInteger(now) || now < MIN_NOW)
      throw new Error('--now takes a time such as 2026-11-23T08:00:00Z');
    if (!isFormat(values.format)) throw new Error(`--format is one of ${FORMATS.join(', ')}`);
    return {
      seed,
      parties,
      now,
      format: values.format,
      out: values.out,
      files: values.files,
      help: values.help,
    };
  } catch (error) {
    throw new AppError('options.bad', `${messageOf(error)} – see --help`, {}, { cause: error });
  }
}

/** Two years after the epoch: nothing of the twelve months before is negative. */
const MIN_NOW = 63_072_000_000;

const isFormat = (name: string): name is Format => (FORMATS as readonly string[]).includes(name);

main(process.argv.slice(2)).catch(fail);
