import { randomUUID } from 'node:crypto';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, it } from 'vitest';
import { claim, claimAddress } from './claim.ts';

/** A process that listens at the address and is killed: what a dead holder leaves behind. */
async function leaveBehind(address: string): Promise<void> {
  const script = `require('node:net').createServer().listen(${JSON.stringify(address)}, () => console.log('up'))`;
  const child = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
  await once(child.stdout, 'data');
  child.kill('SIGKILL');
  await once(child, 'exit');
}

// Every Unix can use the address of the other kind, a socket file.
describe.each(['linux', 'darwin'])('a claim as on %s', (platform) => {
  const fresh = (): string => claimAddress(randomUUID(), platform);

  it('is held by one, who is named to the next, until released', async () => {
    const address = fresh();
    const first = await claim(address, 'This folder');
    const message = expect.stringContaining(`This folder is already in use by process ${process.pid}`);
    await expect(claim(address, 'This folder')).rejects.toMatchObject({ code: 'in-use', message });
    await first.release();
    await (await claim(address, 'This folder')).release();
  });

  it('dies with its holder', async () => {
    const address = fresh();
    await leaveBehind(address);
    const second = await claim(address, 'This folder');
    expect(second).toHaveProperty('release');
    await second.release();
  });
});

describe('claimAddress', () => {
  it('reveals nothing of its key and fits a socket address', () => {
    const address = claimAddress('secret key', 'linux');
    expect(address).not.toContain('secret');
    expect(Buffer.byteLength(address)).toBeLessThan(107);
    expect(claimAddress('other key', 'linux')).not.toBe(address);
  });
});
