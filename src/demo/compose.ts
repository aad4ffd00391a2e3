import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import { stopAll } from '#shared/kernel/service.ts';
import type { Service } from '#shared/kernel/service.ts';
import { replicaSchema } from '#main/replica/replica-schema.ts';
import { replicaParts } from '#main/replica-parts.ts';
import { composeAdministration, composeCentre } from '#server/compose.ts';
import type { Admin } from '#server/admin.ts';
import type { PasswordCost } from '#server/auth/password.ts';
import { leaseNumbers } from '#server/features/tickets/lease-numbers.ts';
import { memoryKeys } from '#server/secrets/keys.ts';
import { startPostgres } from '#server/postgres/supervisor.ts';
import { demoData } from './data/demo-data.ts';
import { LAST_TICKET_SERIAL, TICKET_YEAR } from './data/ticket-numbers.ts';
import { accountEntriesOf } from './data/phone-book.ts';
import { NEIGHBOURS, STAFF, staffCommands, staffOf } from './data/staff.ts';
import type { StaffLogin } from './data/staff.ts';
import { DEMO_TENANT } from './data/tenants.ts';
import { createDeskProcess } from './desk-process.ts';
import { createDemoPbx } from './pbx/demo-pbx.ts';
import type { DemoPbx } from './pbx/demo-pbx.ts';

const AMI_USER = 'desk';
const SEED = 1;

export interface DemoOptions {
  /** Flags of `npm start` that every desk of the demo gets. */
  readonly deskArgs: readonly string[];
  /** Ports of the desks' browser shells, in the order of `desks`; 0: any free one. */
  readonly ports: readonly number[];
  readonly desks: readonly StaffLogin[];
  /** Customers of all tenants together, those of the stories among them. */
  readonly parties: number;
  /** src/launch/start.ts */
  readonly startScript: string;
  /** The address by which a desk is told to reach the centre; the centre's own when left out. Tests put a line between. */
  readonly lineTo?: (centre: string, login: StaffLogin) => Promise<string>;
  /** An empty database of a server that runs already; left out: a server of the demo's own. */
  readonly databaseUrl?: string;
  /** See CentreOptions. */
  readonly passwordCost?: PasswordCost;
  readonly say: (line: string) => void;
}

export interface Demo extends Service {
  readonly desks: readonly { readonly login: StaffLogin; readonly address: string | undefined }[];
  readonly centre: string;
  readonly password: string;
  readonly pbx: DemoPbx;
  /** Of the desks' user at the PBX. */
  readonly amiSecret: string;
  /** The flags of `npm start` for the desk of one of the staff, whether it is among `desks` or not. */
  flagsOf(login: StaffLogin): Promise<readonly string[]>;
}

/** In whose name a tenant without accounts of the demo is filled. */
const OPERATOR = 'operator';

async function fillTenants(
  admin: Admin,
  { password, parties, now }: { password: string; parties: number; now: number },
): Promise<void> {
  for (const { slug, name, staff, commands } of demoData({ seed: SEED, now, parties })) {
    await admin.createTenant({ slug, name, demo: true });
    const isShown = slug === DEMO_TENANT.slug;
    if (isShown) await createAccounts(admin, password);
    for (const { id: userId, roles, ...person } of NEIGHBOURS)
      if (person.tenant === slug) {
        const mail = `${person.login}@${slug}.example`;
        await admin.createUser({ ...person, userId, password, mail, roles });
      }
    // The numbers of the seeded tickets are taken like any desk's, so that no lease gives them out again.
    await admin.inTenant(slug, (tx) => leaseNumbers(tx, { year: TICKET_YEAR, count: LAST_TICKET_SERIAL }));
    const userId = isShown ? staffOf('birgit').id : (staff[0]?.id ?? OPERATOR);
    await admin.load({ tenant: slug, userId }, [
      ...accountEntriesOf(slug, DEMO_TENANT.slug),
      ...staffCommands(staff),
      ...commands,
    ]);
  }
}

