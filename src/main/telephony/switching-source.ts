import type { CallEvent } from '#shared/calls/call-event.ts';
import type { Clock } from '#shared/kernel/clock.ts';
import { Emitter } from '#shared/kernel/emitter.ts';
import type { DialResult, LinkState, TelephonySource } from './telephony-source.ts';

const OFF: LinkState = { stage: 'off' };
const NO_PBX: DialResult = { ok: false, code: 'not-ready', detail: 'no PBX is set up' };

export interface SwitchingSource extends TelephonySource {
  /** Ends the source before; what was live there ends as `unobserved`. undefined: no PBX. */
  switchTo(next: TelephonySource | undefined): Promise<void>;
}

/** The one source the desk knows, while the settings decide which PBX is behind it. */
export function createSwitchingSource(clock: Clock): SwitchingSource {
  const states = new Emitter<LinkState>();
  const calls = new Emitter<CallEvent>();
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
      if (next) detach = [next.onState((state) => states.emit(state)), next.onCall(hear)];
      if (started) next?.start();
      states.emit(next?.state ?? OFF);
    },
  };
}
