import type { CallEvent, EndReason, RemoteParty } from '#shared/calls/call-event.ts';
import type { DialogDocument, DialogInfo } from '../dialog-info.ts';
import { isSameParty, partyOf } from '../party.ts';
import type { SipCall, SipInput, SipOutput, SipTracker } from './state.ts';

type EventBody = CallEvent extends infer E
  ? E extends CallEvent
    ? Omit<E, 'call' | 'device' | 'at'>
    : never
  : never;

/** More than a phone and an account can have; an account flooded with invitations gets no further. */
export const mostCalls = 32;
const mostNamed = 256;

/** The calls at the watched phone, folded from what the PBX says of them. Pure. */
export function trackSip(tracker: SipTracker, input: SipInput): SipOutput {
  const fold = new Fold(tracker, input.at);
  switch (input.type) {
    case 'document':
      fold.document(input.document);
      break;
    case 'invited':
      fold.invited(input.invite, input.from);
      break;
    case 'uninvited':
      fold.uninvited(input.invite, input.elsewhere);
      break;
    case 'due':
      fold.due(input.id);
      break;
    case 'relinked':
      fold.relinked();
      break;
    case 'dialled':
      fold.dialled(input.id, input.to);
      break;
    case 'dial-answered':
      fold.dialAnswered(input.id, input.to);
      break;
    case 'dial-progress':
      fold.dialProgress(input.id, input.progress);
      break;
    case 'dial-failed':
      fold.dialFailed(input.id);
      break;
  }
  return fold.output();
}

/** One step under way: the tracker as it becomes, and what is told of it. */
class Fold {
  readonly #before: SipTracker;
  readonly #at: number;
  readonly #events: CallEvent[] = [];
  #calls: readonly SipCall[];
  #count: number;
  #named: readonly string[];
  #version: number | undefined;
  #isResync: boolean;

  constructor(tracker: SipTracker, at: number) {
    this.#before = tracker;
    this.#at = at;
    this.#calls = tracker.calls;
    this.#count = tracker.count;
    this.#named = tracker.named;
    this.#version = tracker.version;
    this.#isResync = tracker.isResync;
  }

  output(): SipOutput {
    const was = new Map(this.#before.calls.map((call) => [call.id, call.phase]));
    const settling = this.#calls.filter(
      ({ id, phase }) => phase === 'settling' && was.get(id) !== 'settling',
    );
    return {
      tracker: {
        ...this.#before,
        calls: this.#calls,
        count: this.#count,
        named: this.#named,
        version: this.#version,
        isResync: this.#isResync,
      },
      events: this.#events,
      settling: settling.map(({ id }) => id),
    };
  }

  document({ version, scope, dialogs }: DialogDocument): void {
    // A document that was overtaken by a later one tells of the past.
    if (!this.#isResync && this.#version !== undefined && version <= this.#version) return;
    if (scope === 'full') {
      const shown = new Set(dialogs.map(({ id }) => id));
      for (const call of this.#calls)
        if (call.dialog !== undefined && !shown.has(call.dialog)) this.#dialogOver(call, undefined);
    }
    for (const dialog of dialogs) this.#dialog(dialog);
    if (scope === 'full' && dialogs.every(({ state }) => state === 'terminated')) this.#phoneIsIdle();
    this.#version = version;
    this.#isResync = false;
  }

  #dialog(dialog: DialogInfo): void {
    const known = this.#calls.find((call) => call.dialog === dialog.id);
    if (dialog.state === 'terminated') {
      if (known) this.#dialogOver(known, dialog);
    } else if (dialog.state === 'confirmed') this.#confirmed(known, dialog);
    else if (dialog.direction === 'initiator') this.#calling(known, dialog);
    // A phone that was told of a call, but does not ring yet: `trying`, `proceeding`.
    else if (dialog.state === 'early') this.#early(known, dialog);
  }

  /** A click-to-dial beside another call never got a dialog of its own. */
  #phoneIsIdle(): void {
    for (const call of this.#calls)
      if (call.own === true && call.dialog === undefined && call.phase !== 'agent-phone')
        this.#dialogOver(call, undefined);
  }

  #early(known: SipCall | undefined, dialog: DialogInfo): void {
    const from = dialog.remote === undefined ? {} : partyOf(dialog.remote);
    if (known) {
      if (known.own === true) return;
      if (known.phase === 'talking' || known.phase === 'dialling') {
        // A dialog does not fall back: this one is another call under the same id, whose begin was not seen.
        if (!this.#isResync) return;
      } else if (isSameParty(known.remote, from)) {
        if (isRicher(from, known.remote))
          this.#change(known, { remote: from }, { type: 'remote-changed', from });
        return;
      }
      this.#dialogOver(known, undefined);
    }
    const invited = this.#calls.find(
      (call) => call.phase === 'ringing' && call.dialog === undefined && isSameParty(call.remote, from),
    );
    const same = this.#ownWithoutDialog() ?? invited ?? this.#uninvitedFrom(from);
    if (same?.phase === 'settling')
      this.#change(same, { phase: 'ringing', dialog: dialog.id, verdict: undefined });
    else if (same) this.#change(same, { dialog: dialog.id });
    else
      this.#begin(
        { ...this.#lasting(dialog.callId), phase: 'ringing', remote: from, dialog: dialog.id },
        { type: 'ringing', from },
      );
  }

