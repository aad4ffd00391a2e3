import type { Announcement, CallEvent, RemoteParty } from '#shared/calls/call-event.ts';
import type { CallTrace, CallTraceRecord } from '#shared/calls/call-trace.ts';
import { nobodyKnown } from '#shared/calls/far-end.ts';
import type { FarEnd } from '#shared/calls/far-end.ts';
import type { CallerMatch, LiveCall } from '#shared/calls/live-call.ts';
import { callIdOf } from '#shared/calls/call-id.ts';
import type { LiveCallInput } from '#shared/calls/live-call-input.ts';
import { AppError, messageOf } from '#shared/kernel/app-error.ts';
import type { Clock } from '#shared/kernel/clock.ts';
import { Emitter } from '#shared/kernel/emitter.ts';
import type { Unsubscribe } from '#shared/kernel/emitter.ts';
import type { NewId } from '#shared/kernel/ids.ts';
import type { Ref } from '#shared/kernel/ref.ts';
import { toDialable } from '#shared/phone/dialable.ts';
import type { DialProfile } from '#shared/phone/dial-profile.ts';
import type { CallTransfer, HostCalls, Log } from '../host/host.ts';
import type { TelephonySource } from '../telephony/telephony-source.ts';
import { CallBoard } from './call-board.ts';
import { createCallDoors } from './call-control.ts';
import { createAnnouncedStages, createCallTraces } from './call-trace.ts';
import type { CallerLookup } from './caller-lookup.ts';
import { createPendingDials, dialThrough } from './dial-out.ts';
import type { PendingDial } from './dial-out.ts';
import { identify } from './identify.ts';
import { isSameMatch } from './same-match.ts';
import { createUnrungCalls, isMissedUnrung } from './unrung-calls.ts';

export interface CallServiceDeps {
  readonly clock: Clock;
  /** ms since the epoch with fractions, `performance.timeOrigin + performance.now()`; for the traces. */
  readonly precise: () => number;
  readonly newId: NewId;
  readonly lookup: CallerLookup;
  readonly profile: () => DialProfile;
  /** Devices of this agent; the first one rings for a click-to-dial. */
  readonly devices: () => readonly string[];
  /** Whose call it was said to be before this desk was started anew. */
  readonly recall: (id: string) => Ref | null;
  readonly log: Log;
}

/** Joins the telephony sources, the lookup and the agent's choices into the calls of this desk. */
export class CallService implements HostCalls {
  readonly #deps: CallServiceDeps;
  readonly #board: CallBoard;
  readonly #traces = createCallTraces();
  readonly #announced = createAnnouncedStages();
  readonly #unrung = createUnrungCalls();
  readonly #records: Emitter<CallTraceRecord>;
  readonly #pending = createPendingDials();
  readonly #doors = createCallDoors();
  readonly #transfers: Emitter<CallTransfer>;
  readonly #sources = new Set<TelephonySource>();

  constructor(deps: CallServiceDeps) {
    this.#deps = deps;
    const onError = (error: unknown): void =>
      deps.log.error('a listener of calls failed', { cause: messageOf(error) });
    this.#board = new CallBoard(onError);
    this.#records = new Emitter(onError);
    this.#transfers = new Emitter(onError);
  }

  live(): readonly LiveCall[] {
    return this.#board.live();
  }

  lookup(remote: RemoteParty): CallerMatch {
    return this.#deps.lookup.lookup(remote, this.#deps.profile());
  }

  onCall(listener: (call: LiveCall, before: LiveCall | undefined) => void): Unsubscribe {
    return this.#board.onCall(listener);
  }

  /** The whole new list after every change of it, a dismissal too. */
  onLive(listener: (calls: readonly LiveCall[]) => void): Unsubscribe {
    return this.#board.onLive(listener);
  }

  onTrace(listener: (record: CallTraceRecord) => void): Unsubscribe {
    return this.#records.on(listener);
  }

  /** The last 200 calls, each with its stages; no numbers, no names. */
  traces(): readonly CallTrace[] {
    return this.#traces.list();
  }

