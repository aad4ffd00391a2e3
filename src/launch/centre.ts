import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { AppError, messageOf } from '#shared/kernel/app-error.ts';
import { replicaSchema } from '#main/replica/replica-schema.ts';
import { replicaParts } from '#main/replica-parts.ts';
import type { Role } from '#shared/commands/command.ts';
import type { Admin } from '#server/admin.ts';
import { operatorCommands } from '#server/all-features.ts';
import { composeAdministration } from '#server/compose.ts';
import type { Administration } from '#server/compose.ts';
import type { OperatorCommand } from '#server/server-feature.ts';
import {
  chooseDatabase,
  chooseSecretKeys,
  describeCentreFlags,
  readCentreFlags,
  readLogLevel,
} from '#server/flags.ts';
import { openKeyFile, reachDatabase, runCentre } from '#server/index.ts';
import { createServerLog } from '#server/log.ts';
import { BACKUP_COMMANDS, BACKUP_HELP } from './centre-backup.ts';
import { stopAsked } from './until-stopped.ts';

const HELP = `Rufblatt centre: what the desks synchronise with.

  npm run centre -- [--FLAG VALUE …]
      Starts a node. Each flag has a variable of the environment, which it overrules:

${describeCentreFlags()}

      The database is DATABASE_URL (PostgreSQL 15+), else an embedded one in --data. LISTEN_DATABASE_URL is the way
      around a connection pooler. --secret-keys goes with the subcommands below as well. SIGTERM stops the node when
      what it has begun is answered, SIGHUP reads the certificate again. All of it: docs/operations.md.

  npm run centre -- create-tenant --slug NAME --name "Full name" [--demo] [--data DIR]
  npm run centre -- create-user --tenant SLUG --login LOGIN --name "First Last" --roles agent,lead
                                [--short-name NAME] [--extension 21] [--mail ADDRESS]
                                [--password-file FILE] [--final] [--data DIR]
      Roles: agent, lead, steward, admin. Without --password-file the password is read from standard input;
      unless it is --final, it must be changed at the first sign-in.

${operatorCommands.map(({ name, usage, purpose }) => `  npm run centre -- ${name} ${usage} [--data DIR]\n      ${purpose}`).join('\n')}

${BACKUP_HELP}

  Nodes may run meanwhile, but for restore and new-epoch. The log goes to standard error, as JSON and without contents.
`;

const print = (line: string): void => void process.stdout.write(`${line}\n`);

async function serve(args: readonly string[]): Promise<void> {
  const flags = readCentreFlags(args, process.env);
  const log = createServerLog(flags.logLevel);
  const centre = await runCentre(flags, log, replicaSchema(replicaParts));
  process.on('SIGHUP', () => {
    centre.reloadTls().then(
      () => log.info('certificate read again'),
      (error: unknown) =>
        log.error({ err: error }, 'the certificate could not be read again; the old one stays'),
    );
  });
  const asked = stopAsked(['SIGINT', 'SIGTERM']);
  print(`Rufblatt centre: ${centre.url} (Ctrl-C stops it)`);
  const ended = centre.databaseExited?.then(() => 'the database has ended by itself');
  const fault = await Promise.race([asked.then(() => undefined), ...(ended ? [ended] : [])]);
  print('Stopping …');
  // Whoever keeps the node running starts it again, and with it the database.
  if (fault !== undefined) fail(`${fault}; the log says where its own is. Start the centre again.`);
  await centre.stop();
}

interface Where {
  readonly data?: string | undefined;
  readonly 'secret-keys'?: string | undefined;
}

async function administer(
  { data, 'secret-keys': file }: Where,
  work: (admin: Admin, administration: Administration) => Promise<string>,
): Promise<void> {
  const log = createServerLog(readLogLevel(process.env['LOG_LEVEL'] || 'info'));
  const database = await reachDatabase(chooseDatabase(data, process.env), log);
  try {
    const secretKeys = openKeyFile(chooseSecretKeys({ file, data }, process.env), log);
    const administration = composeAdministration({ databaseUrl: database.url, secretKeys, log });
    try {
      await administration.start();
      print(await work(administration.admin, administration));
    } finally {
      await administration.stop();
    }
  } finally {
    await database.stop();
  }
}

