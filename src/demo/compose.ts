import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import { stopAll } from '#shared/kernel/service.ts';
import type { Service } from '#shared/kernel/service.ts';
import { composeCentre } from '#server/compose.ts';
import type { Admin } from '#server/admin.ts';
import { startPostgres } from '#server/postgres/supervisor.ts';
import { demoData } from './data/demo-data.ts';
import { STAFF, staffOf } from './data/staff.ts';
import type { StaffLogin } from './data/staff.ts';
import { createDeskProcess } from './desk-process.ts';
import { createDemoPbx } from './pbx/demo-pbx.ts';
import type { DemoPbx } from './pbx/demo-pbx.ts';

export const DEMO_TENANT = { slug: 'kv-lindental', name: 'KV Lindental e. V.' };
const AMI_USER = 'desk';
const SEED = 1;

export interface DemoOptions {
  /** Flags of `npm start` that every desk of the demo gets. */
  readonly deskArgs: readonly string[];
  /** Ports of the desks' browser shells, in the order of `desks`; 0: any free one. */
  readonly ports: readonly number[];
  readonly desks: readonly StaffLogin[];
  readonly parties: number;
  /** src/launch/start.ts */
  readonly startScript: string;
  readonly say: (line: string) => void;
}

export interface Demo extends Service {
  readonly desks: readonly { readonly login: StaffLogin; readonly address: string | undefined }[];
  readonly centre: string;
  readonly password: string;
  readonly pbx: DemoPbx;
}

async function fillTenant(
  admin: Admin,
  { password, parties, now }: { password: string; parties: number; now: number },
): Promise<void> {
  const tenant = DEMO_TENANT.slug;
  await admin.createTenant({ ...DEMO_TENANT, demo: true });
  for (const { id, login, name, shortName, extension, roles } of STAFF) {
    const mail = `${login}@kv-lindental.example`;
    await admin.createUser({ tenant, userId: id, login, password, name, shortName, extension, mail, roles });
  }
  await admin.execute({ tenant, userId: staffOf('birgit').id }, demoData({ seed: SEED, now, parties }));
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
    say('Starting PostgreSQL …');
    const postgres = await startPostgres({});
    running.push({ start() {}, stop: () => postgres.stop() });

    say('Starting the centre and filling the demo tenant …');
    const centre = composeCentre({
      databaseUrl: postgres.url,
      host: '127.0.0.1',
      port: 0,
      log: pino({ level: 'warn' }, pino.destination(2)),
    });
    running.push({ start() {}, stop: () => centre.stop() });
    const { url } = await centre.start();
    await fillTenant(centre.admin, { password, parties: options.parties, now });

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
    const desks = await Promise.all(
      options.desks.map(async (login, index) => {
        const { extension } = staffOf(login);
        const desk = await run(
          createDeskProcess({
            name: `the desk of ${login}`,
            script: options.startScript,
            args: [
              ...options.deskArgs,
              ...[
                '--profile',
                login,
                '--data',
                join(home, 'desks'),
                '--port',
                String(options.ports[index] ?? 0),
              ],
              ...[
                '--centre',
                url,
                '--sign-in',
                `${DEMO_TENANT.slug}/${login}`,
                '--password-file',
                passwordFile,
              ],
              ...[
                '--ami',
                `127.0.0.1:${pbx.amiPort}`,
                '--ami-user',
                AMI_USER,
                '--ami-secret-file',
                secretFile,
              ],
              ...['--device', `PJSIP/${extension}`, '--feature', `demo-pbx=${pbx.controlOf(extension)}`],
            ],
          }),
        );
        return { login, address: desk.address };
      }),
    );
    return { desks, centre: url, password, pbx, start() {}, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
