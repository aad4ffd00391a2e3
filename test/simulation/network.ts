import { object, string } from 'zod';
import type { z } from 'zod';
import { MAX_REPLY_BYTES, readReply } from '#main/sync/centre-client.ts';
import { readAll } from '#main/sync/exchange.ts';
import { CentreError } from '#main/sync/faults.ts';
import type { SyncNet } from '#main/sync/net.ts';
import type { Principal } from '#server/auth/principal.ts';
import { Refusal } from '#server/http/refusal.ts';
import { pageEnd } from '#server/sync/page-end.ts';
import { AppError } from '#shared/kernel/app-error.ts';
import {
  checksumReply,
  paths,
  pullReply,
  pushReply,
  rangeReply,
  snapshotReply,
} from '#shared/sync/protocol.ts';
import type { PullReply } from '#shared/sync/protocol.ts';
import { damageBody } from './bodies.ts';
import { listen } from './hints.ts';
import type { LineOptions, SimulatedNode } from './wire.ts';

/** createCentreClient gives up after as long. */
const TIMEOUT_MS = 30_000;
interface Question<Body, Reply> {
  readonly kind: string;
  readonly path: string;
  readonly schema: z.ZodType<Reply>;
  readonly ask: (node: SimulatedNode, principal: Principal, body: Body) => Promise<Reply>;
}

/** A portion of a snapshot's file, in base64: it travels as the other messages do, and is lost as they are. */
const FILE: Question<{ readonly id: string; readonly from: number }, { readonly data: string }> = {
  ...{ kind: 'file', path: paths.snapshotFile, schema: object({ data: string() }) },
  ask: async (node, principal, { id, from }) => {
    const portion = await node.file(principal, id, from);
    return { data: portion.toString('base64') };
  },
};

interface Late {
  readonly reply: PullReply;
  readonly era: number;
}

