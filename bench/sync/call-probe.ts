import { once } from 'node:events';
import { connect } from 'node:net';
import type { Socket } from 'node:net';
import { Worker } from 'node:worker_threads';
import { createCallerLookup } from '#main/calls/caller-lookup.ts';
import { createNumberIndex } from '#main/calls/number-index.ts';
import { features } from '#main/features.ts';
import { createDescribe, createPeople, createRank, createRuleFor } from '#main/host/describe.ts';
import type { Replica } from '#main/replica/replica.ts';
import { defaultDeskSettings } from '#shared/settings/desk-settings.ts';
import { nowMs, spreadOf } from './call-parts.ts';
import type { CallParts, CallSpread } from './call-parts.ts';

/** Calls that ring at the main thread: bytes on a socket → event loop → look-up → bytes back, timed from outside. */
export interface CallProbe {
  /** From here on; `end` gives what it took. */
  begin(): void;
  end(): Promise<CallSpread>;
  close(): Promise<void>;
}

export interface ProbeSettings {
  /** The numbers of so many are called. */
  readonly parties: number;
  /** Processes that would be on another machine: put-behind.ts. */
  readonly behind: readonly number[];
}

/** What its thread is told. It answers `end` with the calls since `begin`. */
export type ProbeWord = 'begin' | 'end';

export async function startCallProbe(replica: Replica, settings: ProbeSettings): Promise<CallProbe> {
  const { db } = replica;
  const { lookup } = createCallerLookup({
    index: createNumberIndex(db),
    describe: createDescribe(db, features),
    rank: createRank(db, features),
    people: createPeople(db, features),
    ruleFor: createRuleFor(db, features),
  });
  // Of worker_threads: there is no origin to name.
  const tell = (word: ProbeWord): void => worker.postMessage(word, []);
  const worker = new Worker(new URL('./call-probe-worker.ts', import.meta.url), { workerData: settings });
  const [port] = (await once(worker, 'message')) as [number];
  const socket = connect(port, '127.0.0.1').setNoDelay();
  await once(socket, 'connect');
  answer(socket, (number) => void lookup({ number }, defaultDeskSettings.dialProfile));
  return {
    begin: () => tell('begin'),
    async end() {
      const answered = once(worker, 'message');
      tell('end');
      const [calls] = (await answered) as [readonly CallParts[]];
      return spreadOf(calls);
    },
    async close() {
      socket.destroy();
      await worker.terminate();
    },
  };
}

function answer(socket: Socket, lookUp: (number: string) => void): void {
  let text = '';
  socket.setEncoding('utf8').on('data', (chunk: string) => {
    text += chunk;
    for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n')) {
      const read = nowMs();
      lookUp(text.slice(0, end));
      text = text.slice(end + 1);
      socket.write(`${read} ${nowMs()}`);
    }
  });
}
