import { describe, expect, it } from 'vitest';
import type { PullReply } from '#shared/sync/protocol.ts';
import { keepHelper } from './kept-helper.ts';
import type { Delay, SyncNet } from './net.ts';
import type { CreatePageHelper } from './page-helper.ts';

const REPLY: PullReply = { kind: 'upgrade', minSchema: 2 };
const REQUEST = { client: 'c', epoch: null, schema: 1, cursor: 0, tables: [] };
const never = new AbortController().signal;
// Nobody asks it: the helper does.
const net = {} as SyncNet;

/** Helpers whose end takes until it is let go on; `pass` is the time that passes. */
function kept() {
  const said: string[] = [];
  const ends: (() => void)[] = [];
  const sleepers = new Set<() => void>();
  let made = 0;
  const create: CreatePageHelper = () => {
    const name = ++made;
    said.push(`begin ${name}`);
    return {
      async pull() {
        said.push(`pull ${name}`);
        return { reply: REPLY };
      },
      async end() {
        said.push(`end ${name}`);
        await new Promise<void>((resolve) => ends.push(resolve));
        said.push(`ended ${name}`);
      },
    };
  };
  const delay: Delay = (_ms, signal) =>
    new Promise((resolve, reject) => {
      const wake = (): void => resolve();
      sleepers.add(wake);
      signal.addEventListener('abort', () => {
        sleepers.delete(wake);
        reject(signal.reason as Error);
      });
    });
  const pass = (): void => sleepers.forEach((wake) => wake());
  const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
  const helper = keepHelper(create, delay);
  const pullOnce = async (): Promise<void> => {
    const lent = helper.lend(net);
    await lent?.pull(REQUEST, never);
    await lent?.end();
  };
  return { helper, said, ends, pass, settled, pullOnce, sleepers };
}

describe('the helper of a link', () => {
  it('stays for the next pull, and leaves when none comes', async () => {
    const { said, ends, pass, settled, pullOnce, sleepers } = kept();
    await pullOnce();
    await pullOnce();
    expect(said).toEqual(['begin 1', 'pull 1', 'pull 1']);
    expect(sleepers.size).toBe(1);
    pass();
    await settled();
    ends.shift()?.();
    await settled();
    expect(said.slice(3)).toEqual(['end 1', 'ended 1']);
  });

  it('is followed by another only when it has left the file', async () => {
    const { said, ends, pass, settled, pullOnce } = kept();
    await pullOnce();
    pass();
    await settled();
    const next = pullOnce();
    await settled();
    expect(said.slice(2)).toEqual(['end 1', 'begin 2']);
    ends.shift()?.();
    await next;
    expect(said.slice(4)).toEqual(['ended 1', 'pull 2']);
  });

  it('has left before another file takes the place of the replica, and before the link has ended', async () => {
    const { helper, said, ends, settled, pullOnce } = kept();
    await pullOnce();
    const bootstrap = helper.alone({
      async run() {
        said.push('run');
        return 'none';
      },
    });
    // Nothing of it is asked here.
    const run = bootstrap?.run({} as never, () => undefined, never);
    await settled();
    ends.shift()?.();
    await run;
    expect(said.slice(2)).toEqual(['end 1', 'ended 1', 'run']);
    await pullOnce();
    const ended = helper.end();
    await settled();
    ends.shift()?.();
    await ended;
    expect(said.slice(-2)).toEqual(['end 2', 'ended 2']);
    expect(helper.alone(undefined)).toBeUndefined();
  });
});
