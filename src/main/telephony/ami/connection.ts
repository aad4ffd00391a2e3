import { randomUUID } from 'node:crypto';
import type { Socket } from 'node:net';

import type { LinkFault } from '../telephony-source.ts';
import type { AmiAction } from './actions.ts';
import { callClasses, events } from './actions.ts';
import type { Clock } from '../link/clock.ts';
import { dialPbx, readyEvent, unreachable } from './dial-pbx.ts';
import type { PbxAddress } from './dial-pbx.ts';
import { createFrameFilter, NotAPbxError } from './frame-filter.ts';
import { field, toFrame } from './frame.ts';
import type { AmiFrame, LibraryItem } from './frame.ts';
import { createManager } from './library.ts';
import type { Manager } from './library.ts';
import { openRelay } from './relay.ts';
import type { Relay } from './relay.ts';
import type { ActionResult, ListResult } from './action-result.ts';
import { startHeartbeat } from './heartbeat.ts';
import { checkLine, WireError } from './wire.ts';
import type { AmiTiming } from './timing.ts';

export interface AmiEndpoint extends PbxAddress {
  readonly user: string;
  readonly secret: string;
}

export interface ConnectionEvents {
  /** The PBX greeted; the login is on its way. */
  readonly onConnected: () => void;
  /** Logged in, call classes asked for. From here on actions are taken. */
  readonly onReady: () => void;
  /** Every event that is not part of a list asked for. */
  readonly onFrame: (frame: AmiFrame) => void;
  /** The end, told exactly once, unless `close()` was called. */
  readonly onClosed: (fault: LinkFault) => void;
}

/**
 * One login at one PBX, from dialling to its end; never reopened. A new one is made for every attempt, with a new
 * instance of the library: its half frames, held actions and listeners die with it.
 *
 *   dialling ─greeting▶ login ─accepted▶ ready ─▶ closed      (every state may go straight to closed)
 */
export interface AmiConnection {
  /**
   * Sent at once or not at all: nothing is queued, nothing repeated. Never rejects.
   * @param id ActionID, a UUID; events that come of the action carry it too
   */
  request(action: AmiAction, id?: string): Promise<ActionResult>;
  /** An action that is answered by a list of events, up to its `…Complete`. Never rejects. */
  list(action: AmiAction): Promise<ListResult>;
  close(): void;
}

interface Waiting {
  readonly settle: (result: ActionResult) => void;
  /** The rows of a list so far. */
  readonly rows?: AmiFrame[];
}

/** A PBX with more live channels than this is not one a desk sits at. */
const listLimit = 20_000;

