import {
  checksumReply,
  PAGE_END_HEADER,
  paths,
  pullReply,
  pushReply,
  rangeReply,
  snapshotReply,
} from '#shared/sync/protocol.ts';
import { createCentreClient } from './centre-client.ts';
import type { CentreClientOptions, OnHeaders } from './centre-client.ts';
import { fetchInWorker } from './fetch-in-worker.ts';
import { openHintChannel } from './hint-channel.ts';
import type { HintChannelOptions } from './hint-channel.ts';
import type { OnPageEnd, SyncNet } from './net.ts';

export interface HttpNetOptions extends CentreClientOptions, Omit<HintChannelOptions, 'url' | 'token'> {
  readonly token: string;
}

/** The sync's way to a real centre: HTTP for requests, a WebSocket for hints. @throws as createCentreClient */
export function createHttpNet(options: HttpNetOptions): SyncNet {
  const client = createCentreClient(options);
  return {
    push: (request, signal) => client.post(paths.push, request, pushReply, signal),
    pull: (request, signal, onEnd) =>
      client.post(paths.pull, request, pullReply, signal, onEnd && readPageEnd(onEnd)),
    pullPacked: (request, signal, onEnd) =>
      client.postForPacked(paths.pull, request, signal, onEnd && readPageEnd(onEnd)),
    snapshots: {
      offer: (request, signal) => client.post(paths.snapshot, request, snapshotReply, signal),
      fetch: (id, { from, bytes }, signal) => client.fetchRange(snapshotPath(id), from, bytes, signal),
      fetchInto(id, into, onBytes, signal) {
        const { url, token, ca, timeoutMs } = options;
        const centre = { url, token, ca, ...(timeoutMs !== undefined && { timeoutMs }) };
        return fetchInWorker({ centre, path: snapshotPath(id), ...into }, onBytes, signal);
      },
    },
    checks: {
      sums: (request, signal) => client.post(paths.checksum, request, checksumReply, signal),
      range: (request, signal) => client.post(paths.range, request, rangeReply, signal),
    },
    hints: (listener, signal) => openHintChannel(options, listener, signal),
  };
}

const snapshotPath = (id: string): string => `${paths.snapshotFile}/${encodeURIComponent(id)}`;

/** A header that is none is as good as absent: the page says the same. */
function readPageEnd(onEnd: OnPageEnd): OnHeaders {
  return ({ [PAGE_END_HEADER]: end }) => {
    if (typeof end === 'string' && /^\d{1,15}$/.test(end)) onEnd(Number(end));
  };
}
