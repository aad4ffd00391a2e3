import {
  checksumReply,
  paths,
  pullReply,
  pushReply,
  rangeReply,
  snapshotReply,
} from '#shared/sync/protocol.ts';
import { createCentreClient } from './centre-client.ts';
import type { CentreClientOptions } from './centre-client.ts';
import { openHintChannel } from './hint-channel.ts';
import type { HintChannelOptions } from './hint-channel.ts';
import type { SyncNet } from './net.ts';

export interface HttpNetOptions extends CentreClientOptions, Omit<HintChannelOptions, 'url' | 'token'> {
  readonly token: string;
}

/** The sync's way to a real centre: HTTP for requests, a WebSocket for hints. @throws as createCentreClient */
export function createHttpNet(options: HttpNetOptions): SyncNet {
  const client = createCentreClient(options);
  return {
    push: (request, signal) => client.post(paths.push, request, pushReply, signal),
    pull: (request, signal) => client.post(paths.pull, request, pullReply, signal),
    pullBytes: (request, signal) => client.postForBytes(paths.pull, request, signal),
    snapshots: {
      offer: (request, signal) => client.post(paths.snapshot, request, snapshotReply, signal),
      fetch: (id, { from, bytes }, signal) =>
        client.fetchRange(`${paths.snapshotFile}/${encodeURIComponent(id)}`, from, bytes, signal),
    },
    checks: {
      sums: (request, signal) => client.post(paths.checksum, request, checksumReply, signal),
      range: (request, signal) => client.post(paths.range, request, rangeReply, signal),
    },
    hints: (listener, signal) => openHintChannel(options, listener, signal),
  };
}
