import { mkdtemp, chmod, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { composeDemo } from '#demo/compose.ts';
import type { Demo } from '#demo/compose.ts';
import { staffOf } from '#demo/data/staff.ts';
import type { StaffLogin } from '#demo/data/staff.ts';
import { createDeskProcess } from '#demo/desk-process.ts';
import type { DeskProcess } from '#demo/desk-process.ts';
import type { DeskPhone } from '#demo/pbx/desk-phone.ts';
import type { LiveCall } from '#shared/calls/live-call.ts';
import type { DeskStatus } from '#shared/ipc/status.ts';
import { openPage } from '#test/integration/desk/page.ts';
import type { TestPage } from '#test/integration/desk/page.ts';
import { startTcpProxy } from '#test/support/tcp-proxy.ts';
import type { TcpProxy } from '#test/support/tcp-proxy.ts';
import { until } from '#test/support/until.ts';

const START = join(import.meta.dirname, '../../../src/launch/start.ts');

/** A desk as `npm start` runs it, in a process of its own, with a page on it and a line to the centre to cut. */
export interface RunningDesk {
  readonly login: StaffLogin;
  readonly phone: DeskPhone;
  readonly line: TcpProxy;
  readonly pid: number | undefined;
  readonly origin: string;
  ask<T = unknown>(channel: string, args?: unknown): Promise<T>;
  readonly told: TestPage['told'];
  status(): Promise<DeskStatus>;
  /** The calls on the desk that are not over. */
  live(): Promise<readonly LiveCall[]>;
  /** Until the desk knows all the centre does, and the other way round. */
  online(): Promise<void>;
  /** Kills the process between any two statements and starts it again on the same data. */
  crash(): Promise<void>;
}

/** The demo with nothing but processes and sockets: centre, PostgreSQL, PBX, desks; all its files below `temp`. */
export interface ServiceCentre {
  readonly demo: Demo;
  readonly temp: string;
  readonly nadine: RunningDesk;
  readonly mehmet: RunningDesk;
  stop(): Promise<void>;
}

export async function startServiceCentre(): Promise<ServiceCentre> {
  const before = { TMPDIR: process.env['TMPDIR'], RUFBLATT_NO_BUILD: process.env['RUFBLATT_NO_BUILD'] };
  const temp = await mkdtemp(join(tmpdir(), 'rufblatt-test-'));
  // PostgreSQL runs as another user where the tests run as root.
  await chmod(temp, 0o755);
  process.env['TMPDIR'] = temp;
  process.env['RUFBLATT_NO_BUILD'] = '1';

  const lines = new Map<StaffLogin, TcpProxy>();
  const demo = await composeDemo({
    deskArgs: [],
    ports: [],
    desks: [],
    parties: 30,
    startScript: START,
    async lineTo(centre, login) {
      const line = lines.get(login) ?? (await startTcpProxy(centre));
      lines.set(login, line);
      return line.url;
    },
    say: () => undefined,
  });
  const stops: (() => Promise<void>)[] = [];

  async function startDesk(login: StaffLogin): Promise<RunningDesk> {
    const flags = ['--shell', 'browser', '--no-open', '--port', '0', ...(await demo.flagsOf(login))];
    let running: DeskProcess;
    let page: TestPage;
    const start = async (): Promise<void> => {
      running = createDeskProcess({ name: `the desk of ${login}`, script: START, args: flags });
      await running.start();
      page = await openPage(running.address ?? '');
    };
    await start();
    stops.push(async () => {
      await page.close();
      await running.stop();
    });
    const phone = demo.pbx.phones.find(({ extension }) => extension === staffOf(login).extension);
    const line = lines.get(login);
    if (!phone || !line) throw new Error(`${login} has no phone or no line`);
    const desk: RunningDesk = {
      login,
      phone,
      line,
      get pid() {
        return running.pid;
      },
      get origin() {
        return new URL(running.address ?? '').origin;
      },
      get told() {
        return page.told;
      },
      ask: (channel, args) => page.ask(channel, args),
      status: () => page.ask('session.status'),
      async live() {
        const calls = await page.ask<readonly LiveCall[]>('calls.live');
        return calls.filter(({ phase }) => phase !== 'ended');
      },
      async online() {
        const isOnline = async (): Promise<boolean> => {
          const { pbx, centre } = await desk.status();
          return (
            pbx.state === 'ready' && centre.state === 'online' && centre.pending === 0 && !centre.progress
          );
        };
        try {
          await until(isOnline);
        } catch (error) {
          throw new Error(`${login} is not online: ${JSON.stringify(await desk.status())}`, { cause: error });
        }
      },
      async crash() {
        await running.kill();
        await start();
      },
    };
    return desk;
  }

  async function stop(): Promise<void> {
    await Promise.all(stops.splice(0).map((each) => each()));
    await demo.stop();
    await Promise.all([...lines.values()].map((line) => line.stop()));
    for (const [name, value] of Object.entries(before)) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
  }

  try {
    const [nadine, mehmet] = await Promise.all([startDesk('nadine'), startDesk('mehmet')]);
    await Promise.all([nadine.online(), mehmet.online()]);
    return { demo, temp, nadine, mehmet, stop };
  } catch (error) {
    await stop();
    await rm(temp, { recursive: true, force: true });
    throw error;
  }
}

/** Files and folders anywhere below. */
export async function leftBelow(folder: string): Promise<readonly string[]> {
  return readdir(folder, { recursive: true });
}
