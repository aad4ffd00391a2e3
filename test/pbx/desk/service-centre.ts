import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import { composeCentre } from '#server/compose.ts';
import { memoryKeys } from '#server/secrets/keys.ts';
import type { DeskSettingsPatch } from '#shared/settings/desk-settings.ts';
import { stopAll } from '#shared/kernel/service.ts';
import type { Service } from '#shared/kernel/service.ts';
import { launchChromium } from '#test/browser/chromium.ts';
import { LEAST } from '#test/support/password-cost.ts';
import { startTestPostgres } from '#test/support/postgres.ts';
import { startRig } from '../rig.ts';
import type { Rig } from '../rig.ts';
import { birgit, mehmet, nadine, STAFF, TENANT, tenantCommands } from './people.ts';
import type { Caller, Colleague } from './people.ts';
import { TestDesk } from './test-desk.ts';

/** A whole service centre on a real PBX: Asterisk with its phones, PostgreSQL, the centre, two desks in Chromium. */
export interface ServiceCentre {
  readonly rig: Rig;
  /** At PJSIP/201. */
  readonly nadine: TestDesk;
  /** At PJSIP/202. */
  readonly mehmet: TestDesk;
  /** One more desk; ends with the centre at the latest. Nothing clears it after a test. */
  startDesk(place: Workplace): Promise<TestDesk>;
  /** What both desks show now, as PNG files in this folder: for a test that has failed. */
  photograph(folder: string): Promise<void>;
  /** For `afterEach`: no call and no wrap-up left, nothing told, both pages on their first screen. */
  reset(): Promise<void>;
  stop(): Promise<void>;
}

export interface Workplace {
  readonly who: Colleague;
  /** Its folder's name: another one is another computer. Default: the login. */
  readonly profile?: string;
  /** Default: the extension's phone. None: a desk without the manager interface. */
  readonly devices?: readonly string[];
  readonly settings?: DeskSettingsPatch;
}

export interface ServiceCentreOptions {
  /** Known to the tenant besides `CALLERS`. */
  readonly callers?: readonly Caller[];
  /** Default: her extension's phone. */
  readonly nadinesDevices?: readonly string[];
  /** Default: the smallest rights. */
  readonly amiUser?: 'minimal' | 'control';
}

export async function startServiceCentre({
  callers = [],
  nadinesDevices,
  amiUser: amiRights = 'minimal',
}: ServiceCentreOptions = {}): Promise<ServiceCentre> {
  const home = await mkdtemp(join(tmpdir(), 'rufblatt-pbx-'));
  const running: Service[] = [{ start() {}, stop: () => rm(home, { recursive: true, force: true }) }];
  const stop = (): Promise<void> => stopAll(running.splice(0));
  const keep = <T>(started: T, end: (started: T) => Promise<void>): T => {
    running.push({ start() {}, stop: () => end(started) });
    return started;
  };
  try {
    const password = randomBytes(9).toString('base64url');
    const [rig, browser, centreUrl] = await Promise.all([
      startRig().then((started) => keep(started, (each) => each.stop())),
      launchChromium().then((started) => keep(started, (each) => each.close())),
      startCentre(password, callers, keep),
    ]);
    const passwordFile = join(home, 'password');
    await writeFile(passwordFile, password, { mode: 0o600 });
    const { name: amiUser, secret } = rig.asterisk.users[amiRights];
    const secretFile = join(home, 'ami-secret');
    await writeFile(secretFile, secret, { mode: 0o600 });

    const startDesk = async ({
      who: { login, extension },
      profile = login,
      devices = [`PJSIP/${extension}`],
      settings = {},
    }: Workplace): Promise<TestDesk> => {
      const signIn = ['--sign-in', `${TENANT.slug}/${login}`, '--password-file', passwordFile];
      const ami = [
        '--ami',
        `127.0.0.1:${rig.asterisk.amiPort}`,
        '--ami-user',
        amiUser,
        '--ami-secret-file',
        secretFile,
      ];
      const phones = devices.length === 0 ? [] : [...ami, ...devices.flatMap((name) => ['--device', name])];
      const args = ['--centre', centreUrl, ...signIn, ...phones];
      return keep(await TestDesk.start({ browser, args, profile, home, settings }), (desk) => desk.stop());
    };
    const [first, second] = await Promise.all([
      startDesk({ who: nadine, ...(nadinesDevices && { devices: nadinesDevices }) }),
      startDesk({ who: mehmet }),
    ]);
    return {
      rig,
      nadine: first,
      mehmet: second,
      startDesk,
      async photograph(folder) {
        await first.page.screenshot({ path: join(folder, 'failed-201.png') });
        await second.page.screenshot({ path: join(folder, 'failed-202.png') });
      },
      async reset() {
        await rig.reset();
        for (const desk of [first, second]) {
          await desk.clear();
          desk.forget();
        }
      },
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** PostgreSQL and the centre on it, with the tenant. Gives the centre's address. */
async function startCentre(
  password: string,
  callers: readonly Caller[],
  keep: <T>(started: T, end: (started: T) => Promise<void>) => T,
): Promise<string> {
  const postgres = keep(await startTestPostgres(), (server) => server.stop());
  const log = pino({ level: 'error' }, pino.destination(2));
  const databaseUrl = await postgres.createCentreDatabase();
  const centre = keep(
    composeCentre({
      databaseUrl,
      secretKeys: memoryKeys(),
      host: '127.0.0.1',
      port: 0,
      log,
      passwordCost: LEAST,
    }),
    (each) => each.stop(),
  );
  const { url } = await centre.start();
  const { admin } = centre;
  await admin.createTenant(TENANT);
  for (const { userId, login, name, extension, roles } of STAFF)
    await admin.createUser({ tenant: TENANT.slug, userId, login, password, name, extension, roles });
  await admin.execute({ tenant: TENANT.slug, userId: birgit.userId }, tenantCommands(Date.now(), callers));
  return url;
}
