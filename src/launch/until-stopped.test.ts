import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';

const MODULE = new URL('./until-stopped.ts', import.meta.url).href;

/** A process that asks when `first` has happened, says so, and says when it was asked to stop. */
function asking(first: string): {
  readonly child: ChildProcess;
  readonly stdout: Readable;
  readonly said: Promise<string>;
} {
  const script = `
    const { stopAsked } = await import(${JSON.stringify(MODULE)});
    const alive = setInterval(() => {}, 60_000);
    ${first}
    const asked = stopAsked();
    process.stdout.write('listening ');
    await asked;
    process.stdout.write('asked');
    clearInterval(alive);
    if (process.connected) process.disconnect();
    process.exit(0);`;
  const flags = ['--disable-warning=ExperimentalWarning', '--input-type=module', '-e', script];
  const child = spawn(process.execPath, flags, { stdio: ['ignore', 'pipe', 'inherit', 'ipc'] });
  const { stdout } = child;
  if (!stdout) throw new Error('it has no output');
  let text = '';
  stdout.on('data', (chunk: Buffer) => (text += chunk.toString()));
  // `close` of a child whose channel was left from here never comes.
  return { child, stdout, said: once(stdout, 'close').then(() => text) };
}

describe('a service that runs until it is asked to stop', () => {
  it.skipIf(process.platform === 'win32')(
    'hears a signal sent with its first word (Windows ends it)',
    async () => {
      const { child, stdout, said } = asking('');
      stdout.once('data', () => child.kill('SIGTERM'));
      expect(await said).toBe('listening asked');
    },
  );

  it('hears that the process that started it has ended', async () => {
    const { child, stdout, said } = asking('');
    stdout.once('data', () => child.disconnect());
    expect(await said).toBe('listening asked');
  });

  it('hears of an end that came while it was starting', async () => {
    const { child, said } = asking(
      `if (process.connected) await new Promise((resolve) => process.once('disconnect', resolve));`,
    );
    child.disconnect();
    expect(await said).toBe('listening asked');
  });
});
