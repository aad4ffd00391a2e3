import { block, STATE } from './channel.ts';
import type { Channel, Line } from './channel.ts';
import type { Header } from './frame.ts';

export const CAUSE = {
  normal: 16,
  busy: 17,
  noAnswer: 0,
  answeredElsewhere: 26,
  rejected: 21,
  cancelled: 127,
} as const;

/** Where an event goes: the manager sessions, or a test's list. */
export type EmitEvent = (event: string, headers: readonly Header[]) => void;

/** Makes legs and reports what happens to them in the words, fields and order of a real Asterisk 22. */
export interface Exchange {
  /** A call comes in over the trunk. */
  incoming(caller: Line, options: { readonly dialled: string; readonly withheld?: boolean }): Channel;
  /** The leg to a desk phone, called by `from`. */
  legTo(device: string, owner: Line, from: Channel): Channel;
  dialBegin(from: Channel, to: Channel): void;
  ringing(from: Channel | undefined, to: Channel): void;
  up(channel: Channel): void;
  dialEnd(from: Channel | undefined, to: Channel, status: string): void;
  bridge(a: Channel, b: Channel): string;
  unbridge(bridge: string, a: Channel, b: Channel): void;
  hold(channel: Channel, on: boolean): void;
  hangupRequest(channel: Channel, cause: number): void;
  hangup(channel: Channel, cause: number): void;
  /** The agent's own leg of a click-to-dial, under the id the desk chose. */
  originated(device: string, id: string, shown: Line): Channel;
  /** Leg out over the trunk to `number`. */
  outgoing(from: Channel, number: string): Channel;
  callerChanged(channel: Channel, caller: Line): void;
  /** Legs that are up or on their way, for CoreShowChannels and Status. */
  live(): readonly Channel[];
}

export function createExchange(emit: EmitEvent, now: () => number): Exchange {
  const live = new Map<string, Channel>();
  let serial = 0;

  function create(
    name: string,
    fields: Omit<Channel, 'name' | 'uniqueid' | 'linkedid'>,
    ids?: { uniqueid?: string; linkedid?: string },
  ): Channel {
    serial += 1;
    const uniqueid = ids?.uniqueid ?? `${Math.floor(now() / 1000)}.${serial}`;
    const channel: Channel = {
      name: `${name}-${serial.toString(16).padStart(8, '0')}`,
      uniqueid,
      linkedid: ids?.linkedid ?? uniqueid,
      ...fields,
    };
    live.set(channel.uniqueid, channel);
    emit('Newchannel', block(channel));
    return channel;
  }

  const both = (from: Channel | undefined, to: Channel): Header[] => [
    ...(from ? block(from) : []),
    ...block(to, 'Dest'),
  ];
  const connect = (channel: Channel, line: Line): void => {
    channel.connected = line;
    emit('NewConnectedLine', block(channel));
  };

  return {
    incoming: (caller, { dialled, withheld }) =>
      create('PJSIP/trunk', {
        state: STATE.ring,
        caller,
        connected: undefined,
        context: 'from-trunk',
        exten: dialled,
        presentation: withheld ? 'prohib_passed_screen' : 'allowed_not_screened',
        dialled,
      }),
    legTo(device, owner, from) {
      const leg = create(
        device,
        {
          state: STATE.down,
          caller: owner,
          connected: undefined,
          context: 'internal',
          exten: from.exten,
          presentation: 'allowed_not_screened',
          dialled: from.dialled,
        },
        { linkedid: from.linkedid },
      );
      connect(leg, from.caller);
      return leg;
    },
    dialBegin(from, to) {
      emit('DialBegin', [...both(from, to), ['DialString', to.caller.number]]);
    },
    ringing(from, to) {
      to.state = STATE.ringing;
      emit('Newstate', block(to));
      emit('DialState', [...both(from, to), ['DialStatus', 'RINGING']]);
    },
    up(channel) {
      channel.state = STATE.up;
      emit('Newstate', block(channel));
    },
    dialEnd(from, to, status) {
      emit('DialEnd', [...both(from, to), ['DialStatus', status]]);
    },
    bridge(a, b) {
      serial += 1;
      const id = `00000000-0000-4000-8000-${serial.toString(16).padStart(12, '0')}`;
      emit('BridgeCreate', bridgeBlock(id, 0));
      emit('BridgeEnter', [...bridgeBlock(id, 1), ...block(a)]);
      emit('BridgeEnter', [...bridgeBlock(id, 2), ...block(b)]);
      return id;
    },
    unbridge(bridge, a, b) {
      emit('BridgeLeave', [...bridgeBlock(bridge, 1), ...block(a)]);
      emit('BridgeLeave', [...bridgeBlock(bridge, 0), ...block(b)]);
      emit('BridgeDestroy', bridgeBlock(bridge, 0));
    },
    hold(channel, on) {
      emit(on ? 'Hold' : 'Unhold', block(channel));
    },
    hangupRequest(channel, cause) {
      emit('HangupRequest', [...block(channel), ['Cause', String(cause)]]);
    },
    hangup(channel, cause) {
      live.delete(channel.uniqueid);
      emit('Hangup', [...block(channel), ['Cause', String(cause)], ['Cause-txt', '']]);
    },
    originated(device, id, shown) {
      const channel = create(
        device,
        {
          state: STATE.down,
          caller: shown,
          connected: undefined,
          context: 'internal',
          exten: 's',
          presentation: 'allowed_not_screened',
          dialled: '',
        },
        { uniqueid: id },
      );
      connect(channel, shown);
      return channel;
    },
    outgoing(from, number) {
      const leg = create(
        'PJSIP/trunk',
        {
          state: STATE.down,
          caller: { number, name: '' },
          connected: from.caller,
          context: 'from-trunk',
          exten: number,
          presentation: 'allowed_not_screened',
          dialled: number,
        },
        { linkedid: from.linkedid },
      );
      return leg;
    },
    callerChanged(channel, caller) {
      channel.caller = caller;
      emit('NewCallerid', block(channel));
    },
    live: () => [...live.values()],
  };
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