  /** The account's invitation is gone, and the phone is only now told to ring. */
  #uninvitedFrom(from: RemoteParty): SipCall | undefined {
    return this.#calls.find(
      (call) =>
        call.phase === 'settling' &&
        call.verdict === 'missed-caller' &&
        call.dialog === undefined &&
        isSameParty(call.remote, from),
    );
  }

  #confirmed(known: SipCall | undefined, dialog: DialogInfo): void {
    if (known?.phase === 'talking' || known?.own === true) return;
    const own = known === undefined ? this.#ownWithoutDialog() : undefined;
    if (own) {
      this.#change(own, { dialog: dialog.id });
      return;
    }
    // The phone may be answered before its ringing was told.
    const [only, ...more] = this.#calls.filter(
      (call) => call.dialog === undefined && (call.phase === 'ringing' || call.phase === 'settling'),
    );
    const call = known ?? (more.length === 0 ? only : undefined);
    if (call) this.#change(call, { phase: 'talking', dialog: dialog.id }, { type: 'answered' });
    else this.#inUse(dialog);
  }

  /** In use without having rung: met in the midst, or the phone dials. Whom, and whether it is up yet, is not told. */
  #inUse(dialog: DialogInfo): void {
    const before = this.#calls.length;
    const first: EventBody = this.#isResync ? { type: 'answered' } : { type: 'dialling', to: '' };
    const begun = {
      ...this.#lasting(dialog.callId),
      phase: 'talking',
      remote: {},
      dialog: dialog.id,
    } as const;
    const id = this.#begin(begun, first);
    if (!this.#isResync && this.#calls.length > before) this.#tell(id, { type: 'answered' });
  }

  #ownWithoutDialog(): SipCall | undefined {
    return this.#calls.find((call) => call.own === true && call.dialog === undefined);
  }

  /** The phone calls somebody. A PBX that does not say whom shows it first when it is answered. */
  #calling(known: SipCall | undefined, dialog: DialogInfo): void {
    if (known) return;
    const remote = dialog.remote === undefined ? {} : partyOf(dialog.remote);
    if (remote.number === undefined) return;
    const begun = { ...this.#lasting(dialog.callId), phase: 'dialling', remote, dialog: dialog.id } as const;
    this.#begin(begun, { type: 'dialling', to: remote.number });
  }

  #dialogOver(call: SipCall, dialog: DialogInfo | undefined): void {
    if (this.#isResync) this.#end(call, 'unobserved');
    else if (call.phase === 'talking') this.#end(call, 'completed');
    else if (call.phase === 'dialling') this.#end(call, 'failed');
    // What becomes of a click-to-dial, our own call to the phone tells.
    else if (call.phase === 'agent-phone') this.#change(call, { dialog: undefined });
    else if (call.phase === 'settling') this.#end(call, call.verdict ?? 'missed-caller');
    // The account still rings: declined at the phone, or the CANCEL is on its way.
    else if (call.invite !== undefined)
      this.#change(call, { phase: 'settling', dialog: undefined, verdict: declined(dialog) ?? 'rejected' });
    else this.#end(call, missed(dialog));
  }

  invited(invite: string, from: RemoteParty): void {
    const same = this.#calls.find(
      (call) => call.phase === 'ringing' && call.invite === undefined && isSameParty(call.remote, from),
    );
    if (same === undefined)
      this.#begin({ phase: 'ringing', remote: from, invite }, { type: 'ringing', from });
    else if (isRicher(from, same.remote))
      this.#change(same, { invite, remote: from }, { type: 'remote-changed', from });
    else this.#change(same, { invite });
  }

  uninvited(invite: string, elsewhere: boolean): void {
    const call = this.#calls.find((each) => each.invite === invite);
    if (call === undefined) return;
    if (call.phase === 'settling') {
      this.#end(call, elsewhere ? 'answered-elsewhere' : 'missed-caller');
    } else if (call.phase === 'talking') this.#change(call, { invite: undefined });
    // By whom, the phone's dialog tells: it is answered now, or it is over.
    else if (elsewhere)
      this.#change(call, { phase: 'settling', invite: undefined, verdict: 'answered-elsewhere' });
    // The phone goes on ringing, or its dialog ends in a moment.
    else if (call.dialog !== undefined) this.#change(call, { invite: undefined });
    // A phone that talks shows one dialog, its talk: it will not tell of this call.
    else if (this.#calls.some(({ phase }) => phase === 'talking')) this.#end(call, 'missed-caller');
    // Answered at once: the phone's dialog is still to come, and not every PBX says that somebody answered.
    else this.#change(call, { phase: 'settling', invite: undefined, verdict: 'missed-caller' });
  }

  due(id: string): void {
    const call = this.#calls.find((each) => each.id === id);
    if (call?.phase === 'settling') this.#end(call, call.verdict ?? 'missed-caller');
  }

  relinked(): void {
    for (const call of this.#calls) {
      if (call.dialog === undefined) this.#end(call, 'unobserved');
      else this.#change(call, { invite: undefined });
    }
    this.#isResync = true;
    this.#version = undefined;
  }

  dialAnswered(id: string, to: string): void {
    const call = this.#calls.find((each) => each.id === id);
    if (call?.phase === 'agent-phone') this.#change(call, { phase: 'dialling' }, { type: 'dialling', to });
  }

  dialProgress(id: string, progress: 'ringing' | 'answered'): void {
    const call = this.#calls.find((each) => each.id === id);
    if (call?.phase !== 'dialling') return;
    if (progress === 'ringing') this.#tell(id, { type: 'remote-ringing' });
    else this.#change(call, { phase: 'talking' }, { type: 'answered' });
  }

  dialFailed(id: string): void {
    const call = this.#calls.find((each) => each.id === id);
    if (call) this.#end(call, 'failed');
  }

  dialled(id: string, to: string): void {
    this.#begin({ id, phase: 'agent-phone', remote: {}, own: true }, { type: 'agent-phone-ringing', to });
  }

  #begin(begun: Omit<SipCall, 'id'> & { readonly id?: string }, event: EventBody): string {
    if (this.#calls.length >= mostCalls) return '';
    this.#count += 1;
    const call = { id: `${this.#before.prefix}-${String(this.#count)}`, ...begun };
    this.#calls = [...this.#calls, call];
    this.#tell(call.id, event);
    return call.id;
  }

  /** The same at every desk that watches the phone, and after a restart. */
  #lasting(callId: string | undefined): { readonly id?: string } {
    if (callId === undefined) return {};
    const id = `sip-${callId}`;
    if (this.#named.includes(id)) return {};
    this.#named = [...this.#named, id].slice(-mostNamed);
    return { id };
  }

  #change(call: SipCall, changes: Changes, event?: EventBody): void {
    const changed = Object.entries({ ...call, ...changes }).filter(([, value]) => value !== undefined);
    this.#calls = this.#calls.map((each) =>
      each === call ? (Object.fromEntries(changed) as unknown as SipCall) : each,
    );
    if (event) this.#tell(call.id, event);
  }

  #end(call: SipCall, reason: EndReason): void {
    this.#calls = this.#calls.filter((each) => each !== call);
    this.#tell(call.id, { type: 'ended', reason });
  }

  #tell(call: string, event: EventBody): void {
    this.#events.push({ ...event, call, device: this.#before.device, at: this.#at });
  }
}

type Changes = { readonly [K in keyof SipCall]?: SipCall[K] | undefined };

function isRicher(now: RemoteParty, before: RemoteParty): boolean {
  return before.withheld !== true && before.number === undefined && now.number !== undefined;
}

/** What the dialog's end says of a call nobody took. Asterisk says nothing: then the caller may have given up. */
function missed(dialog: DialogInfo | undefined): EndReason {
  if (dialog?.event === 'timeout') return 'missed-no-answer';
  return declined(dialog) ?? 'missed-caller';
}

function declined(dialog: DialogInfo | undefined): EndReason | undefined {
  if (dialog?.event === 'replaced') return 'picked-up';
  if (dialog?.event !== 'rejected') return undefined;
  return dialog.code === 486 || dialog.code === 600 ? 'busy' : 'rejected';
}
