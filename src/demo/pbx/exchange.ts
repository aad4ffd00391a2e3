import { block, STATE } from './channel.ts';
import type { Channel, Line } from './channel.ts';
import type { Header } from './frame.ts';

/** Hang-up causes of Q.850 and Asterisk's own, as they were seen on a real one. */
export const CAUSE = {
  unknown: 0,
  normal: 16,
  busy: 17,
  noAnswer: 19,
  rejected: 21,
  answeredElsewhere: 26,
  congestion: 34,
  cancelled: 127,
} as const;

const CAUSE_TEXTS: Readonly<Record<number, string>> = {
  [CAUSE.normal]: 'Normal Clearing',
  [CAUSE.busy]: 'User busy',
  [CAUSE.noAnswer]: 'User alerting, no answer',
  [CAUSE.rejected]: 'Call Rejected',
  [CAUSE.answeredElsewhere]: 'Answered elsewhere',
  [CAUSE.congestion]: 'Circuit/channel congestion',
  [CAUSE.cancelled]: 'Interworking, unspecified',
};

/** Where an event goes: the manager sessions, or a test's list. */
export type EmitEvent = (event: string, headers: readonly Header[]) => void;

export interface Bridge {
  leave(channel: Channel): void;
  destroy(): void;
}

/**
 * Makes legs and reports what happens to them in the words and fields of a real Asterisk 22. The order is that of
 * the calls (incoming-call.ts, click-to-dial.ts, talk.ts); transcripts.test.ts holds both against recordings.
 */
export interface Exchange {
  /** A call comes in over the trunk. */
  incoming(caller: Line, options: { readonly dialled: string; readonly withheld?: boolean }): Channel;
  /** The leg to a desk phone, called by `from`. */
  legTo(device: string, owner: Line, from: Channel): Channel;
  /** The agent's own leg of a click-to-dial, under the id the desk chose; `shown` is on its display. */
  originated(phone: { readonly device: string; readonly owner: Line }, id: string, shown: Line): Channel;
  /** Leg out over the trunk to `number`, called by `from`. */
  outgoing(from: Channel, number: string): Channel;
  callerChanged(channel: Channel, caller: Line): void;
  /** Who is at the other end has changed, or is known now. */
  connected(channel: Channel, line: Line): void;
  state(channel: Channel, state: number): void;
  dialBegin(from: Channel | undefined, to: Channel): void;
  dialRinging(from: Channel | undefined, to: Channel): void;
  dialEnd(from: Channel | undefined, to: Channel, status: 'ANSWER' | 'CANCEL' | 'NOANSWER'): void;
  /** Joins two legs, the called one first, as Asterisk does. */
  bridge(called: Channel, calling: Channel): Bridge;
  hold(channel: Channel, on: boolean): void;
  /** `far`, in a bridge with `own`, is sent to an extension. */
  blindTransfer(own: Channel, far: Channel, target: string): void;
  hangupRequest(channel: Channel, cause: number): void;
  hangup(channel: Channel, cause: number): void;
  originateResponse(actionId: string | undefined, answer: OriginateAnswer): void;
  /** Legs that are up or on their way, for CoreShowChannels and Status. */
  live(): readonly Channel[];
}

export interface OriginateAnswer {
  readonly ok: boolean;
  /** 0 failed, 3 no answer, 4 answered. */
  readonly reason: number;
  /** The leg, or only the device when nothing came of it. */
  readonly channel: string;
  readonly id: string;
  readonly number: string;
  readonly shown: Line;
}

const FREE_PRESENTATION = 'allowed_not_screened';