  /**
   * Listens to a source, which somebody else starts and stops, and dials through it when it is ready. Of two that tell
   * of one call, the one connected first knows more.
   */
  connect(source: TelephonySource): Unsubscribe {
    this.#sources.add(source);
    const offs = [
      source.onCall((event) => this.#onEvent(event, source)),
      source.onAnnounced?.((announcement) => this.#onAnnounced(announcement)),
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
    this.#board.put({ type: 'chosen', at: this.#deps.clock.now(), id, party });
  }

  /** Closes an ended call, or the pop of one that goes on. A call already gone is no error: two windows may ask. */
  dismiss(id: string): void {
    this.#board.put({ type: 'dismissed', at: this.#deps.clock.now(), id });
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

  /** Ends the call at the agent's own phone. @throws AppError `control.<reason>` */
  hangUp(id: string): Promise<void> {
    return this.#doors.hangUp(this.#board.legToControl(id));
  }

  /**
   * Sends the far end on to somebody, blindly; resolves when the PBX has done it, with what it dialled.
   * @throws AppError `dial.bad-number`, `control.<reason>`
   */
  async transfer(id: string, text: string): Promise<{ readonly target: string }> {
    const target = toDialable(text, this.#deps.profile());
    const call = this.live().find((each) => each.id === id);
    await this.#doors.transfer(this.#board.legToControl(id), target);
    if (call) this.#transfers.emit({ call, target });
    return { target };
  }

  onTransfer(listener: (transfer: CallTransfer) => void): Unsubscribe {
    return this.#transfers.on(listener);
  }

  hint(id: string, party: Ref | null): void {
    const call = this.live().find((each) => each.id === id);
    if (call && call.hinted?.id !== party?.id)
      this.#board.put({ type: 'hinted', at: this.#deps.clock.now(), id, party });
  }

  /**
   * To be called after every commit on the replica and every change of the dial profile: looks everybody up again.
   * Candidates that have merely changed places stay where they are: somebody may be about to choose one.
   */
  rematch(): void {
    for (const { id, remote, match, display } of this.live()) {
      const farEnd = this.#identify(remote);
      const isSame = display === farEnd.display && isSameMatch(match, farEnd.match);
      if (!isSame) this.#board.put({ type: 'matched', at: this.#deps.clock.now(), id, farEnd });
    }
  }

  /**
   * Looked up before it rings, so that the ringing finds everything read and warm. Nothing of it is kept but the time:
   * what the replica holds when it rings is what counts.
   */
  #onAnnounced(announcement: Announcement): void {
    const { call, device, at, from } = announcement;
    if (this.#board.callOf(call)) return;
    this.#unrung.put(announcement);
    const { precise } = this.#deps;
    const trackedAt = precise();
    const { match } = this.#identify(from);
    const matchedAt = precise();
    const stage = { event: 'announced', eventAt: at, trackedAt, matchedAt, emittedAt: matchedAt } as const;
    this.#announced.put(call, stage);
    this.#records.emit({ kind: 'event', leg: call, device, call: null, rule: match.rule, stage });
  }

  #onEvent(event: CallEvent, source: TelephonySource): void {
    this.#doors.heard(event, source);
    const { precise, clock } = this.#deps;
    const trackedAt = precise();
    const dial = isOwnDial(event) ? this.#pending.take(event.call) : undefined;
    const onItsWay = this.#unrung.take(event.call);
    const unrung = isMissedUnrung(event) ? onItsWay : undefined;
    const remote = unrung?.from ?? remoteOf(event, dial?.number);
    const farEnd = remote && this.#identify(remote);
    const matchedAt = remote ? precise() : null;
    const input: LiveCallInput = {
      type: 'event',
      at: clock.now(),
      event: this.#withColleague(event),
      ...this.#beginning(event, dial),
      canControl: source.canControl,
      ...(unrung ? { unrung } : {}),
      ...(farEnd ? { farEnd } : {}),
      door: [...this.#sources].indexOf(source),
    };
    this.#board.put(input, () => {
      const call = this.#board.callOf(event.call);
      const stage = {
        event: event.type,
        eventAt: event.at,
        trackedAt,
        matchedAt,
        emittedAt: precise(),
      };
      const announced = this.#announced.take(event.call);
      if (call && announced) this.#traces.record(call.id, call.match.rule, announced);
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

  /** Of the call that may begin with this event. */
  #beginning(
    event: CallEvent,
    dial: PendingDial | undefined,
  ): { readonly id: string; readonly party?: Ref | null; readonly isOwnDial?: true } {
    if (dial) return { id: dial.id, party: dial.party, isOwnDial: true };
    const known = this.#board.callOf(event.call);
    if (known) return { id: known.id };
    const id = callIdOf(event);
    const party = this.#guarded('a call could not be recalled', () => this.#deps.recall(id));
    return party ? { id, party } : { id };
  }

  #identify(remote: RemoteParty): FarEnd {
    const { lookup, profile } = this.#deps;
    const found = this.#guarded('a caller could not be looked up', () =>
      identify(remote, profile(), lookup.lookup),
    );
    return found ?? { ...nobodyKnown, remote };
  }

  /** Who took it, by the name the house knows the extension under. */
  #withColleague(event: CallEvent): CallEvent {
    if (event.type !== 'ended' || event.to === undefined) return event;
    if (event.reason !== 'answered-elsewhere' && event.reason !== 'picked-up') return event;
    const { to } = event;
    const colleague = this.#guarded('a colleague could not be looked up', () =>
      this.#deps.lookup.colleague(to),
    );
    return colleague ? { ...event, by: colleague.name } : event;
  }

  /** A failing replica must not keep the phone's ringing from the screen. */
  #guarded<T>(complaint: string, ask: () => T): T | undefined {
    try {
      return ask();
    } catch (error) {
      this.#deps.log.error(complaint, { cause: messageOf(error) });
      return undefined;
    }
  }

  #mustKnow(id: string): void {
    if (!this.live().some((call) => call.id === id)) throw new AppError('call.gone', `no live call ${id}`);
  }
}

/** Or its end: where the agent's own phone is busy, nothing comes before. */
function isOwnDial({ type }: CallEvent): boolean {
  return type === 'agent-phone-ringing' || type === 'dialling' || type === 'ended';
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
    case 'ended':
      return dialled === undefined ? undefined : { number: dialled };
    default:
      return undefined;
  }
}
