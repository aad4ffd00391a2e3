import { Emitter } from '#shared/kernel/emitter.ts';
import type { BackoffPolicy } from '#shared/kernel/backoff.ts';
import type { Clock } from './clock.ts';
import { linkOff, stepLink } from './link.ts';
import type { Link, LinkEffect, LinkInput } from './link.ts';
import type { LinkFault, LinkState } from '../telephony-source.ts';

/** What one connection says of itself; after it was closed nobody listens any more. */
export type ConnectionReport = (input: Exclude<LinkInput, { type: 'start' | 'stop' | 'due' }>) => void;

export interface LinkRunnerOptions {
  /** Opens a connection and returns what closes it. Must not report before it returns. */
  readonly open: (report: ConnectionReport) => () => void;
  /** The connection is gone, for whatever reason: before the state says so. */
  readonly onClosed: () => void;
  readonly clock: Clock;
  /** In [0, 1). */
  readonly random: () => number;
  readonly backoff: BackoffPolicy;
}

export interface LinkRunner {
  readonly state: LinkState;
  onState(listener: (state: LinkState) => void): () => void;
  start(): void;
  /** For what is wrong already before anything is tried. */
  refuse(fault: LinkFault): void;
  stop(): void;
}

/** Carries out what the link's state machine (ami/link.ts) asks for: one connection at a time, and the waits between. */
export function createLinkRunner({ open, onClosed, clock, random, backoff }: LinkRunnerOptions): LinkRunner {
  const states = new Emitter<LinkState>();
  let link: Link = linkOff;
  let close: (() => void) | undefined;
  let cancelWait = (): void => undefined;

  function feed(input: LinkInput): void {
    const before = link.state;
    const { link: next, effects } = stepLink(link, input, backoff, random);
    if (effects.some(({ type }) => type === 'close')) closeConnection();
    link = next;
    if (next.state !== before) states.emit(next.state);
    for (const effect of effects) carryOut(effect);
  }

  function carryOut(effect: LinkEffect): void {
    switch (effect.type) {
      case 'open':
        openConnection();
        return;
      case 'wait':
        cancelWait = clock.after(effect.ms, () => feed({ type: 'due' }));
        return;
      case 'close':
        // Done above: whoever hears of the new state finds the connection closed.
        return;
    }
  }

  function openConnection(): void {
    let isCurrent = true;
    const closeThis = open((input) => {
      if (isCurrent) feed(input);
    });
    close = () => {
      isCurrent = false;
      closeThis();
    };
  }

  function closeConnection(): void {
    cancelWait();
    const closing = close;
    close = undefined;
    closing?.();
    onClosed();
  }

  return {
    get state() {
      return link.state;
    },
    onState: (listener) => states.on(listener),
    start: () => feed({ type: 'start' }),
    refuse(fault) {
      closeConnection();
      link = { state: { stage: 'refused', cause: fault }, attempt: 0 };
      states.emit(link.state);
    },
    stop: () => feed({ type: 'stop' }),
  };
}
