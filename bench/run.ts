import { parseArgs } from 'node:util';
import { buildIfStale } from '../src/launch/build.ts';
import { fail } from '../src/launch/fail.ts';
import { benchAmi } from './ami/run.ts';
import { soak } from './ami/soak.ts';
import { createFilledProfile } from './lib/filled-profile.ts';
import type { FilledProfile } from './lib/filled-profile.ts';
import { benchLookup } from './match/run.ts';
import { benchImport } from './import/run.ts';
import { benchPop } from './pop/run.ts';
import { benchSearch } from './search/run.ts';
import { benchSync, benchSyncLive } from './sync/run.ts';
import { benchSoak } from './sync/soak.ts';
import { benchUi } from './ui/run.ts';

const USAGE = `Usage: npm run bench -- NAME … [OPTION …]

  pop     AMI bytes written → sheet painted in Chromium, and the look-up beside LIKE '%suffix'
            --parties N   rows in the replica (default: 1000000); of match, search and ui too
            --calls N     calls measured (default: 300)
  match   number → who calls, on an idle desk, beside LIKE '%suffix'
  search  key → list of hits painted in Chromium, typing errors and all, beside LIKE '%text%'
  ui      start to "ready for calls", a sheet opened, a list of 9,000 calls scrolled, memory after 1,000 calls
  ami     events a second through connection and tracker, beside asterisk-manager alone on the same bytes
            --calls N     calls in the stream (default: 3000)
            --soak N      calls played one after the other through one desk, its memory measured (default: 100000; 0: none)

  import  a file of customers through a desk and a real centre, while another desk looks callers up
          --rows N      rows of the file (default: 100000)

  sync    a fresh desk filled from a snapshot and by pages, beside PouchDB and Zero; calls meanwhile; a change on one
          desk shown on 49 and 499 others; what idle desks cost; the centre's memory under load
            --parties N       parties on the centre (default: 1000000)
            --soak-minutes N  how long the load lasts (default: 1; 0: none)
  sync-live, sync-soak  the last parts of it alone

  --json   print the result as one line of JSON; progress goes to stderr

With several names the replica is filled once, and the result has a part of each name.
`;

interface Options {
  /** The replica with the load set; filled when the first bench asks for it. */
  readonly filled: () => Promise<FilledProfile>;
  readonly calls: number | undefined;
  readonly soak: number;
  readonly soakMinutes: number;
  readonly parties: number;
  readonly rows: number;
  readonly say: (line: string) => void;
}

const benches: Readonly<Record<string, (options: Options) => Promise<unknown>>> = {
  pop: async ({ calls = 300, filled, say }) => {
    buildIfStale(say);
    return benchPop({ filled: await filled(), say, calls });
  },
  match: async ({ filled, say }) => benchLookup(await filled(), say),
  search: async ({ filled, say }) => {
    buildIfStale(say);
    return benchSearch(await filled(), say);
  },
  ui: async ({ filled, say }) => {
    buildIfStale(say);
    return benchUi(await filled(), say);
  },
  import: benchImport,
  sync: async (options) => {
    buildIfStale(options.say);
    return benchSync(options);
  },
  'sync-live': benchSyncLive,
  'sync-soak': ({ soakMinutes, say }) => benchSoak(soakMinutes, say),
  ami: async ({ calls = 3000, soak: soaked, say }) => ({
    ...(await benchAmi({ calls, say })),
    ...(soaked > 0 && { soak: await soak(soaked, say) }),
  }),
};

async function bench(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      parties: { type: 'string', default: '1000000' },
      calls: { type: 'string' },
      soak: { type: 'string', default: '100000' },
      'soak-minutes': { type: 'string', default: '1' },
      rows: { type: 'string', default: '100000' },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  const runs = positionals.map((name) => (Object.hasOwn(benches, name) ? benches[name] : undefined));
  if (values.help || runs.length === 0 || runs.includes(undefined)) {
    process.stderr.write(USAGE);
    process.exitCode = values.help ? 0 : 2;
    return;
  }
  const parties = wholeNumber('--parties', values.parties);
  const calls = values.calls === undefined ? undefined : wholeNumber('--calls', values.calls);
  const soaked = values.soak === '0' ? 0 : wholeNumber('--soak', values.soak);
  const minutes = values['soak-minutes'];
  const soakMinutes = minutes === '0' ? 0 : wholeNumber('--soak-minutes', minutes);
  const rows = wholeNumber('--rows', values.rows);
  const say = (line: string): void => void process.stderr.write(`${line}\n`);
  let profile: Promise<FilledProfile> | undefined;
  const filled = (): Promise<FilledProfile> => (profile ??= createFilledProfile(parties, say));
  const results: Record<string, unknown> = {};
  try {
    for (const [index, run] of runs.entries())
      results[positionals[index] ?? ''] = await run?.({
        filled,
        parties,
        calls,
        soak: soaked,
        soakMinutes,
        rows,
        say,
      });
  } catch (error) {
    // What the benches before it have measured is not lost.
    if (Object.keys(results).length > 0) say(JSON.stringify(results));
    throw error;
  } finally {
    await (await profile)?.dispose();
  }
  const result = positionals.length === 1 ? results[positionals[0] ?? ''] : results;
  process.stdout.write(`${JSON.stringify(result, null, values.json ? undefined : 2)}\n`);
}

function wholeNumber(flag: string, text: string): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1) throw new Error(`${flag} takes a whole number above 0`);
  return number;
}

bench().catch(fail);
