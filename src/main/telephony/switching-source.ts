import type { Announcement, CallEvent } from '#shared/calls/call-event.ts';
import type { SourceTrace } from '#shared/calls/call-trace.ts';
import type { ExtensionPresence } from '#shared/calls/presence.ts';
import type { QueueMiss } from '#shared/calls/queue-miss.ts';
import type { SetupFinding } from '#shared/calls/setup-finding.ts';
import type { Clock } from '#shared/kernel/clock.ts';
import { Emitter } from '#shared/kernel/emitter.ts';
import type { ControlResult, DialResult, LinkState, TelephonySource } from './telephony-source.ts';

const OFF: LinkState = { stage: 'off' };
const NO_PBX = { ok: false, code: 'not-ready', detail: 'no PBX is set up' } satisfies DialResult &
  ControlResult;

export interface SwitchingSource extends TelephonySource {
  onTrace(listener: (record: SourceTrace) => void): () => void;
  onQueueMissed(listener: (miss: QueueMiss) => void): () => void;
  onAnnounced(listener: (announcement: Announcement) => void): () => void;
  onPresence(listener: (presence: ExtensionPresence) => void): () => void;
  /** Whether what is behind it now can tell who is in a call. */
  readonly tellsPresence: boolean;
  /** null: what is behind it now has nothing to check. @throws as the source behind it */
  checkBehind(): Promise<readonly SetupFinding[] | null>;
  /** Ends the source before; what was live there ends as `unobserved`. undefined: no PBX. */
  switchTo(next: TelephonySource | undefined): Promise<void>;
}

/** The one source the desk knows, while the settings decide which PBX is behind it. */
export function createSwitchingSource(clock: Clock): SwitchingSource {
  const states = new Emitter<LinkState>();
  const calls = new Emitter<CallEvent>();
  const traces = new Emitter<SourceTrace>();
  const queueMisses = new Emitter<QueueMiss>();
  const announcements = new Emitter<Announcement>();
  const presences = new Emitter<ExtensionPresence>();
  const live = new Map<string, string>();
  let current: TelephonySource | undefined;
  let detach: readonly (() => void)[] = [];
  let started = false;

  function hear(event: CallEvent): void {
    if (event.type === 'ended') live.delete(event.call);
    else live.set(event.call, event.device);
    calls.emit(event);
  }

  async function leave(): Promise<void> {
    for (const unsubscribe of detach) unsubscribe();
    detach = [];
    const leaving = current;
    current = undefined;
    await leaving?.stop();
    for (const [call, device] of live)
      calls.emit({ type: 'ended', call, device, at: clock.now(), reason: 'unobserved' });
    live.clear();
  }

  return {
    get state() {
      return current?.state ?? OFF;
    },
    onState: (listener) => states.on(listener),
    onCall: (listener) => calls.on(listener),
    onTrace: (listener) => traces.on(listener),
    onQueueMissed: (listener) => queueMisses.on(listener),
    onAnnounced: (listener) => announcements.on(listener),
    onPresence: (listener) => presences.on(listener),
    get tellsPresence() {
      return current?.onPresence !== undefined;
    },
    checkBehind: async () => (await current?.checkSetup?.()) ?? null,
    start() {
      started = true;
      current?.start();
    },
    async stop() {
      started = false;
      await leave();
    },
    dial: (request) => current?.dial(request) ?? Promise.resolve(NO_PBX),
    get canControl() {
      return current?.canControl ?? false;
    },
    hangUp: (call) => current?.hangUp(call) ?? Promise.resolve(NO_PBX),
    transfer: (request) => current?.transfer(request) ?? Promise.resolve(NO_PBX),
    async switchTo(next) {
      await leave();
      current = next;
      if (next) {
        const untrace = next.onTrace?.((record) => traces.emit(record));
        const hush = next.onAnnounced?.((announcement) => announcements.emit(announcement));
        const unsee = next.onPresence?.((presence) => presences.emit(presence));
        const unqueue = next.onQueueMissed?.((miss) => queueMisses.emit(miss));
        detach = [
          next.onState((state) => states.emit(state)),
          next.onCall(hear),
          ...(untrace ? [untrace] : []),
          ...(hush ? [hush] : []),
          ...(unqueue ? [unqueue] : []),
          ...(unsee ? [unsee] : []),
        ];
      }
      if (started) next?.start();
      states.emit(next?.state ?? OFF);
    },
  };
}
