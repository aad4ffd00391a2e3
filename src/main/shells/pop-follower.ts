import { isIgnored } from '#shared/calls/call-facts.ts';
import type { LiveCall } from '#shared/calls/live-call.ts';
import type { Service } from '#shared/kernel/service.ts';
import type { HostCalls } from '../host/host.ts';
import type { Shell } from './shell.ts';

/** A lost ring stays readable for a moment: who took it, or that the caller gave up. */
const FAREWELL_MS = 4_000;

const wantsPop = (call: LiveCall): boolean => call.phase === 'ringing' && !call.dismissed && !isIgnored(call);

/** Shows the pop window while something rings, and draws the eye to the taskbar; never takes the focus. */
export function createPopFollower(calls: Pick<HostCalls, 'live' | 'onCall'>, shell: Shell): Service {
  let unsubscribe = (): void => {};
  let farewell: NodeJS.Timeout | undefined;
  /** Most calls since the pop came up: it never shrinks under a card that still says farewell. */
  let widest = 0;

  function hide(): void {
    widest = 0;
    shell.hidePop();
  }

  function follow(change: LiveCall): void {
    clearTimeout(farewell);
    const wanting = calls.live().filter(wantsPop).length;
    if (wanting > 0) {
      widest = Math.max(widest, wanting);
      shell.showPop(widest);
      shell.flash(true);
      return;
    }
    shell.flash(false);
    // Somebody who closes the pop has read it; somebody who answers goes on reading in the sheet.
    if (change.dismissed || change.phase !== 'ended') hide();
    else farewell = setTimeout(hide, FAREWELL_MS);
  }

  return {
    start() {
      unsubscribe = calls.onCall((call, before) => {
        if (wantsPop(call) !== (before !== undefined && wantsPop(before))) follow(call);
      });
    },
    stop() {
      unsubscribe();
      clearTimeout(farewell);
    },
  };
}