async function createTenant(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      slug: { type: 'string' },
      name: { type: 'string' },
      demo: { type: 'boolean', default: false },
      data: { type: 'string' },
      'secret-keys': { type: 'string' },
    },
  });
  const spec = {
    slug: required('slug', values.slug),
    name: required('name', values.name),
    demo: values.demo,
  };
  await administer(values, async (admin) => {
    const { tenantId } = await admin.createTenant(spec);
    return `Tenant ${spec.slug} made (${tenantId}).`;
  });
}

async function createUser(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      tenant: { type: 'string' },
      login: { type: 'string' },
      name: { type: 'string' },
      'short-name': { type: 'string' },
      roles: { type: 'string', default: 'agent' },
      extension: { type: 'string' },
      mail: { type: 'string' },
      'password-file': { type: 'string' },
      final: { type: 'boolean', default: false },
      data: { type: 'string' },
      'secret-keys': { type: 'string' },
    },
  });
  const shortName = values['short-name'];
  const spec = {
    tenant: required('tenant', values.tenant),
    login: required('login', values.login),
    name: required('name', values.name),
    roles: values.roles.split(',').map(toRole),
    extension: values.extension ?? null,
    mail: values.mail ?? null,
    password: readPassword(values['password-file']),
    mustChange: !values.final,
    ...(shortName !== undefined && { shortName }),
  };
  await administer(values, async (admin) => {
    const { userId } = await admin.createUser(spec);
    return `User ${spec.login} made in ${spec.tenant} (${userId}).`;
  });
}

/** A subcommand a feature brings. */
async function operate({ flags, run }: OperatorCommand, args: readonly string[]): Promise<void> {
  const options = Object.fromEntries(Object.entries(flags).map(([name, { type }]) => [name, { type }]));
  const { values } = parseArgs({
    args: [...args],
    options: { ...options, data: { type: 'string' }, 'secret-keys': { type: 'string' } },
  });
  const given = new Map<string, string | boolean | undefined>(Object.entries(values));
  const textOf = (name: string): string => String(given.get(name) ?? '');
  for (const [name, { required: isRequired }] of Object.entries(flags))
    if (isRequired) required(name, textOf(name));
  await administer(values, (_admin, { operatorPorts }) =>
    run(
      {
        text: textOf,
        isSet: (name) => given.get(name) === true,
        secret: (name) => readPassword(textOf(name) || undefined),
      },
      operatorPorts,
    ),
  );
}

function required(flag: string, value: string | undefined): string {
  if (value) return value;
  throw new AppError('flags.missing', `--${flag} is missing; --help tells more`, { flag });
}

const ROLES: readonly string[] = ['agent', 'lead', 'steward', 'admin'] satisfies Role[];

function toRole(name: string): Role {
  if (ROLES.includes(name)) return name as Role;
  throw new AppError('flags.bad', `no role ${name}; there are ${ROLES.join(', ')}`, { flag: 'roles' });
}

/** Never an argument: those are in everybody's process list. One line end is not part of it. */
function readPassword(file: string | undefined): string {
  const STANDARD_INPUT = 0;
  return readFileSync(file ?? STANDARD_INPUT, 'utf8').replace(/\r?\n$/, '');
}

async function main([first = '', ...rest]: readonly string[]): Promise<void> {
  const all = first === '' ? [] : [first, ...rest];
  if (all.includes('--help') || all.includes('-h')) return print(HELP);
  if (first === 'create-tenant') return createTenant(rest);
  if (first === 'create-user') return createUser(rest);
  const backup = BACKUP_COMMANDS.get(first);
  if (backup) return backup(rest, print);
  const [second = '', ...others] = rest;
  const twoWords = operatorCommands.find(({ name }) => name === `${first} ${second}`);
  if (twoWords) return operate(twoWords, others);
  const command = operatorCommands.find(({ name }) => name === first);
  if (command) return operate(command, rest);
  return serve(all);
}

function fail(why: string): void {
  process.stderr.write(`${why}\n`);
  process.exitCode = 1;
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  fail(messageOf(error));
}