/** A desk's way to the centre, with all that can happen on it. Messages travel as text. */
export function createLine(options: LineOptions, isAlive: () => boolean): SyncNet {
  const { scheduler, random, trace, desk } = options;
  const late: Late[] = [];

  /** As the real client reads it: not more than so many bytes, whole, and of the asked shape. */
  const read = async <Reply>(
    chunks: Iterable<Uint8Array>,
    { path, schema }: Pick<Question<unknown, Reply>, 'path' | 'schema'>,
  ): Promise<Reply> => {
    const bytes = await readAll(chunks, MAX_REPLY_BYTES);
    const { mendReply } = options;
    return readReply(path, mendReply ? Buffer.from(mendReply(Buffer.from(bytes).toString())) : bytes, schema);
  };

  const request = <Body, Reply>(
    body: Body,
    signal: AbortSignal,
    question: Question<Body, Reply>,
    deliver: (reply: Reply, era: number) => Reply = (reply) => reply,
    onHead: (reply: Reply) => void = () => undefined,
  ): Promise<Reply> =>
    new Promise((resolve, reject) => {
      const { kind, ask } = question;
      let isOver = false;
      const end = (run: () => void): void => {
        if (isOver) return;
        isOver = true;
        signal.removeEventListener('abort', abort);
        if (isAlive()) run();
      };
      const abort = (): void => end(() => reject(signal.reason as Error));
      const fail = (ms: number, error: () => Error): void =>
        scheduler.after(ms, () => end(() => reject(error())));
      const offline = (why: string) => () => new AppError('centre.offline', why);
      if (signal.aborted) return reject(signal.reason as Error);
      signal.addEventListener('abort', abort);

      const faults = options.profile();
      const node = options.node();
      if (!node) return fail(5, offline('connect ECONNREFUSED'));
      options.count('requests');
      const text = JSON.stringify(body);
      trace(() => `${desk} → ${kind} ${summaryOf(body)}`);
      const latency = (): number => 5 + random() * (random() < faults.slow ? 20_000 : faults.latencyMs);
      fail(TIMEOUT_MS, offline('timeout'));
      const place = options.fates.findIndex((one) => one.kind === kind);
      const [fated] = place === -1 ? [] : options.fates.splice(place, 1);
      if (fated?.fate === 'request-lost' || random() < faults.loss) {
        options.count('a message is lost');
        if (fated || random() < 0.7) fail(latency(), offline('ECONNRESET'));
        return;
      }
      const isReplyLost = fated?.fate === 'reply-lost';

      const arrive = (isCopy: boolean): void => {
        const { life } = node;
        const identity = options.principal();
        const answer = (run: () => void): void => {
          if (!isCopy) scheduler.after(latency(), () => end(run));
        };
        if (!node.isUp) return answer(() => reject(offline('ECONNRESET')()));
        if (!identity)
          return answer(() => reject(new CentreError(401, 'session.ended', 'the session has ended')));
        const { principal, era } = identity;
        ask(node, principal, JSON.parse(text) as Body).then(
          (reply) => {
            if (!node.isUp || node.life !== life) return answer(() => reject(offline('ECONNRESET')()));
            trace(() => `${desk} ← ${isCopy ? '(copy) ' : ''}${kind} ${summaryOf(reply)}`);
            if (isReplyLost || random() < faults.loss) {
              options.count('a message is lost');
              if (isReplyLost || random() < 0.7) answer(() => reject(offline('ECONNRESET')()));
              return;
            }
            // What comes first is what is said in front of the answer: of one that is cut off as well.
            if (!isCopy) scheduler.after(1, () => !isOver && isAlive() && onHead(reply));
            const sent = Buffer.from(JSON.stringify(reply));
            const damaged = random() < faults.truncate ? damageBody(sent, random) : undefined;
            if (damaged) options.count(damaged.what);
            answer(() => {
              read(damaged?.chunks ?? [sent], question).then((parsed) => {
                if (damaged) options.onBelieved(`${kind}: ${damaged.what}`);
                resolve(deliver(parsed, era));
              }, reject);
            });
          },
          (error: unknown) => {
            trace(() => `${desk} ← ${kind} fails: ${String(error)}`);
            // A statement that SQLite does not understand: dialect.ts has to learn it.
            if (error instanceof Error && error.name === 'SqliteError') options.hand(() => raise(error));
            if (error instanceof AppError)
              return answer(() =>
                reject(
                  new CentreError(error instanceof Refusal ? error.status : 403, error.code, error.message),
                ),
              );
            answer(() => reject(offline('HTTP 503')()));
          },
        );
      };
      scheduler.after(fated?.fate === 'late' ? fated.ms : latency(), () => arrive(false));
      if (random() < faults.duplicate) {
        options.count('a request comes twice');
        scheduler.after(latency() * 2, () => arrive(true));
      }
    });

  return {
    push: (body, signal) =>
      request(body, signal, {
        ...{ kind: 'push', path: paths.push, schema: pushReply },
        ask: (node, principal, sent) => node.push(principal, sent),
      }),
    snapshots: {
      offer: (body, signal) =>
        request(body, signal, {
          ...{ kind: 'offer', path: paths.snapshot, schema: snapshotReply },
          ask: (node, principal, sent) => node.offer(principal, sent),
        }),
      async *fetch(id, { from, bytes }, signal) {
        for (let at = from; at < bytes;) {
          const { data } = await request({ id, from: at }, signal, FILE);
          const portion = Buffer.from(data, 'base64');
          at += portion.length;
          const isBad = random() < options.profile().truncate;
          if (isBad) options.count('a snapshot is damaged');
          yield isBad ? portion.fill(7, Math.max(0, portion.length - 8)) : portion;
          if (portion.length === 0) return;
        }
      },
    },
    checks: {
      sums: (body, signal) =>
        request(body, signal, {
          ...{ kind: 'sums', path: paths.checksum, schema: checksumReply },
          ask: (node, principal, sent) => node.sums(principal, sent),
        }),
      range: (body, signal) =>
        request(body, signal, {
          ...{ kind: 'range', path: paths.range, schema: rangeReply },
          ask: (node, principal, sent) => node.range(principal, sent),
        }),
    },
    pull: (body, signal, onEnd) =>
      request(
        options.isOld() ? { ...body, schema: 0 } : body,
        signal,
        {
          ...{ kind: 'pull', path: paths.pull, schema: pullReply },
          ask: (node, principal, sent) => node.pull(principal, sent),
        },
        (reply, era) => {
          late.push({ reply, era });
          // A page that overtook others, or that somebody in between kept: of the same scopes, for the same desk.
          const older = random() < options.profile().late ? late.find((one) => one.era === era) : undefined;
          if (late.length > 4) late.shift();
          if (older) {
            options.count('an older page comes');
            trace(() => `${desk} ← ${summaryOf(older.reply)}`);
          }
          const handed = older?.reply ?? reply;
          if (handed.kind === 'page' && handed.complete)
            options.onComplete(era, body.client, handed.lastMid ?? 0);
          if (handed.kind === 'reset') options.onReset();
          return handed;
        },
        (reply) => {
          const end = pageEnd(body, reply);
          if (end === undefined) return;
          options.count('the end of a page is told before it');
          // Nobody may rely on it.
          const isWrong = random() < options.profile().late;
          if (isWrong) options.count('a wrong end of a page is told');
          onEnd?.(isWrong ? end + 1 : end);
        },
      ),
    hints: (listener, signal) => listen(options, isAlive, listener, signal),
  };
}

function raise(error: Error): never {
  throw error;
}

function summaryOf(message: unknown): string {
  const {
    commands,
    rows,
    outcomes,
    tables: _tables,
    client: _client,
    sums: _sums,
    data: _data,
    key: _key,
    sha256: _sha256,
    ...rest
  } = message as Record<string, unknown>;
  return JSON.stringify({
    ...rest,
    ...(Array.isArray(commands) && {
      commands: commands.map(({ mid, name, args }) => `${mid}:${name}:${args.tag}`),
    }),
    ...(Array.isArray(rows) && {
      rows: rows.map(({ tbl, pk, ver, row }) => `${tbl}/${pk}@${ver}${row ? '' : ' gone'}`),
    }),
    ...(Array.isArray(outcomes) && { outcomes: outcomes.map(({ mid, outcome }) => `${mid}:${outcome}`) }),
  });
}
