import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { composeDemo } from '#demo/compose.ts';
import type { Demo } from '#demo/compose.ts';
import { HOUSE_NUMBER } from '#demo/data/callers.ts';
import { staffOf } from '#demo/data/staff.ts';
import type { StaffLogin } from '#demo/data/staff.ts';
import type { DeskPhone } from '#demo/pbx/desk-phone.ts';
import { stopAll } from '#shared/kernel/service.ts';
import type { Service } from '#shared/kernel/service.ts';
import { tasksContract } from '#shared/features/tasks/contract.ts';
import { taskReschedule } from '#shared/features/tasks/commands.ts';
import { launchChromium } from '#test/browser/chromium.ts';
import { LEAST } from '#test/support/password-cost.ts';
import { startTestPostgres } from '#test/support/postgres.ts';
import { startTcpProxy } from '#test/support/tcp-proxy.ts';
import type { TcpProxy } from '#test/support/tcp-proxy.ts';
import { until } from '#test/support/until.ts';
import { ROOT } from '../../src/launch/root.ts';
import { openDesk } from './desk.ts';
import type { Desk } from './desk.ts';

/** Where a run leaves its screenshots. */
export const ARTIFACTS = join(ROOT, 'test', 'artifacts', 'e2e');

interface Incoming {
  readonly from: string;
  /** Whose phones ring; one: a direct call, several: a ring group. */
  readonly to: readonly StaffLogin[];
  /** ms until the caller gives up. */
  readonly patienceMs?: number;
}

/** The whole demo as `npm run demo` starts it, with the desks in Chromium and Nadine's line to the centre in hand. */
export interface DemoCentre {
  readonly demo: Demo;
  readonly browser: Browser;
  readonly nadine: Desk;
  readonly mehmet: Desk;
  readonly line: TcpProxy;
  phone(login: StaffLogin): DeskPhone;
  call(incoming: Incoming): void;
  /** For `afterEach`: every phone on the hook, every desk cleared. */
  reset(): Promise<void>;
  stop(): Promise<void>;
}

const MINUTE = 60_000;
/** Customers beside those of the stories: enough that lists are lists. */
const PARTIES = 40;

export async function startDemoCentre(): Promise<DemoCentre> {
  const running: Service[] = [];
  const keep = <T>(started: T, stop: (started: T) => Promise<void>): T => {
    running.push({ start() {}, stop: () => stop(started) });
    return started;
  };
  const stop = (): Promise<void> => stopAll(running.splice(0));
  const lines: TcpProxy[] = [];
  try {
    await mkdir(ARTIFACTS, { recursive: true });
    const browser = keep(await launchChromium(), (each) => each.close());
    const postgres = keep(await startTestPostgres(), (each) => each.stop());
    const demo = keep(
      await composeDemo({
        databaseUrl: await postgres.createCentreDatabase(),
        passwordCost: LEAST,
        desks: ['nadine', 'mehmet'],
        ports: [0, 0],
        parties: PARTIES,
        deskArgs: ['--shell', 'browser', '--no-open'],
        startScript: join(ROOT, 'src', 'launch', 'start.ts'),
        async lineTo(centre, login) {
          if (login !== 'nadine') return centre;
          const line = keep(await startTcpProxy(centre), (each) => each.stop());
          lines.push(line);
          return line.url;
        },
        say: () => {},
      }),
      async (each) => each.stop(),
    );
    const [nadine, mehmet] = await Promise.all(
      demo.desks.map(async ({ address }) =>
        keep(await openDesk(browser, address ?? ''), (each) => each.close()),
      ),
    );
    const [line] = lines;
    if (!nadine || !mehmet || !line) throw new Error('the demo came up with too few desks');
    await Promise.all(
      [nadine, mehmet].map(({ page }) =>
        page
          .getByText(/^Stand .* · online$/)
          .first()
          .waitFor(),
      ),
    );
    await putOffDueTasks(nadine);

    const phone = (login: StaffLogin): DeskPhone => {
      const found = demo.pbx.phones.find(({ extension }) => extension === staffOf(login).extension);
      if (!found) throw new Error(`${login} has no phone`);
      return found;
    };
    return {
      demo,
      browser,
      nadine,
      mehmet,
      line,
      phone,
      call({ from, to, patienceMs }) {
        const [first] = to;
        const extension = to.length === 1 && first ? staffOf(first).extension : '0';
        void demo.pbx.incoming({
          caller: { number: from, name: '' },
          dialled: `${HOUSE_NUMBER}${extension}`,
          phones: to.map(phone),
          ...(patienceMs !== undefined && { patienceMs }),
        });
      },
      async reset() {
        line.join();
        for (const each of demo.pbx.phones) await onHook(each);
        for (const desk of [nadine, mehmet]) await desk.clear();
      },
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** The demo lets a reminder fall due three minutes after its start, which would be in the midst of some test. */
async function putOffDueTasks(desk: Desk): Promise<void> {
  const now = Date.now();
  for (const { id } of await desk.ask(tasksContract, 'mine', { until: now + 60 * MINUTE }))
    await desk.run(taskReschedule, { id, dueAt: now + 150 * MINUTE, dueHasTime: true });
}

/** A phone that rings with others cannot decline; whoever has picked up can hang up. */
async function onHook(phone: DeskPhone): Promise<void> {
  if (phone.shown.state === 'ringing') phone.press('answer');
  await until(() => phone.shown.state !== 'ringing');
  if (phone.shown.state !== 'idle') phone.press('hang-up');
  await until(() => phone.shown.state === 'idle');
}
