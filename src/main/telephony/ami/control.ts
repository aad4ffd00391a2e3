import type { ControlResult, TransferRequest } from '../telephony-source.ts';
import { blindTransfer, hangup, showDialPlan } from './actions.ts';
import type { AmiAction } from './actions.ts';
import type { AmiConnection } from './connection.ts';
import { deviceOf } from './tracker/channel.ts';
import type { TrackerState } from './tracker/state.ts';
import { isDialable, WireError } from './wire.ts';

export interface ControlParts {
  readonly tracker: Pick<TrackerState, 'calls' | 'channels'>;
  /** Absent while the link is not ready. */
  readonly connection: ControlConnection | undefined;
}

type ControlConnection = Pick<AmiConnection, 'request'>;

/*
 * Both actions name the agent's own channel: Hangup ends it, BlindTransfer sends whoever shares its bridge (the
 * customer, a Local half that stands for them, a queue's caller) to the target. So one way serves calls in, out,
 * through queues and through Local channels, and no foreign leg can be hit by mistake. Both need the write class
 * `call`; Redirect needs it too and would have to be told the customer's leg. Measured: test/pbx/call-control.
 */

export async function hangUpOwn(call: string, { tracker, connection }: ControlParts): Promise<ControlResult> {
  if (connection === undefined) return NOT_READY;
  const channel = ownChannel(call, tracker);
  return channel === undefined ? NO_CALL : send(connection, () => hangup(channel));
}

export async function transferBlind(
  { call, target }: TransferRequest,
  context: string,
  { tracker, connection }: ControlParts,
): Promise<ControlResult> {
  if (!isDialable(target))
    return { ok: false, code: 'bad-number', detail: 'only digits, * # and + can be dialled' };
  if (connection === undefined) return NOT_READY;
  const channel = ownChannel(call, tracker);
  if (channel === undefined) return NO_CALL;
  if (tracker.calls.get(call)?.phase !== 'answered')
    return { ok: false, code: 'failed', detail: 'nobody is on the line who could be transferred' };
  if (await leadsNowhere(connection, target, context))
    return { ok: false, code: 'no-target', detail: `${context} has no extension for it` };
  return send(connection, () => blindTransfer(channel, target, context));
}

/**
 * BlindTransfer succeeds for an extension the dial plan has not, and the far end is cut off. So the dial plan is asked
 * first; where the user may not ask (class `reporting` or `config`) the transfer is tried.
 */
async function leadsNowhere(
  connection: ControlConnection,
  target: string,
  context: string,
): Promise<boolean> {
  // What it lists is of no interest, and no frame that passes to the library.
  const answer = await connection.request(showDialPlan(target, context));
  return !answer.ok && /^did not find /i.test(answer.detail);
}

const NOT_READY: ControlResult = { ok: false, code: 'not-ready', detail: 'the link to the PBX is not ready' };
const NO_CALL: ControlResult = {
  ok: false,
  code: 'no-call',
  detail: 'there is no such call at an own device',
};

/** Name of the agent's channel of a live call; only ever one of an own device. */
function ownChannel(call: string, { calls, channels }: ControlParts['tracker']): string | undefined {
  const known = calls.get(call);
  if (known === undefined) return undefined;
  const name = channels.get(call)?.name || known.channel;
  return deviceOf(name) === known.device ? name : undefined;
}

async function send(connection: ControlConnection, make: () => AmiAction): Promise<ControlResult> {
  let action: AmiAction;
  try {
    action = make();
  } catch (error) {
    if (error instanceof WireError) return { ok: false, code: 'failed', detail: error.message };
    throw error;
  }
  const answer = await connection.request(action);
  if (answer.ok) return { ok: true };
  const { code, detail } = answer;
  if (code === 'timeout') return { ok: false, code, detail };
  if (code === 'closed' || code === 'refused') return { ok: false, code: 'not-ready', detail };
  // The one message of manager.c for an action outside the user's write classes.
  if (/^permission denied$/i.test(detail)) return { ok: false, code: 'not-permitted', detail };
  if (/^no such channel$/i.test(detail)) return { ok: false, code: 'no-call', detail };
  return { ok: false, code: 'failed', detail };
}
