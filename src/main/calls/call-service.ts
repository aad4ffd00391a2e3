import type { CallEvent, RemoteParty } from '#shared/calls/call-event.ts';
import type { CallTrace, CallTraceRecord } from '#shared/calls/call-trace.ts';
import { nobodyKnown } from '#shared/calls/far-end.ts';
import type { FarEnd } from '#shared/calls/far-end.ts';
import type { CallerMatch, LiveCall } from '#shared/calls/live-call.ts';
import { liveCallOf, liveCalls, noLiveCalls, reduceLiveCalls } from '#shared/calls/live-calls.ts';
import type { LiveCallInput } from '#shared/calls/live-calls.ts';
import { AppError, messageOf } from '#shared/kernel/app-error.ts';
import type { Clock } from '#shared/kernel/clock.ts';
import { Emitter } from '#shared/kernel/emitter.ts';
import type { Unsubscribe } from '#shared/kernel/emitter.ts';
import type { NewId } from '#shared/kernel/ids.ts';
import type { Ref } from '#shared/kernel/ref.ts';
import { toDialable } from '#shared/phone/dialable.ts';
import type { DialProfile } from '#shared/phone/dial-profile.ts';
import type { HostCalls, Log } from '../host/host.ts';
import type { TelephonySource } from '../telephony/telephony-source.ts';
import { createCallTraces } from './call-trace.ts';
import type { CallerLookup } from './caller-lookup.ts';
import { createPendingDials, dialThrough } from './dial-out.ts';
import { identify } from './identify.ts';

export interface CallServiceDeps {
  readonly clock: Clock;
  /** ms since the epoch with fractions, `performance.timeOrigin + performance.now()`; for the traces. */
  readonly precise: () => number;
  readonly newId: NewId;
  readonly lookup: CallerLookup;
  readonly profile: () => DialProfile;
  /** Devices of this agent; the first one rings for a click-to-dial. */
  readonly devices: () => readonly string[];
  readonly log: Log;
}

/** Joins the telephony sources, the lookup and the agent's choices into the calls of this desk. */
export class CallService implements HostCalls {
  readonly #deps: CallServiceDeps;
  readonly #changes: Emitter<{ readonly call: LiveCall; readonly before: LiveCall | undefined }>;
  readonly #lists: Emitter<readonly LiveCall[]>;
  readonly #traces = createCallTraces();
  readonly #records: Emitter<CallTraceRecord>;
  readonly #pending = createPendingDials();
  readonly #sources = new Set<TelephonySource>();
  #state = noLiveCalls;
  /** Inputs that came while listeners were being told: one after the other, so that nobody hears them out of order. */
  readonly #queue: { readonly input: LiveCallInput; readonly told: (() => void) | undefined }[] = [];
  #isDraining = false;

  constructor(deps: CallServiceDeps) {
    this.#deps = deps;
    const onError = (error: unknown): void =>
      deps.log.error('a listener of calls failed', { cause: messageOf(error) });
    this.#changes = new Emitter(onError);
    this.#lists = new Emitter(onError);
    this.#records = new Emitter(onError);
  }

