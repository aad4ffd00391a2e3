import type { LinkFault, LinkState } from '../telephony-source.ts';
import { backoffDelay } from '#shared/kernel/backoff.ts';
import type { BackoffPolicy } from '#shared/kernel/backoff.ts';

/**
 * The link to the PBX as a pure state machine; the source carries out the effects.
 *
 *   off ─start▶ connecting ─connected▶ login ─loggedIn▶ resync ─resynced▶ ready
 *                  ▲  any of the four ─failed▶ waiting ─due▶ connecting
 *                  │  any of the four ─failed(wrong secret, bad settings)▶ refused
 *                  └───────────── start ─────────────────────────────────────┘
 *   anything ─stop▶ off
 */
export interface Link {
  readonly state: LinkState;
  /** Failures since the link last stood firmly. */
  readonly attempt: number;
}

export type LinkInput =
  | { readonly type: 'start' | 'stop' | 'due' | 'connected' | 'loggedIn' }
  | { readonly type: 'resynced'; readonly at: number }
  | { readonly type: 'failed'; readonly fault: LinkFault; readonly at: number };

export type LinkEffect =
  { readonly type: 'open' } | { readonly type: 'close' } | { readonly type: 'wait'; readonly ms: number };

export interface LinkStep {
  readonly link: Link;
  readonly effects: readonly LinkEffect[];
}

export const linkOff: Link = { state: { stage: 'off' }, attempt: 0 };

/** A link that fell again sooner than this after standing is flapping: its back-off goes on growing. */
const firmAfterMs = 10_000;

/** Retrying cannot help: the account would only be locked, the log filled. */
const final: ReadonlySet<LinkFault['code']> = new Set(['wrong-secret', 'bad-settings']);

export function stepLink(
  link: Link,
  input: LinkInput,
  policy: BackoffPolicy,
  random: () => number,
): LinkStep {
  const { stage } = link.state;
  switch (input.type) {
    case 'start':
      return stage === 'off' || stage === 'refused' ? connecting(0) : unchanged(link);
    case 'stop':
      return { link: linkOff, effects: stage === 'off' ? [] : [{ type: 'close' }] };
    case 'due':
      return stage === 'waiting' ? connecting(link.attempt) : unchanged(link);
    case 'connected':
      return stage === 'connecting' ? to(link, { stage: 'login' }) : unchanged(link);
    case 'loggedIn':
      return stage === 'login' ? to(link, { stage: 'resync' }) : unchanged(link);
    case 'resynced':
      return stage === 'resync' ? to(link, { stage: 'ready', since: input.at }) : unchanged(link);
    case 'failed':
      return failed(link, input, policy, random);
  }
}

function failed(
  link: Link,
  { fault, at }: { readonly fault: LinkFault; readonly at: number },
  policy: BackoffPolicy,
  random: () => number,
): LinkStep {
  const { state } = link;
  if (state.stage === 'off' || state.stage === 'waiting' || state.stage === 'refused') return unchanged(link);
  if (final.has(fault.code)) {
    return { link: { state: { stage: 'refused', cause: fault }, attempt: 0 }, effects: [{ type: 'close' }] };
  }
  const stoodFirmly = state.stage === 'ready' && at - state.since >= firmAfterMs;
  const attempt = stoodFirmly ? 0 : link.attempt;
  const ms = backoffDelay(policy, attempt, random());
  return {
    link: { state: { stage: 'waiting', cause: fault, retryAt: at + ms }, attempt: attempt + 1 },
    effects: [{ type: 'close' }, { type: 'wait', ms }],
  };
}

function connecting(attempt: number): LinkStep {
  return { link: { state: { stage: 'connecting' }, attempt }, effects: [{ type: 'open' }] };
}

function to(link: Link, state: LinkState): LinkStep {
  return { link: { ...link, state }, effects: [] };
}

function unchanged(link: Link): LinkStep {
  return { link, effects: [] };
}
