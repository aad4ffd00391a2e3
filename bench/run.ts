import { parseArgs } from 'node:util';
import { buildIfStale } from '../src/launch/build.ts';
import { fail } from '../src/launch/fail.ts';
import { benchPop } from './pop/run.ts';

const USAGE = `Usage: npm run bench -- NAME [OPTION …]

  pop   AMI bytes written → sheet painted in Chromium, and the look-up beside LIKE '%suffix'
          --parties N   rows in the replica (default: 1000000)
          --calls N     calls measured (default: 300)

  --json   print the result as one line of JSON; progress goes to stderr
`;

async function bench(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      parties: { type: 'string', default: '1000000' },
      calls: { type: 'string', default: '300' },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  const [name] = positionals;
  if (values.help || name !== 'pop' || positionals.length !== 1) {
    process.stderr.write(USAGE);
    process.exitCode = values.help ? 0 : 2;
    return;
  }
  const [parties, calls] = [Number(values.parties), Number(values.calls)];
  if (![parties, calls].every((count) => Number.isInteger(count) && count > 0)) throw new Error('--parties and --calls take whole numbers above 0');
  const say = (line: string): void => void process.stderr.write(`${line}\n`);
  buildIfStale(say);
  const result = await benchPop({ parties, calls, say });
  process.stdout.write(`${JSON.stringify(result, null, values.json ? undefined : 2)}\n`);
}

bench().catch(fail);