  live(): readonly LiveCall[] {
    return liveCalls(this.#state);
  }

  lookup(remote: RemoteParty): CallerMatch {
    return this.#deps.lookup.lookup(remote, this.#deps.profile());
  }

  onCall(listener: (call: LiveCall, before: LiveCall | undefined) => void): Unsubscribe {
    return this.#changes.on(({ call, before }) => listener(call, before));
  }

  /** The whole new list after every change of it, a dismissal too. */
  onLive(listener: (calls: readonly LiveCall[]) => void): Unsubscribe {
    return this.#lists.on(listener);
  }

  onTrace(listener: (record: CallTraceRecord) => void): Unsubscribe {
    return this.#records.on(listener);
  }

  /** The last 200 calls, each with its stages; no numbers, no names. */
  traces(): readonly CallTrace[] {
    return this.#traces.list();
  }

  /** Listens to a source, which somebody else starts and stops, and dials through it when it is ready. */
  connect(source: TelephonySource): Unsubscribe {
    this.#sources.add(source);
    const offs = [
      source.onCall((event) => this.#onEvent(event)),
      source.onTrace?.((record) => this.#records.emit(record)),
    ];
    return () => {
      for (const off of offs) off?.();
      this.#sources.delete(source);
    };
  }

  /** "It is Frank". @throws AppError `call.gone`, `call.not-a-party` */
  choose(id: string, party: Ref): void {
    this.#mustKnow(id);
    if (party.type !== 'party') throw new AppError('call.not-a-party', `a ${party.type} cannot be who calls`);
    this.#put({ type: 'chosen', at: this.#deps.clock.now(), id, party });
  }

  /** Closes an ended call, or the pop of one that goes on. A call already gone is no error: two windows may ask. */
  dismiss(id: string): void {
    this.#put({ type: 'dismissed', at: this.#deps.clock.now(), id });
  }

  /**
   * Rings the agent's phone, then the number. Resolves when the PBX has taken it on, with the live call's id.
   * @throws AppError `dial.<reason>`
   */
  async dial(text: string, party: Ref | null): Promise<{ readonly id: string }> {
    const dial = { id: this.#deps.newId(), number: toDialable(text, this.#deps.profile()), party };
    this.#pending.add(dial);
    try {
      await dialThrough([...this.#sources], this.#deps.devices()[0], dial);
    } catch (error) {
      this.#pending.remove(dial.id);
      throw error;
    }
    return { id: dial.id };
  }

  /**
   * To be called after every commit on the replica and every change of the dial profile: looks everybody up again.
   * Candidates that have merely changed places stay where they are: somebody may be about to choose one.
   */
  rematch(): void {
    for (const { id, remote, match, display } of this.live()) {
      const farEnd = this.#identify(remote);
      const isSame = display === farEnd.display && isSameMatch(match, farEnd.match);
      if (!isSame) this.#put({ type: 'matched', at: this.#deps.clock.now(), id, farEnd });
    }
  }

  /** Warms the way to a number a source shows before it rings. Nothing is kept. */
  prefetch(remote: RemoteParty): void {
    this.#identify(remote);
  }

  #onEvent(event: CallEvent): void {
    const { precise, newId, clock } = this.#deps;
    const trackedAt = precise();
    const dial = isOwnDial(event) ? this.#pending.take(event.call) : undefined;
    const remote = remoteOf(event, dial?.number);
    const farEnd = remote && this.#identify(remote);
    const matchedAt = remote ? precise() : null;
    const input: LiveCallInput = {
      type: 'event',
      at: clock.now(),
      event: this.#withColleague(event),
      id: dial?.id ?? newId(),
      ...(farEnd ? { farEnd } : {}),
      ...(dial ? { party: dial.party } : {}),
    };
    this.#put(input, () => {
      const call = liveCallOf(this.#state, event.call);
      const stage = {
        event: event.type,
        eventAt: event.at,
        trackedAt,
        matchedAt,
        emittedAt: precise(),
      };
      if (call) this.#traces.record(call.id, call.match.rule, stage);
      const { call: leg, device } = event;
      this.#records.emit({
        kind: 'event',
        leg,
        device,
        call: call?.id ?? null,
        rule: call?.match.rule ?? null,
        stage,
      });
    });
  }

  #put(input: LiveCallInput, told?: () => void): void {
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

  /** A failing replica must not keep the phone's ringing from the screen. */
  #identify(remote: RemoteParty): FarEnd {
    const { lookup, profile, log } = this.#deps;
    try {
      return identify(remote, profile(), lookup.lookup);
    } catch (error) {
      log.error('a caller could not be looked up', { cause: messageOf(error) });
      return { ...nobodyKnown, remote };
    }
  }

  /** Who took it, by the name the house knows the extension under. */
  #withColleague(event: CallEvent): CallEvent {
    if (event.type !== 'ended' || event.to === undefined) return event;
    if (event.reason !== 'answered-elsewhere' && event.reason !== 'picked-up') return event;
    try {
      const colleague = this.#deps.lookup.colleague(event.to);
      return colleague ? { ...event, by: colleague.name } : event;
    } catch (error) {
      this.#deps.log.error('a colleague could not be looked up', { cause: messageOf(error) });
      return event;
    }
  }

  #mustKnow(id: string): void {
    if (!this.live().some((call) => call.id === id)) throw new AppError('call.gone', `no live call ${id}`);
  }
}

function isSameMatch(a: CallerMatch, b: CallerMatch): boolean {
  return unordered(a) === unordered(b);
}

function unordered({ rule, digits, extension, note, candidates }: CallerMatch): string {
  return JSON.stringify([
    rule,
    digits,
    extension,
    note,
    candidates.map((card) => JSON.stringify(card)).toSorted(),
  ]);
}

function isOwnDial({ type }: CallEvent): boolean {
  return type === 'agent-phone-ringing' || type === 'dialling';
}

/** The far end an event tells of, if any. */
function remoteOf(event: CallEvent, dialled: string | undefined): RemoteParty | undefined {
  switch (event.type) {
    case 'ringing':
    case 'remote-changed':
      return event.from;
    case 'dialling':
      return { number: event.to };
    case 'agent-phone-ringing': {
      const number = event.to ?? dialled;
      return number === undefined ? undefined : { number };
    }
    default:
      return undefined;
  }
}
