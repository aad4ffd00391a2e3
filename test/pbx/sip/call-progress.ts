import { waitUntil } from '../waiting.ts';

/**
 *   calling ──┐              (we sent INVITE)
 *             ├─▶ ringing ─▶ up ─▶ ended
 *   offered ──┘              (the PBX sent INVITE; nothing said yet)
 * Every state may go straight to `ended`; `calling` and `offered` straight to `up`.
 */
export type CallState = 'calling' | 'offered' | 'ringing' | 'up' | 'ended';

/** `status`: the refusal's, 487 for a cancelled call, 200 for a BYE. `reason`: the Reason header, '' if none. */
export type CallEnd = { readonly by: 'us' | 'them'; readonly status: number; readonly reason: string };

/** Where a call stands, and who waits for it to go on. */
export class CallProgress {
  readonly #listeners: Set<() => void>;
  readonly #subject: () => string;
  readonly #onState: (state: CallState) => void;
  #state: CallState;
  #end: CallEnd | undefined;

  /** @param listeners called after every change; @param subject names the call in messages; @param onState heard first. */
  constructor(
    state: CallState,
    listeners: Set<() => void>,
    subject: () => string,
    onState: (state: CallState) => void,
  ) {
    this.#state = state;
    this.#listeners = listeners;
    this.#subject = subject;
    this.#onState = onState;
  }

  get state(): CallState {
    return this.#state;
  }

  /** `ended` is final: what comes later changes nothing. */
  become(state: CallState): void {
    if (this.#state === 'ended') return;
    this.#state = state;
    this.#onState(state);
    this.tell();
  }

  finish(end: CallEnd): void {
    this.#end ??= end;
    this.become('ended');
  }

  tell(): void {
    for (const listener of [...this.#listeners]) listener();
  }

  /** Rejects at once when the call ends instead. */
  async reached(state: 'ringing' | 'up'): Promise<void> {
    const probe = (): true | undefined => {
      if (this.#state === state) return true;
      if (this.#end) throw new Error(this.describe(`to be ${state}`));
      return undefined;
    };
    await waitUntil(this.#listeners, probe, () => this.describe(`to be ${state}`));
  }

  ended(): Promise<CallEnd> {
    return waitUntil(
      this.#listeners,
      () => this.#end,
      () => this.describe('to end'),
    );
  }

  describe(awaited: string): string {
    const end = this.#end ? ` (${this.#end.status} by ${this.#end.by} ${this.#end.reason})` : '';
    return `${this.#subject()} was ${awaited}, but is ${this.#state}${end}`;
  }
}
