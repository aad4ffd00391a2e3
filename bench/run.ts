import { parseArgs } from 'node:util';
import { buildIfStale } from '../src/launch/build.ts';
import { fail } from '../src/launch/fail.ts';
import { benchAmi } from './ami/run.ts';
import { soak } from './ami/soak.ts';
import { benchPop } from './pop/run.ts';

const USAGE = `Usage: npm run bench -- NAME [OPTION …]

  pop   AMI bytes written → sheet painted in Chromium, and the look-up beside LIKE '%suffix'
          --parties N   rows in the replica (default: 1000000)
          --calls N     calls measured (default: 300)
  ami   events a second through connection and tracker, beside asterisk-manager alone on the same bytes
          --calls N     calls in the stream (default: 3000)
          --soak N      calls played one after the other through one desk, its memory measured (default: 100000; 0: none)

  --json   print the result as one line of JSON; progress goes to stderr
`;

interface Options {
  readonly parties: number;
  readonly calls: number | undefined;
  readonly soak: number;
  readonly say: (line: string) => void;
}

const benches: Readonly<Record<string, (options: Options) => Promise<unknown>>> = {
  pop: ({ calls = 300, ...options }) => {
    buildIfStale(options.say);
    return benchPop({ ...options, calls });
  },
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
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  const [name = ''] = positionals;
  const run = Object.hasOwn(benches, name) ? benches[name] : undefined;
  if (values.help || run === undefined || positionals.length !== 1) {
    process.stderr.write(USAGE);
    process.exitCode = values.help ? 0 : 2;
    return;
  }
  const parties = wholeNumber('--parties', values.parties);
  const calls = values.calls === undefined ? undefined : wholeNumber('--calls', values.calls);
  const soaked = values.soak === '0' ? 0 : wholeNumber('--soak', values.soak);
  const result = await run({
    parties,
    calls,
    soak: soaked,
    say: (line) => void process.stderr.write(`${line}\n`),
  });
  process.stdout.write(`${JSON.stringify(result, null, values.json ? undefined : 2)}\n`);
}

function wholeNumber(flag: string, text: string): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1) throw new Error(`${flag} takes a whole number above 0`);
  return number;
}

bench().catch(fail);
