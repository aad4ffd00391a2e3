import { createHash, randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import type { RequestListener, Server } from 'node:http';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AppError } from '#shared/kernel/app-error.ts';
import { until } from '#test/support/until.ts';
import { CentreError } from './faults.ts';
import { fetchInWorker } from './fetch-in-worker.ts';
import type { FetchJob } from './fetch-in-worker.ts';
import { WorkerGone } from './worker-gone.ts';

const FILE = randomBytes(3_000_000);
const servers: Server[] = [];
let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'rufblatt-fetch-'))));
afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  }
  rmSync(folder, { recursive: true, force: true });
});

async function serve(listener: RequestListener): Promise<FetchJob> {
  const server = createServer(listener).listen(0, '127.0.0.1');
  servers.push(server);
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    ...{ centre: { url, token: 'secret' }, path: '/file', file: join(folder, 'file') },
    ...{ from: 0, bytes: FILE.length },
  };
}

/** Sends so much of what is asked for, and the rest if there is one never. */
const sending =
  (most = Infinity): RequestListener =>
  ({ headers }, response) => {
    const from = Number(/\d+/.exec(headers.range ?? '')?.[0]);
    response.writeHead(headers.authorization === 'Bearer secret' ? 206 : 401, {
      'content-range': `bytes ${from}-${FILE.length - 1}/${FILE.length}`,
      'content-length': FILE.length - from,
    });
    response.write(FILE.subarray(from, Math.min(FILE.length, from + most)));
    if (from + most >= FILE.length) response.end();
  };

const never = new AbortController().signal;
const nobody = (): void => undefined;
const sizeOf = (file: string): number => readFileSync(file).length;

describe('a file that is fetched in a thread of its own', () => {
  it('is the one the centre has, with the digest of what came', async () => {
    const job = await serve(sending());
    const heard: number[] = [];
    const fetched = await fetchInWorker(job, (bytes) => heard.push(bytes), never);
    const sha256 = createHash('sha256').update(FILE).digest('hex');
    expect(fetched).toEqual({ bytes: FILE.length, sha256 });
    expect(readFileSync(job.file).equals(FILE)).toBe(true);
    expect(heard).toEqual([...new Set(heard)].toSorted((one, other) => one - other));
  });

  it('goes on where it was', async () => {
    const job = await serve(sending());
    writeFileSync(job.file, FILE.subarray(0, 1_000_000));
    const { bytes } = await fetchInWorker({ ...job, from: 1_000_000 }, nobody, never);
    expect(bytes).toBe(FILE.length);
    expect(readFileSync(job.file).equals(FILE)).toBe(true);
  });

  it('is kept as far as it came where the line breaks', async () => {
    const job = await serve((request, response) => {
      sending(1_000_000)(request, response);
      void until(() => sizeOf(job.file) === 1_000_000).then(() => response.destroy());
    });
    writeFileSync(job.file, '');
    await expect(fetchInWorker(job, nobody, never)).rejects.toMatchObject({ code: 'centre.offline' });
    expect(readFileSync(job.file).equals(FILE.subarray(0, 1_000_000))).toBe(true);
  });

  it('is kept as far as it came where nobody wants it any more', async () => {
    const job = await serve(sending(1_000_000));
    writeFileSync(job.file, '');
    const stop = new AbortController();
    const fetching = fetchInWorker(job, nobody, stop.signal);
    await until(() => sizeOf(job.file) === 1_000_000);
    stop.abort(new Error('enough'));
    await expect(fetching).rejects.toThrow('enough');
    expect(readFileSync(job.file).equals(FILE.subarray(0, 1_000_000))).toBe(true);
    await expect(fetchInWorker(job, nobody, stop.signal)).rejects.toThrow('enough');
  });

  it('tells a refusal, and a disk that cannot, from a thread that is not there', async () => {
    const gone = await serve((_, response) =>
      response.writeHead(404).end('{"error":{"code":"snapshot.gone","message":"gone","params":{}}}'),
    );
    const refused = await fetchInWorker(gone, nobody, never).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(CentreError);
    expect(refused).toMatchObject({ status: 404, code: 'snapshot.gone' });

    const job = await serve(sending());
    const nowhere = { ...job, file: join(folder, 'none', 'file') };
    await expect(fetchInWorker(nowhere, nobody, never)).rejects.toMatchObject({ code: 'ENOENT' });

    const dying = (): Worker => new Worker('process.exit(1)', { eval: true });
    for (const start of [dying, missing]) {
      const error = await fetchInWorker(job, nobody, never, start).catch((caught: unknown) => caught);
      expect(error).toBeInstanceOf(WorkerGone);
      expect(error).not.toBeInstanceOf(AppError);
    }
  });
});

function missing(): Worker {
  throw new Error('not there');
}
