import type { Worker } from 'node:worker_threads';
import { AppError, messageOf } from '#shared/kernel/app-error.ts';
import type { PullReply, PullRequest } from '#shared/sync/protocol.ts';
import type { Log } from '../host/host.ts';
import type { OwnFile, Replica, SharedFile } from '../replica/replica.ts';
import { rowsOf } from './apply-page.ts';
import { readPullReply } from './centre-client.ts';
import { createComingCalls } from './coming-calls.ts';
import type { OnPageEnd, SyncNet } from './net.ts';
import { plainLength } from './packing.ts';
import type { Packed } from './packing.ts';
import { connectPageWorker, startPageWorker } from './page-worker-port.ts';
import type { PageWorkerPort } from './page-worker-port.ts';
import type { AppliedSlice } from './page-worker-messages.ts';
import type { PullVerdict } from './pull.ts';
import { WorkerGone } from './worker-gone.ts';

/** The rows of a page that are not on the main thread. */
export interface HeldRows {
  /** `stale` also where the page is lost: it is to be asked for again. @throws as applyPage; the signal's reason */
  apply(
    request: PullRequest,
    onSlice: (slice: AppliedSlice) => void,
    signal: AbortSignal,
  ): Promise<PullVerdict>;
  /** Nobody will apply them. */
  drop(): void;
}

/** `held`: the rows of `reply`, which has none itself. */
export interface PulledReply {
  readonly reply: PullReply;
  readonly held?: HeldRows;
}

/** Applies the long pages of one pull in a thread of its own, so that calls have the main thread. */
export interface PageHelper {
  /** @throws as SyncNet's requests */
  pull(request: PullRequest, signal: AbortSignal, onEnd?: OnPageEnd): Promise<PulledReply>;
  /** Resolves when the replica is the main thread's alone again. */
  end(): Promise<void>;
}

/** undefined where it cannot be: the replica is no file, the net gives no bytes. */
export type CreatePageHelper = (net: SyncNet) => PageHelper | undefined;

export interface PageHelperOptions {
  readonly startWorker?: () => Worker;
  /** Bytes of a reply, unpacked, from which on the thread is worth its start. */
  readonly longReply?: number;
  /** ComingCalls.count; left out: none come. */
  readonly calls?: Int32Array;
}

/** Some 700 rows. */
const LONG_REPLY = 256 * 1024;
/** Of a page that others follow, from which on the thread is worth its start however few bytes it has. */
const MANY_ROWS = 200;

const isFirstOfMany = (reply: PullReply): boolean =>
  reply.kind === 'page' && !reply.complete && rowsOf(reply) >= MANY_ROWS;

export function createPageHelpers(
  { ownFile }: Pick<Replica, 'ownFile'>,
  log: Log,
  options: PageHelperOptions = {},
): CreatePageHelper {
  const {
    startWorker = startPageWorker,
    longReply = LONG_REPLY,
    calls = createComingCalls().count,
  } = options;
  return (net) => {
    const pullPacked = net.pullPacked?.bind(net);
    return (
      ownFile && pullPacked && createHelper({ ownFile, net, pullPacked, log, startWorker, longReply, calls })
    );
  };
}

interface HelperDeps extends Required<PageHelperOptions> {
  readonly ownFile: OwnFile;
  readonly net: Pick<SyncNet, 'pull'>;
  readonly pullPacked: NonNullable<SyncNet['pullPacked']>;
  readonly log: Log;
}

/**
 * ```
 * idle ──long reply──▶ parsing ──first page to apply──▶ sharing the file ──end──▶ the file is one connection's again
 *                         └── the worker or the sharing fails ──▶ broken: every page is done on the main thread
 * ```
 */
function createHelper(deps: HelperDeps): PageHelper {
  const { ownFile, net, pullPacked, log, startWorker, longReply, calls } = deps;
  let worker: PageWorkerPort | undefined;
  let file: SharedFile | undefined;
  let opening: Promise<unknown> | undefined;
  let isBroken = false;
  let lastId = 0;

  const breakDown = (error: unknown): void => {
    isBroken = true;
    log.warn('pages are applied on the main thread', { detail: messageOf(error) });
  };
  const open = async (port: PageWorkerPort): Promise<void> => {
    file = ownFile.share();
    await port.ask({
      kind: 'open',
      id: ++lastId,
      file: ownFile.path,
      key: ownFile.key,
      waiting: file.waiting,
      calls,
    });
  };
  const apply = async (
    port: PageWorkerPort,
    id: number,
    [request, onSlice, signal]: Parameters<HeldRows['apply']>,
  ): Promise<PullVerdict> => {
    const stop = (): void => port.send({ kind: 'stop' });
    if (isBroken) return 'stale';
    try {
      await (opening ??= open(port));
    } catch (error) {
      breakDown(error);
      return 'stale';
    }
    signal.throwIfAborted();
    signal.addEventListener('abort', stop);
    try {
      const answer = await port.ask({ kind: 'apply', id, request }, onSlice);
      signal.throwIfAborted();
      return (answer.kind === 'applied' && answer.verdict) || 'stale';
    } catch (error) {
      signal.throwIfAborted();
      // What is wrong with the page is as wrong on this side.
      if (error instanceof AppError) throw error;
      breakDown(error);
      return 'stale';
    } finally {
      signal.removeEventListener('abort', stop);
    }
  };
  const parse = async (packed: Packed, signal: AbortSignal): Promise<PulledReply> => {
    worker ??= connectPageWorker(startWorker(), (tables) => file?.changed(tables));
    const port = worker;
    const id = ++lastId;
    const parsed = await port.ask({ kind: 'parse', id, packed });
    if (parsed.kind !== 'parsed') throw new WorkerGone(`the worker answered ${parsed.kind}`);
    const { reply } = parsed;
    const drop = (): void => port.send({ kind: 'drop', id });
    if (!signal.aborted && reply.kind === 'page')
      return { reply, held: { apply: (...args) => apply(port, id, args), drop } };
    drop();
    signal.throwIfAborted();
    return { reply };
  };

  return {
    async pull(request, signal, onEnd) {
      if (isBroken) return { reply: await net.pull(request, signal, onEnd) };
      const packed = await pullPacked(request, signal, onEnd);
      // Whoever ended it has ended the helper as well: nothing is begun that nobody would end.
      signal.throwIfAborted();
      if (!worker && plainLength(packed) < longReply) {
        const reply = readPullReply(packed);
        if (!isFirstOfMany(reply)) return { reply };
      }
      try {
        return await parse(packed, signal);
      } catch (error) {
        signal.throwIfAborted();
        if (error instanceof AppError) throw error;
        breakDown(error);
        return { reply: await net.pull(request, signal) };
      }
    },
    async end() {
      await worker?.close();
      file?.end();
    },
  };
}