export function openConnection(
  endpoint: AmiEndpoint,
  { onConnected, onReady, onFrame, onClosed }: ConnectionEvents,
  {
    clock,
    random,
    timing,
  }: { readonly clock: Clock; readonly random: () => number; readonly timing: AmiTiming },
): AmiConnection {
  let stage: 'dialling' | 'login' | 'ready' | 'closed' = 'dialling';
  let manager: Manager | undefined;
  let relay: Relay | undefined;
  let stopHeartbeat: () => void = () => undefined;
  const waiting = new Map<string, Waiting>();

  const upstream: Socket = dialPbx(endpoint);
  const cancelDeadline = clock.after(timing.loginMs, () => {
    end({
      code: stage === 'dialling' && upstream.connecting ? 'unreachable' : 'no-answer',
      detail: 'no login in time',
    });
  });

  function close(): void {
    if (stage === 'closed') return;
    stage = 'closed';
    cancelDeadline();
    stopHeartbeat();
    relay?.close();
    upstream.destroy();
    // The library goes on emitting what it had parsed: nobody listens any more.
    manager?.removeAllListeners('managerevent');
    manager?.disconnect();
    for (const { settle } of waiting.values())
      settle({ ok: false, code: 'closed', detail: 'the connection ended' });
    waiting.clear();
  }

  function end(fault: LinkFault): void {
    if (stage === 'closed') return;
    close();
    onClosed(fault);
  }

  // Once there is a relay it tells the end, after the last bytes were read.
  upstream.on('error', (error) => {
    if (relay === undefined) end(stage === 'dialling' ? unreachable(error) : brokenBy(error));
  });
  upstream.on('close', () => {
    if (relay === undefined) end(brokenBy(undefined));
  });

  const filter = createFrameFilter();
  upstream.once(readyEvent(endpoint), () => {
    upstream.on('data', awaitGreeting);
  });

  function awaitGreeting(chunk: Buffer): void {
    let first: string;
    try {
      first = filter.push(chunk);
    } catch (error) {
      end(brokenBy(error));
      return;
    }
    if (!filter.greeted) return;
    upstream.off('data', awaitGreeting);
    upstream.pause();
    stage = 'login';
    onConnected();
    logIn(first).catch((error: unknown) => {
      end({ code: 'closed', detail: String(error) });
    });
  }

  async function logIn(first: string): Promise<void> {
    let held = first;
    const opened = await openRelay({
      upstream,
      inbound: (chunk) => {
        const clean = held + filter.push(chunk);
        held = '';
        return clean;
      },
      onBroken: (cause) => {
        end(brokenBy(cause));
      },
    });
    if (isClosed()) {
      opened.close();
      return;
    }
    relay = opened;
    const made = createManager(null, '', endpoint.user, endpoint.secret, false);
    manager = made;
    made.on('managerevent', take);
    made.connect(opened.path, undefined, () => {
      if (isClosed()) return;
      made.login((error) => {
        if (isClosed()) return;
        if (error === undefined) accepted();
        else end(rejected(error));
      });
    });
  }

  function accepted(): void {
    stage = 'ready';
    cancelDeadline();
    stopHeartbeat = startHeartbeat({ request, clock, random, timing, onDead: end });
    // The library's login says `Event: off`, which AMI does not know: all classes are on until this is answered.
    void request(events(callClasses));
    onReady();
  }

  function isClosed(): boolean {
    return stage === 'closed';
  }

  function take(item: LibraryItem): void {
    if (stage !== 'ready') return;
    const frame = toFrame(item);
    const id = field(frame, 'actionid');
    const entry = waiting.get(id);
    if (entry?.rows === undefined) onFrame(frame);
    else if (frame.event.endsWith('complete')) entry.settle({ ok: true, frame });
    else if (entry.rows.length < listLimit) entry.rows.push(frame);
  }

  async function send(action: AmiAction, id: string, rows?: AmiFrame[]): Promise<ActionResult> {
    if (stage !== 'ready' || manager === undefined)
      return { ok: false, code: 'refused', detail: 'not logged in' };
    try {
      for (const [header, value] of Object.entries(action.fields)) checkLine(header, value);
    } catch (error) {
      if (error instanceof WireError) return { ok: false, code: 'refused', detail: error.message };
      throw error;
    }
    const library = manager;
    return new Promise((resolve) => {
      const cancel = clock.after(timing.actionMs, () => {
        settle({ ok: false, code: 'timeout', detail: `no answer to ${action.name}` });
      });
      function settle(result: ActionResult): void {
        if (!waiting.delete(id)) return;
        cancel();
        library.removeAllListeners(id);
        resolve(result);
      }
      waiting.set(id, { settle, ...(rows === undefined ? {} : { rows }) });
      library.action({ action: action.name, ...action.fields, actionid: id }, (error, item) => {
        const frame = toFrame(item);
        if (error !== undefined)
          settle({ ok: false, code: 'error', detail: field(frame, 'message') || 'refused by the PBX' });
        else if (rows === undefined) settle({ ok: true, frame });
      });
    });
  }

  function request(action: AmiAction, id: string = randomUUID()): Promise<ActionResult> {
    return send(action, id);
  }

  async function list(action: AmiAction): Promise<ListResult> {
    const rows: AmiFrame[] = [];
    const result = await send(action, randomUUID(), rows);
    return result.ok ? { ok: true, frames: rows } : result;
  }

  return { request, list, close };
}

function rejected(item: LibraryItem): LinkFault {
  return { code: 'wrong-secret', detail: field(toFrame(item), 'message') || 'the PBX refused the login' };
}

function brokenBy(cause: unknown): LinkFault {
  if (cause instanceof NotAPbxError) return { code: 'not-a-pbx', detail: cause.message };
  return { code: 'closed', detail: cause instanceof Error ? cause.message : 'the PBX closed the connection' };
}
