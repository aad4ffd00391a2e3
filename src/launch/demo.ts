import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { composeDemo } from '#demo/compose.ts';
import { DEFAULT_PARTIES } from '#demo/data/demo-data.ts';
import { AppError, messageOf } from '#shared/kernel/app-error.ts';
import { buildIfStale } from './build.ts';
import { fail } from './fail.ts';
import { openBrowser } from './open-browser.ts';
import { ROOT } from './root.ts';
import { stopAsked, untilStopped } from './until-stopped.ts';

const USAGE = `Usage: npm run demo -- [OPTION …]

  --shell electron|browser   window system of the desks (default: Electron where its binary is there)
  --port N                   port of the first desk's browser shell; the second one gets the next
  --no-open                  do not open the browser
  --parties N                customers, those of the stories among them (default and most: ${DEFAULT_PARTIES})
  --help
`;

/** `npm run demo`: a service centre to try, with a PBX that rings on request. */
async function demo(args: readonly string[]): Promise<void> {
  const { shell, port, parties, open, help } = readFlags(args);
  const say = (line: string): void => void process.stdout.write(`${line}\n`);
  if (help) {
    say(USAGE);
    return;
  }
  // What is under way goes beside the output: its first lines are the addresses.
  const progress = (line: string): void => void process.stderr.write(`${line}\n`);
  buildIfStale(progress);
  const running = await composeDemo({
    desks: ['nadine', 'mehmet'],
    ports: port === 0 ? [0, 0] : [port, port + 1],
    parties,
    deskArgs: ['--no-open', ...(shell ? ['--shell', shell] : [])],
    startScript: join(ROOT, 'src', 'launch', 'start.ts'),
    say: progress,
  });
  const asked = stopAsked();
  const [nadine, mehmet] = running.desks;
  say(`Rufblatt demo – Nadine Kröger (-21): ${nadine?.address ?? 'in her window'}`);
  say(`                Mehmet Yıldız (-22): ${mehmet?.address ?? 'in his window'}`);
  say('');
  say(
    'Try: 1. In the panel "Demo-Anrufe" ring "Bekannte Kundin": the sheet of Erika Brandt pops while it rings.',
  );
  say(
    '     2. Pick up on the little desk phone, type a note, hang up, add it to her ticket or book a follow-up.',
  );
  say("     3. Look at her sheet on Mehmet's desk: the call is there.");
  say('     4. Ring the group: Birgit Hoffmann takes it, and the pop closes with her name.');
  say(
    '     5. Her settings say which values the house has set (as birgit: "Telefonanlage", "Ticketzustände").',
  );
  say(
    '     6. "Gemeinsamer Platz" in the settings, then "PIN festlegen": a desk in turns. "Dienst" shows a week of one.',
  );
  say(
    `Sign in elsewhere: centre ${running.centre}, tenant kv-lindental, user nadine, mehmet, birgit or tobias, password ${running.password}`,
  );
  say('Ctrl-C stops everything and removes the demo data.');
  if (open) for (const { address } of running.desks) if (address) openBrowser(address);
  await untilStopped(asked, running);
}

function readFlags(args: readonly string[]) {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        shell: { type: 'string' },
        port: { type: 'string', default: '0' },
        parties: { type: 'string', default: String(DEFAULT_PARTIES) },
        'no-open': { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
    const port = Number(values.port);
    const parties = Number(values.parties);
    if (!Number.isInteger(port) || port < 0 || port > 65_534)
      throw new Error('--port takes a number from 0 to 65534');
    if (!Number.isInteger(parties) || parties < 0 || parties > DEFAULT_PARTIES)
      throw new Error(`--parties takes a number from 0 to ${DEFAULT_PARTIES}`);
    return { shell: values.shell, port, parties, open: !values['no-open'], help: values.help };
  } catch (error) {
    throw new AppError('options.bad', `${messageOf(error)} – see --help`, {}, { cause: error });
  }
}

demo(process.argv.slice(2)).catch(fail);
