import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createDeskProcess } from '#demo/desk-process.ts';
import { stopAll } from '#shared/kernel/service.ts';
import { ROOT } from '../../src/launch/root.ts';
import type { DemoCentre } from './demo-centre.ts';
import { openDesk } from './desk.ts';
import type { Desk } from './desk.ts';

/** A desk nobody has told anything: no centre, no telephone system, no data. */
export async function emptyDesk({ browser }: DemoCentre): Promise<{ desk: Desk; stop(): Promise<void> }> {
  const data = await mkdtemp(join(tmpdir(), 'rufblatt-first-start-'));
  const running = createDeskProcess({
    name: 'a new desk',
    script: join(ROOT, 'src', 'launch', 'start.ts'),
    args: ['--shell', 'browser', '--no-open', '--port', '0', '--profile', 'neu', '--data', data],
  });
  const folder = { start() {}, stop: () => rm(data, { recursive: true, force: true }) };
  await running.start();
  try {
    const desk = await openDesk(browser, running.address ?? '');
    return { desk, stop: () => stopAll([folder, running, { start() {}, stop: () => desk.close() }]) };
  } catch (error) {
    await stopAll([folder, running]);
    throw error;
  }
}
