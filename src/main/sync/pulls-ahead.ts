import type { PullReply, PullRequest } from '#shared/sync/protocol.ts';
import type { PageHelper, PulledReply } from './page-helper.ts';

/** A pull under way, or its reply that is here. */
export interface Asked {
  readonly request: PullRequest;
  readonly pulled: Promise<PulledReply>;
}

/**
 * Pulls that follow one another. What follows a page is asked for before the page is written, and where the centre has
 * said in front of the page where it ends, before the page is here: then the centre reads a page, another one is on the
 * line and a third one is written, all at the same time.
 *
 * The centre takes a position that is asked from for held; that does no harm, for outcomes come on complete pages alone
 * and what is asked for after those is what is written by then.
 */
export interface PullsAhead {
  /** What was asked for ahead, else `first`; to be taken in before the next one. */
  next(first: () => Asked): Asked;
  /** The reply that was taken is here: it counts, whatever was said of it before it came. */
  arrived(reply: PullReply): void;
  /** What was asked for ahead is of no use. */
  drop(): void;
}

interface Entry extends Asked {
  readonly known: Known;
  cancel(): void;
}

interface Known {
  /** What is to be asked for after it. */
  following?: PullRequest;
}

/** Replies beyond the one that is written: one that is here or coming, and one the centre is at. */
const MOST_AHEAD = 2;

export function createPullsAhead(pull: PageHelper['pull'], outer: AbortSignal): PullsAhead {
  let taken: Entry | undefined;
  let ahead: readonly Entry[] = [];

  const ask = (request: PullRequest): Entry => {
    const own = new AbortController();
    const known: Known = {};
    const onEnd = (to: number): void => {
      if (own.signal.aborted) return;
      known.following ??= { ...request, cursor: to };
      goOn();
    };
    const pulled = pull(request, AbortSignal.any([outer, own.signal]), onEnd);
    // Whoever waits for it hears of it; whoever does not, need not.
    pulled.catch(() => undefined);
    const cancel = (): void => {
      own.abort();
      pulled.then(({ held }) => held?.drop()).catch(() => undefined);
    };
    return { request, pulled, known, cancel };
  };
  const goOn = (): void => {
    while (ahead.length < MOST_AHEAD) {
      const last = ahead.at(-1) ?? taken;
      const following = last?.known.following;
      if (!following || following.cursor <= last.request.cursor) return;
      ahead = [...ahead, ask(following)];
    }
  };
  const forget = (): void => {
    for (const { cancel } of ahead) cancel();
    ahead = [];
  };

  return {
    next(first) {
      const [next, ...rest] = ahead;
      ahead = rest;
      taken = next ?? { ...first(), known: {}, cancel: () => undefined };
      goOn();
      return taken;
    },
    arrived(reply) {
      if (!taken) return;
      const following = followingOf(taken.request, reply);
      const [next] = ahead;
      if (next && !(following && isSame(next.request, following))) forget();
      if (following) {
        taken.known.following = following;
        goOn();
      } else taken = undefined;
    },
    drop() {
      taken = undefined;
      forget();
    },
  };
}

function followingOf(before: PullRequest, page: PullReply): PullRequest | undefined {
  if (page.kind !== 'page' || page.complete || page.to <= page.from || page.from !== before.cursor)
    return undefined;
  const fed = page.fed ?? before.fed;
  return { ...before, cursor: page.to, epoch: page.epoch, ...(fed && { fed }) };
}

const isSame = (one: PullRequest, other: PullRequest): boolean =>
  one.cursor === other.cursor &&
  one.epoch === other.epoch &&
  JSON.stringify(one.fed) === JSON.stringify(other.fed);
