import type { HintLine, HintListener } from '#main/sync/net.ts';
import { createStandingEnd } from '#main/sync/standing-end.ts';
import { readStandingPull } from '#server/sync/read-standing-pull.ts';
import { StandingPull } from '#server/sync/standing-pull.ts';
import type { PullRequest } from '#shared/sync/protocol.ts';
import type { LineOptions, SimulatedNode } from './wire.ts';

/** openHintChannel pings every 20 s, and cuts when the second ping finds the first without an answer. */
const PING_MS = 20_000;

/** What the centre says, and the `era` of the scopes it was read under, where it has rows. */
interface Said {
  readonly text: string;
  readonly era?: number;
}

/**
 * As openHintChannel: connects, reconnects, and finds out after a while that nobody is at the other end. Both ends are
 * the product's; between them messages are lost, come late, twice, cut off, or in another order than they were sent.
 */
export function listen(
  options: LineOptions,
  isAlive: () => boolean,
  listener: HintListener,
  signal: AbortSignal,
): HintLine {
  const { scheduler, random, trace, desk } = options;
  let era: number | undefined;
  const end = createStandingEnd({
    ...listener,
    answered(request, reply) {
      options.count('a laid pull is answered');
      if (reply.kind === 'page' && reply.complete && era !== undefined)
        options.onComplete(era, request.client, reply.lastMid ?? 0);
      if (reply.kind === 'reset') options.onReset();
      listener.answered(request, reply);
    },
  });

  const connect = (): void => {
    if (signal.aborted || !isAlive()) return;
    const node = options.node();
    if (!node) return scheduler.after(1_000 + random() * 5_000, connect);
    const before: Said[] = [];
    let isOpen = true;
    /** The other end is gone and has not said so. */
    let isHalfOpen = false;

    const arrive = (said: Said, ms: number): void =>
      scheduler.after(ms, () => {
        if (!isOpen || !isAlive() || signal.aborted) return;
        ({ era } = said);
        options.hand(() => end.heard(said.text));
      });
    const toDesk = (said: Said): void => {
      const { loss, halfOpen, latencyMs, duplicate, late, slow, truncate } = options.profile();
      if (isHalfOpen || random() < loss || random() < halfOpen) return;
      const latency = 5 + random() * latencyMs;
      if (said.era === undefined) return arrive(said, latency);
      trace(() => `${desk} ← laid pull: ${said.text.slice(0, 200)}`);
      before.push(said);
      const older = random() < late ? before.shift() : undefined;
      if (random() < truncate) {
        options.count('half an answer');
        return arrive({ text: said.text.slice(0, random() * said.text.length) }, latency);
      }
      arrive(older ?? said, random() < slow ? random() * 20_000 : latency);
      if (random() >= duplicate) return;
      options.count('an answer comes twice');
      arrive(said, latency * 2);
    };
    /** Of the reply that is about to be sent. */
    let readUnder = 0;
    let laidBy: ReturnType<LineOptions['principal']>;
    const ask = async ({ life }: SimulatedNode, request: PullRequest): Promise<string | undefined> => {
      const identity = options.principal();
      if (!identity) {
        close();
        return undefined;
      }
      const who = options.remembersWhoLaid && laidBy ? laidBy.principal : identity.principal;
      const asked = options.isOld() ? { ...request, schema: 0 } : request;
      try {
        const reply = await node.pull(who, asked);
        if (!node.isUp || node.life !== life) return undefined;
        readUnder = identity.era;
        return JSON.stringify(reply);
      } catch {
        return undefined;
      }
    };
    const standing = new StandingPull({
      ask: (request) => ask(node, request),
      send: (text) => toDesk({ text, ...(text.includes('"reply":') && { era: readUnder }) }),
      isBusy: () => random() < options.profile().slow,
      later: (ms, call) => scheduler.after(ms, () => isOpen && !isHalfOpen && call()),
    });
    const toCentre = (text: string): void => {
      const { loss, truncate, duplicate, latencyMs } = options.profile();
      if (random() < loss) return options.count('a laid pull is lost');
      const sent = random() < truncate ? text.slice(0, random() * text.length) : text;
      const hear = (): void => {
        if (!isOpen || isHalfOpen) return;
        laidBy = options.remembersWhoLaid ? options.principal() : undefined;
        const message = readStandingPull(Buffer.from(sent));
        if (message) standing.lay(message);
        else close(true);
      };
      scheduler.after(5 + random() * latencyMs, hear);
      if (random() < duplicate) scheduler.after(5 + random() * latencyMs * 2, hear);
    };

    const hear = (tenant: string, ver: number): void => {
      if (tenant !== options.tenant) return;
      if (options.answers) standing.news(ver);
      else toDesk({ text: JSON.stringify({ ver }) });
    };
    const close = (isRefused = false): void => {
      if (!isOpen) return;
      isOpen = false;
      node.listeners.delete(hear);
      node.closers.delete(closeNow);
      end.closed(isRefused);
      if (signal.aborted || !isAlive()) return;
      options.hand(() => listener.connected(false));
      scheduler.after(1_000 + random() * 5_000, connect);
    };
    const closeNow = (): void => close();
    node.listeners.add(hear);
    node.closers.add(closeNow);
    signal.addEventListener('abort', closeNow, { once: true });
    end.opened(toCentre);
    options.hand(() => listener.connected(true));
    if (options.answers) standing.news(options.head());
    if (random() < options.profile().halfOpen) {
      options.count('a hint channel is half open');
      isHalfOpen = true;
      node.listeners.delete(hear);
      scheduler.after(PING_MS + random() * PING_MS, closeNow);
    }
  };
  scheduler.after(5 + random() * 50, connect);
  return end;
}
