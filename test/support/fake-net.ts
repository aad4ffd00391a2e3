import type { HintListener, SyncNet } from '#main/sync/net.ts';
import type { PullRequest } from '#shared/sync/protocol.ts';
import type { FakeCentre } from './fake-centre.ts';

/** A way to a fake centre that can be cut, and that a test can read along. */
export interface FakeNet extends SyncNet {
  readonly calls: readonly string[];
  /** Thrown by every request from now on; undefined: the line is whole again. */
  fail(error: Error | undefined): void;
  /** Loses the reply to the next request, after the centre has dealt with it. */
  loseNextReply(error: Error): void;
  hint(ver: number): void;
  hintsConnected(isConnected: boolean): void;
  /** The pull that is laid down on the channel of hints. */
  readonly laid: { pull: PullRequest | undefined };
  /** Answers it, as the centre does when there is something newer. */
  answerLaid(): void;
  /** Requests that were begun and not answered. */
  readonly underWay: { now: number; most: number };
}

export function createFakeNet(centre: FakeCentre): FakeNet {
  const calls: string[] = [];
  let failure: Error | undefined;
  let lost: Error | undefined;
  let listener: HintListener | undefined;
  const underWay = { now: 0, most: 0 };
  const laid: FakeNet['laid'] = { pull: undefined };

  const request = async <T>(name: string, signal: AbortSignal, answer: () => T): Promise<T> => {
    calls.push(name);
    underWay.now++;
    underWay.most = Math.max(underWay.most, underWay.now);
    try {
      await new Promise(setImmediate);
      signal.throwIfAborted();
      if (failure) throw failure;
      const reply = answer();
      await new Promise(setImmediate);
      const loss = lost;
      lost = undefined;
      if (loss) throw loss;
      return reply;
    } finally {
      underWay.now--;
    }
  };
  return {
    calls,
    underWay,
    push: (body, signal) =>
      request(`push ${body.commands.map(({ mid }) => mid).join()}`, signal, () => centre.push(body)),
    pull: (body, signal) => request(`pull ${body.cursor}`, signal, () => centre.pull(body)),
    laid,
    answerLaid() {
      const { pull } = laid;
      laid.pull = undefined;
      if (pull) listener?.answered(pull, centre.pull(pull));
    },
    hints(next, signal) {
      listener = next;
      signal.addEventListener('abort', () => (listener = undefined));
      return { lay: (pull) => void (laid.pull = pull) };
    },
    fail: (error) => void (failure = error),
    loseNextReply: (error) => void (lost = error),
    hint: (ver) => listener?.hint(ver),
    hintsConnected: (isConnected) => listener?.connected(isConnected),
  };
}