export function createExchange(emit: EmitEvent, now: () => number): Exchange {
  const live = new Map<string, Channel>();
  let serial = 0;

  function create(
    name: string,
    fields: Pick<Channel, 'state' | 'caller' | 'context' | 'exten' | 'dialled'> & Partial<Channel>,
  ): Channel {
    serial += 1;
    const uniqueid = fields.uniqueid ?? `${Math.floor(now() / 1000)}.${serial}`;
    const channel: Channel = {
      name: `${name}-${serial.toString(16).padStart(8, '0')}`,
      linkedid: uniqueid,
      connected: undefined,
      presentation: FREE_PRESENTATION,
      called: false,
      bridge: '',
      ...fields,
      uniqueid,
    };
    live.set(channel.uniqueid, channel);
    emit('Newchannel', block(channel));
    return channel;
  }

  const both = (from: Channel | undefined, to: Channel): Header[] => [
    ...(from ? block(from) : []),
    ...block(to, 'Dest'),
  ];

  const exchange: Exchange = {
    incoming: (caller, { dialled, withheld }) =>
      create('PJSIP/trunk', {
        state: STATE.ring,
        caller,
        context: 'from-trunk',
        exten: dialled,
        presentation: withheld ? 'prohib_passed_screen' : FREE_PRESENTATION,
        dialled,
      }),
    legTo(device, owner, from) {
      const { linkedid, dialled } = from;
      const fields = { state: STATE.down, caller: owner, context: 'internal', exten: 's', called: true };
      const leg = create(device, { ...fields, linkedid, dialled });
      leg.exten = from.exten;
      exchange.connected(leg, from.caller);
      return leg;
    },
    originated({ device, owner }, id, shown) {
      const fields = { state: STATE.down, caller: owner, context: 'internal', exten: 's', dialled: '' };
      const leg = create(device, { ...fields, uniqueid: id });
      exchange.callerChanged(leg, shown);
      exchange.connected(leg, shown);
      return leg;
    },
    outgoing(from, number) {
      const fields = { state: STATE.down, context: 'from-trunk', exten: 's', dialled: number, called: true };
      const leg = create('PJSIP/trunk', {
        ...fields,
        caller: { number: '', name: '' },
        linkedid: from.linkedid,
      });
      leg.exten = number;
      exchange.callerChanged(leg, { number, name: from.connected?.name ?? '' });
      exchange.connected(leg, from.caller);
      return leg;
    },
    callerChanged(channel, caller) {
      channel.caller = caller;
      emit('NewCallerid', [...block(channel), ['CID-CallingPres', '0 (Presentation Allowed, Not Screened)']]);
    },
    connected(channel, line) {
      channel.connected = line;
      emit('NewConnectedLine', block(channel));
    },
    state(channel, state) {
      channel.state = state;
      emit('Newstate', block(channel));
    },
    dialBegin(from, to) {
      emit('DialBegin', [...both(from, to), ['DialString', to.name.replace(/^\w+\/|-[^-]*$/g, '')]]);
    },
    dialRinging(from, to) {
      emit('DialState', [...both(from, to), ['DialStatus', 'RINGING']]);
    },
    dialEnd(from, to, status) {
      emit('DialEnd', [...both(from, to), ['DialStatus', status]]);
    },
    bridge(called, calling) {
      serial += 1;
      const id = `00000000-0000-4000-8000-${serial.toString(16).padStart(12, '0')}`;
      const inside = new Set<Channel>();
      emit('BridgeCreate', bridgeBlock(id, 0));
      for (const channel of [called, calling]) {
        inside.add(channel);
        channel.bridge = id;
        emit('BridgeEnter', [...bridgeBlock(id, inside.size), ...block(channel)]);
      }
      return {
        leave(channel) {
          inside.delete(channel);
          channel.bridge = '';
          emit('BridgeLeave', [...bridgeBlock(id, inside.size), ...block(channel)]);
        },
        destroy: () => emit('BridgeDestroy', bridgeBlock(id, inside.size)),
      };
    },
    hold(channel, on) {
      emit(on ? 'Hold' : 'Unhold', block(channel));
    },
    blindTransfer(own, far, target) {
      emit('BlindTransfer', [
        ['Result', 'Success'],
        ...block(own, 'Transferer'),
        ...block(far, 'Transferee'),
        ...bridgeBlock(own.bridge, 2),
        ['IsExternal', 'Yes'],
        ['Context', 'internal'],
        ['Extension', target],
      ]);
      far.exten = target;
    },
    hangupRequest(channel, cause) {
      emit('HangupRequest', [...block(channel), ['Cause', String(cause)]]);
    },
    hangup(channel, cause) {
      live.delete(channel.uniqueid);
      emit('Hangup', [
        ...block(channel),
        ['Cause', String(cause)],
        ['Cause-txt', CAUSE_TEXTS[cause] ?? 'Unknown'],
      ]);
    },
    originateResponse(actionId, { ok, reason, channel, id, number, shown }) {
      emit('OriginateResponse', [
        ...(actionId === undefined ? [] : [['ActionID', actionId] as const]),
        ['Response', ok ? 'Success' : 'Failure'],
        ['Channel', channel],
        ['Context', 'internal'],
        ['Exten', number],
        ['Reason', String(reason)],
        ['Uniqueid', id],
        ['CallerIDNum', shown.number],
        ['CallerIDName', shown.name],
      ]);
    },
    live: () => [...live.values()],
  };
  return exchange;
}

function bridgeBlock(id: string, channels: number): Header[] {
  return [
    ['BridgeUniqueid', id],
    ['BridgeType', 'basic'],
    ['BridgeTechnology', 'simple_bridge'],
    ['BridgeCreator', '<unknown>'],
    ['BridgeName', '<unknown>'],
    ['BridgeNumChannels', String(channels)],
  ];
}