async function createAccounts(admin: Admin, password: string): Promise<void> {
  const { slug } = DEMO_TENANT;
  for (const { id: userId, roles, ...person } of STAFF) {
    const mail = `${person.login}@${slug}.example`;
    await admin.createUser({ ...person, tenant: slug, userId, password, mail, roles });
  }
}

/** A whole service centre in one command: centre, PBX, desks. Everything it starts and writes goes when it stops. */
export async function composeDemo(options: DemoOptions): Promise<Demo> {
  const { say } = options;
  const home = await mkdtemp(join(tmpdir(), 'rufblatt-demo-'));
  const running: Service[] = [{ start() {}, stop: () => rm(home, { recursive: true, force: true }) }];
  const stop = (): Promise<void> => stopAll(running.splice(0));
  const run = async <S extends Service>(service: S): Promise<S> => {
    await service.start();
    running.push(service);
    return service;
  };

  try {
    const now = Date.now();
    const password = randomBytes(9).toString('base64url');
    const startDatabase = async (): Promise<string> => {
      say('Starting PostgreSQL …');
      const postgres = await startPostgres({});
      running.push({ start() {}, stop: () => postgres.stop() });
      return postgres.url;
    };
    const core = {
      databaseUrl: options.databaseUrl ?? (await startDatabase()),
      secretKeys: memoryKeys(),
      log: pino({ level: 'warn' }, pino.destination(2)),
      ...(options.passwordCost && { passwordCost: options.passwordCost }),
    };

    say('Starting the centre and filling it with demo data …');
    const filling = composeAdministration(core);
    try {
      await filling.start();
      await fillTenants(filling.admin, { password, parties: options.parties, now });
    } finally {
      await filling.stop();
    }
    // It tells the houses of each other's directories when it starts, and then once a minute: all of them are there.
    const centre = composeCentre({
      ...core,
      host: '127.0.0.1',
      port: 0,
      replicaSchema: replicaSchema(replicaParts),
    });
    running.push({ start() {}, stop: () => centre.stop() });
    const { url } = await centre.start();

    say('Starting the PBX and the desks …');
    const secret = randomBytes(12).toString('hex');
    const pbx = await run(
      createDemoPbx({
        users: { [AMI_USER]: secret },
        owners: STAFF.map(({ extension, name }) => ({ extension, owner: name })),
      }),
    );
    const secretFile = join(home, 'ami-secret');
    const passwordFile = join(home, 'password');
    await writeFile(secretFile, secret, { mode: 0o600 });
    await writeFile(passwordFile, password, { mode: 0o600 });
    const flagsOf = async (login: StaffLogin): Promise<readonly string[]> => {
      const { extension } = staffOf(login);
      const line = (await options.lineTo?.(url, login)) ?? url;
      return [
        ...['--profile', login, '--data', join(home, 'desks')],
        ...['--centre', line, '--sign-in', `${DEMO_TENANT.slug}/${login}`, '--password-file', passwordFile],
        ...['--ami', `127.0.0.1:${pbx.amiPort}`, '--ami-user', AMI_USER, '--ami-secret-file', secretFile],
        ...['--device', `PJSIP/${extension}`, '--feature', `demo-pbx=${pbx.controlOf(extension)}`],
      ];
    };
    const started = await Promise.allSettled(
      options.desks.map(async (login, index) => {
        const port = String(options.ports[index] ?? 0);
        const desk = await run(
          createDeskProcess({
            name: `the desk of ${login}`,
            script: options.startScript,
            args: [...options.deskArgs, '--port', port, ...(await flagsOf(login))],
          }),
        );
        return { login, address: desk.address };
      }),
    );
    // One that failed is told of when all are started: whatever runs is then known, and is stopped.
    const desks = started.map((result) => {
      if (result.status === 'rejected') throw result.reason;
      return result.value;
    });
    return { desks, centre: url, password, pbx, amiSecret: secret, flagsOf, start() {}, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
