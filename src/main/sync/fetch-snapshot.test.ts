import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { SnapshotOffer } from '#shared/sync/protocol.ts';
import { createRecordedLog } from '#test/support/recorded-log.ts';
import { fetchSnapshot } from './fetch-snapshot.ts';
import type { SnapshotNet } from './net.ts';
import type { SnapshotFile } from './snapshot-file.ts';
import { WorkerGone } from './worker-gone.ts';

const WHOLE = Buffer.from('what is in it, encrypted');
const offer: SnapshotOffer = {
  ...{ kind: 'ready', id: 'one', epoch: 'e', ver: 1, scopes: ['s'], rows: 8, bytes: WHOLE.length },
  sha256: 'a'.repeat(64),
  key: `${'A'.repeat(43)}=`,
};
const digestOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/**
 * A file and a line to it. `ends`: where each go ends, without an error; the last holds for all that follow. `thread`:
 * whether there is one; `gone`: it is so after it has written this far.
 */
function setUp({
  ends = [WHOLE.length],
  thread = false,
  there = 0,
  gone = Infinity,
}: {
  readonly ends?: readonly number[];
  readonly thread?: boolean;
  readonly there?: number;
  readonly gone?: number;
}) {
  let held = WHOLE.subarray(0, there);
  const goes: string[] = [];
  const progress: number[] = [];
  const log = createRecordedLog();
  const take = (way: string, from: number): Buffer => {
    goes.push(`${way} from ${from}`);
    return WHOLE.subarray(from, ends[goes.length - 1] ?? ends.at(-1));
  };
  const file: SnapshotFile = {
    path: '/nowhere',
    begin: async () => held.length,
    async append(chunks, onBytes) {
      for await (const chunk of chunks) {
        held = Buffer.concat([held, chunk]);
        onBytes(held.length);
      }
      return held.length;
    },
    discard: async () => undefined,
  };
  const net: Pick<SnapshotNet, 'fetch' | 'fetchInto'> = {
    async *fetch(_id, { from }) {
      const came = take('here', from);
      for (const byte of came) yield Buffer.of(byte);
    },
    ...(thread && {
      async fetchInto(_id, { from }, onBytes) {
        const came = take('thread', from);
        held = Buffer.concat([held, came.subarray(0, gone - from)]);
        onBytes(held.length);
        if (held.length >= gone) throw new WorkerGone('the worker has ended');
        return { bytes: held.length, sha256: digestOf(came) };
      },
    }),
  };
  const fetch = (): Promise<string | undefined> =>
    fetchSnapshot(
      { file, isOnDisk: true, net, offer, onProgress: (done) => void progress.push(done), log },
      new AbortController().signal,
    );
  return { fetch, goes, progress, log, held: () => held };
}

describe.each([
  { way: 'here', thread: false },
  { way: 'thread', thread: true },
])('a snapshot that is fetched ($way)', ({ way, thread }) => {
  it('in one go has its digest made on the way', async () => {
    const desk = setUp({ thread });
    expect(await desk.fetch()).toBe(digestOf(WHOLE));
    expect(desk.goes).toEqual([`${way} from 0`]);
    expect(desk.progress.at(-1)).toBe(offer.rows);
  });

  it('in two is whole, and read for its digest', async () => {
    const desk = setUp({ thread, ends: [10, WHOLE.length] });
    expect(await desk.fetch()).toBeUndefined();
    expect(desk.goes).toEqual([`${way} from 0`, `${way} from 10`]);
    expect(desk.held()).toEqual(WHOLE);
  });

  it('goes on where it was the time before', async () => {
    const desk = setUp({ thread, there: 7 });
    expect(await desk.fetch()).toBeUndefined();
    expect(desk.goes).toEqual([`${way} from 7`]);
    expect(desk.held()).toEqual(WHOLE);
  });

  it('is given up where nothing more comes', async () => {
    const desk = setUp({ thread, ends: [10] });
    await expect(desk.fetch()).rejects.toMatchObject({ code: 'centre.bad-reply' });
    expect(desk.goes).toEqual([`${way} from 0`, `${way} from 10`]);
  });
});

it('goes on here where the thread has written and ended', async () => {
  const desk = setUp({ thread: true, gone: 5 });
  expect(await desk.fetch()).toBeUndefined();
  expect(desk.goes).toEqual(['thread from 0', 'here from 5']);
  expect(desk.held()).toEqual(WHOLE);
  expect(desk.log.lines).toEqual(['warn the snapshot is fetched on the main thread']);
});
