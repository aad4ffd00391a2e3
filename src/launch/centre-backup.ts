import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { backUp } from '#server/backup/back-up.ts';
import { renewEpochsOf } from '#server/backup/epochs.ts';
import { saveRegister } from '#server/backup/erasure-register.ts';
import { restore } from '#server/backup/restore.ts';
import { verifyBackup } from '#server/backup/verify.ts';
import { knownMigrations } from '#server/all-features.ts';
import { chooseDatabase, readLogLevel } from '#server/flags.ts';
import { reachDatabase } from '#server/index.ts';
import { createServerLog } from '#server/log.ts';
import { AppError, messageOf } from '#shared/kernel/app-error.ts';
import { systemClock } from '#shared/kernel/clock.ts';
import { createNewId } from '#shared/kernel/ids.ts';

export const BACKUP_HELP = `  npm run centre -- backup --out FILE|DIR [--passphrase-file FILE] [--data DIR]
      Writes everything, as it is at one moment, into one file; in a folder it is named after the time. The file of
      --secret-keys is not in it: keep a copy of that one elsewhere.
  npm run centre -- check-backup --from FILE [--passphrase-file FILE]
      Reads a backup as a whole and says what is in it.
  npm run centre -- restore --from FILE [--replace --yes] [--end-sessions] [--erasures FILE]
      [--passphrase-file FILE] [--data DIR]
      Into an empty database; --replace --yes throws away what is there. All or nothing. The desks pull anew.
      --end-sessions: everybody signs in again, also whoever was locked out after the backup.
      --erasures: who is in that register is erased again before anybody is let in (docs/person-rights.md).
  npm run centre -- erasures --out FILE [--data DIR]
      Writes the register of erasures, which names nobody; keep it beside the backups, not in them.
  npm run centre -- new-epoch [--data DIR]
      After a restore by other means (pg_restore, a base backup, a snapshot of the machine): the desks pull anew.`;

type Print = (line: string) => void;
type Command = (args: readonly string[], print: Print) => Promise<void>;

const newId = createNewId(systemClock, (length) => randomBytes(length));

const OPTIONS = {
  out: { type: 'string' },
  from: { type: 'string' },
  data: { type: 'string' },
  'passphrase-file': { type: 'string' },
  replace: { type: 'boolean', default: false },
  yes: { type: 'boolean', default: false },
  'end-sessions': { type: 'boolean', default: false },
  erasures: { type: 'string' },
} as const;
type OptionName = keyof typeof OPTIONS;

/** Takes these options and no others. */
function read(args: readonly string[], ...names: readonly OptionName[]) {
  const { values } = parseArgs({ args: [...args], options: OPTIONS });
  const stray = Object.entries(values).find(
    ([name, value]) => value !== false && !names.includes(name as OptionName),
  );
  if (stray)
    throw new AppError('flags.bad', `--${stray[0]} means nothing here; --help tells more`, {
      flag: stray[0],
    });
  return values;
}

function required(flag: OptionName, value: string | undefined): string {
  if (value) return value;
  throw new AppError('flags.missing', `--${flag} is missing; --help tells more`, { flag });
}

/** Never an argument: those are in everybody's process list. */
function readPassphrase(file: string | undefined): string | undefined {
  if (file === undefined) return undefined;
  try {
    const passphrase = readFileSync(file, 'utf8').replace(/\r?\n$/, '');
    if (passphrase.length >= MIN_PASSPHRASE) return passphrase;
  } catch (error) {
    throw new AppError('flags.bad', `${file} cannot be read: ${messageOf(error)}`, {
      flag: 'passphrase-file',
    });
  }
  throw new AppError('flags.bad', `${file} should hold ${MIN_PASSPHRASE} characters or more`, {
    flag: 'passphrase-file',
  });
}

const MIN_PASSPHRASE = 12;
const REPORT_MS = 1000;

/** A line a second, so that nothing quick says anything. */
function createProgress(): (what: string, done: number, total: number) => void {
  let next = performance.now() + REPORT_MS;
  return (what, done, total) => {
    if (performance.now() < next) return;
    next = performance.now() + REPORT_MS;
    const share = total > done ? ` of ${total} rows (${Math.floor((100 * done) / total)} %)` : ' rows';
    process.stderr.write(`${what}: ${done}${share}\n`);
  };
}

async function withDatabase<T>(data: string | undefined, work: (url: string) => Promise<T>): Promise<T> {
  const log = createServerLog(readLogLevel(process.env['LOG_LEVEL'] || 'warn'));
  const database = await reachDatabase(chooseDatabase(data, process.env), log);
  try {
    return await work(database.url);
  } finally {
    await database.stop();
  }
}

const backup: Command = async (args, print) => {
  const values = read(args, 'out', 'data', 'passphrase-file');
  const out = required('out', values.out);
  const passphrase = readPassphrase(values['passphrase-file']);
  const progress = createProgress();
  const { file, bytes, manifest } = await withDatabase(values.data, (databaseUrl) =>
    backUp({
      databaseUrl,
      out,
      passphrase,
      now: systemClock.now(),
      onProgress: (done, total) => progress('backing up', done, total),
    }),
  );
  print(`${file}: ${describe(manifest)}, ${bytes} bytes${passphrase ? ', encrypted' : ''}.`);
};

const checkBackup: Command = async (args, print) => {
  const values = read(args, 'from', 'passphrase-file');
  const file = required('from', values.from);
  const progress = createProgress();
  const manifest = await verifyBackup(file, readPassphrase(values['passphrase-file']), (done, total) =>
    progress('checking', done, total),
  );
  print(`${file} is whole: ${describe(manifest)}.`);
};

const restoreBackup: Command = async (args, print) => {
  const values = read(args, 'from', 'data', 'passphrase-file', 'replace', 'yes', 'end-sessions', 'erasures');
  const file = required('from', values.from);
  const passphrase = readPassphrase(values['passphrase-file']);
  if (values.replace && !values.yes)
    throw new AppError(
      'restore.unconfirmed',
      '--replace throws the centre that is there away: confirm with --yes',
    );
  const migrations = await knownMigrations();
  const progress = createProgress();
  const { manifest } = await withDatabase(values.data, (databaseUrl) =>
    restore({
      databaseUrl,
      file,
      passphrase,
      migrations,
      replace: values.replace,
      endSessions: values['end-sessions'],
      erasures: values.erasures,
      newId,
      onProgress: progress,
    }),
  );
  print(`Restored and compared: ${describe(manifest)}. The desks will pull anew.`);
};

const erasures: Command = async (args, print) => {
  const values = read(args, 'out', 'data');
  const out = required('out', values.out);
  const count = await withDatabase(values.data, (url) => saveRegister(url, out));
  print(`${out}: ${count} erasures.`);
};

const newEpoch: Command = async (args, print) => {
  const values = read(args, 'data');
  const tenants = await withDatabase(values.data, (url) => renewEpochsOf(url, newId));
  print(`The desks of ${tenants} tenants will pull anew.`);
};

function describe({ tables, tenants }: Awaited<ReturnType<typeof verifyBackup>>): string {
  const rows = tables.reduce((sum, table) => sum + table.rows, 0);
  return `${tenants.length} tenants, ${tables.length} tables, ${rows} rows`;
}

export const BACKUP_COMMANDS: ReadonlyMap<string, Command> = new Map([
  ['backup', backup],
  ['check-backup', checkBackup],
  ['restore', restoreBackup],
  ['erasures', erasures],
  ['new-epoch', newEpoch],
]);
