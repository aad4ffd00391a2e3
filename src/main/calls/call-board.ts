import type { LiveCall } from '#shared/calls/live-call.ts';
import {
  legToControl,
  liveCallOf,
  liveCalls,
  noLiveCalls,
  reduceLiveCalls,
} from '#shared/calls/live-calls.ts';
import type { LiveCallInput } from '#shared/calls/live-call-input.ts';
import { Emitter } from '#shared/kernel/emitter.ts';
import type { Unsubscribe } from '#shared/kernel/emitter.ts';

interface Change {
  readonly call: LiveCall;
  /** undefined: new. */
  readonly before: LiveCall | undefined;
}

/** Holds the calls of this desk: every change goes through the reducer, and whoever listens hears it in order. */
export class CallBoard {
  readonly #changes: Emitter<Change>;
  readonly #lists: Emitter<readonly LiveCall[]>;
  #state = noLiveCalls;
  /** Inputs that came while listeners were being told: one after the other, so that nobody hears them out of order. */
  readonly #queue: { readonly input: LiveCallInput; readonly told: (() => void) | undefined }[] = [];
  #isDraining = false;

  /** `onError`: a listener has thrown; the others are told all the same. */
  constructor(onError: (error: unknown) => void) {
    this.#changes = new Emitter(onError);
    this.#lists = new Emitter(onError);
  }

  live(): readonly LiveCall[] {
    return liveCalls(this.#state);
  }

  /** The live call a leg belongs to. */
  callOf(leg: string): LiveCall | undefined {
    return liveCallOf(this.#state, leg);
  }

  /** The leg through which a live call can be acted on. */
  legToControl(id: string): ReturnType<typeof legToControl> {
    return legToControl(this.#state, id);
  }

  onCall(listener: (call: LiveCall, before: LiveCall | undefined) => void): Unsubscribe {
    return this.#changes.on(({ call, before }) => listener(call, before));
  }

  /** The whole new list after every change of it, a dismissal too. */
  onLive(listener: (calls: readonly LiveCall[]) => void): Unsubscribe {
    return this.#lists.on(listener);
  }

  /** `told` runs when everybody has heard of it. */
  put(input: LiveCallInput, told?: () => void): void {
    this.#queue.push({ input, told });
    if (this.#isDraining) return;
    this.#isDraining = true;
    try {
      for (let next = this.#queue.shift(); next; next = this.#queue.shift()) {
        this.#apply(next.input);
        next.told?.();
      }
    } finally {
      this.#isDraining = false;
    }
  }

  #apply(input: LiveCallInput): void {
    const before = this.#state;
    this.#state = reduceLiveCalls(before, input);
    if (this.#state === before) return;
    const old = new Map(before.entries.map(({ call }) => [call.id, call]));
    const changed = this.#state.entries.filter(({ call }) => old.get(call.id) !== call);
    const isShorter = this.#state.entries.length < before.entries.length;
    for (const { call } of changed) this.#changes.emit({ call, before: old.get(call.id) });
    if (changed.length > 0 || isShorter) this.#lists.emit(this.live());
  }
}
