import type { PullRequest, StandingPullMessage } from '#shared/sync/protocol.ts';
import { STANDING_VERSIONS } from './tail.ts';

export interface StandingPullPorts {
  /** Answers as over HTTP, in JSON. undefined: not here; over HTTP the desk gets it, or learns why not. Never rejects. */
  readonly ask: (request: PullRequest) => Promise<string | undefined>;
  readonly send: (text: string) => void;
  /** The desk has not yet read what it was sent before. */
  readonly isBusy: () => boolean;
  /** Calls once after so many ms. */
  readonly later: (ms: number, call: () => void) => void;
}

/** So long after an answer the next pull is waited for, before a hint says what has come meanwhile. */
const NEXT_MS = 2_000;

/**
 * What one socket is told. A message of either kind may be lost: it costs time, never data.
 *
 * ```
 * none ──lay──▶ standing ──a version passes its cursor──▶ being answered ──answer──▶ expecting ──lay──▶ standing
 *  │                ▲ └── another one takes its place          │  └── another one was laid: that one stands
 *  └── a version: a hint                                        └── no answer: none, and a hint
 * ```
 *
 * Expecting: the desk is writing what it was answered. What comes meanwhile it learns with its next pull; where none is
 * laid in a while, by a hint.
 */
export class StandingPull {
  readonly #ports: StandingPullPorts;
  #laid: StandingPullMessage | undefined;
  #isAnswering = false;
  /** The newest version there is, as far as is known here. */
  #newest = -1;
  /** Up to which version the desk has been told, by a hint or an answer. */
  #told = -1;
  #isExpecting = false;
  #isTimed = false;

  constructor(ports: StandingPullPorts) {
    this.#ports = ports;
  }

  /** The tenant is at this version, or has been. */
  news(ver: number): void {
    if (ver <= this.#newest) return;
    this.#newest = ver;
    this.#turn();
  }

  /** Takes the place of the one before. */
  lay(message: StandingPullMessage): void {
    this.#laid = message;
    this.#isExpecting = false;
    this.#turn();
  }

  /** One was laid down and is not looked at. */
  decline(): void {
    this.#isExpecting = false;
    this.#turn();
  }

  #turn(): void {
    if (this.#isAnswering) return;
    const laid = this.#laid;
    if (!laid) return this.#hint();
    const behind = this.#newest - laid.pull.cursor;
    if (behind <= 0) return;
    // Whoever has nothing yet, or much to fetch, or does not read, is better off with a request of its own.
    if (laid.pull.cursor === 0 || behind > STANDING_VERSIONS || this.#ports.isBusy()) {
      this.#laid = undefined;
      return this.#hint();
    }
    this.#isAnswering = true;
    const asked = this.#newest;
    void this.#ports.ask(laid.pull).then((reply) => {
      this.#isAnswering = false;
      if (this.#laid === laid) {
        this.#laid = undefined;
        if (reply !== undefined) this.#answer(laid.seq, asked, reply);
      }
      return this.#turn();
    });
  }

  #hint(): void {
    if (this.#newest <= this.#told) return;
    if (this.#isExpecting) return this.#hintLater();
    this.#told = this.#newest;
    this.#ports.send(`{"ver":${this.#newest},"answers":true}`);
  }

  #hintLater(): void {
    if (this.#isTimed) return;
    this.#isTimed = true;
    this.#ports.later(NEXT_MS, () => {
      this.#isTimed = false;
      this.#isExpecting = false;
      this.#turn();
    });
  }

  /** `asked`: the version for which it was asked, so that what came later is not taken for told. */
  #answer(seq: number, asked: number, reply: string): void {
    this.#told = Math.max(this.#told, asked);
    this.#isExpecting = true;
    this.#ports.send(`{"ver":${this.#newest},"to":${seq},"reply":${reply}}`);
  }
}
