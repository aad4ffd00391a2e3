import type { CallEvent } from '#shared/calls/call-event.ts';
import type { SourceTrace } from '#shared/calls/call-trace.ts';
import type { SetupFinding } from '#shared/calls/setup-finding.ts';
import type { Clock } from '#shared/kernel/clock.ts';
import { Emitter } from '#shared/kernel/emitter.ts';
import type { DialResult, LinkState, TelephonySource } from './telephony-source.ts';

const OFF: LinkState = { stage: 'off' };
const NO_PBX: DialResult = { ok: false, code: 'not-ready', detail: 'no PBX is set up' };

export interface SwitchingSource extends TelephonySource {
  onTrace(listener: (record: SourceTrace) => void): () => void;
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
    async switchTo(next) {
      await leave();
      current = next;
      if (next) {
        const untrace = next.onTrace?.((record) => traces.emit(record));
        detach = [
          next.onState((state) => states.emit(state)),
          next.onCall(hear),
          ...(untrace ? [untrace] : []),
        ];
      }
      if (started) next?.start();
      states.emit(next?.state ?? OFF);
    },
  };
}
