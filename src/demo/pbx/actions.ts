import type { ActionHandler } from './ami-server.ts';
import { block } from './channel.ts';
import type { Channel, Line } from './channel.ts';
import type { ClickToDial } from './click-to-dial.ts';
import type { DeskPhone } from './desk-phone.ts';
import type { Exchange } from './exchange.ts';
import type { Header } from './frame.ts';
import { hintOf } from './hints.ts';

export interface ActionDeps {
  readonly exchange: Pick<Exchange, 'live'>;
  readonly phones: readonly DeskPhone[];
  readonly dial: (dial: Pick<ClickToDial, 'phone' | 'actionId' | 'id' | 'number' | 'shown'>) => void;
}

/** Any number behind the outside line; nobody here has an extension of that length. */
const OUTSIDE = /^\+?\d{5,20}$/;

/** The actions a desk sends, by their name in lower case. */
export function pbxActions({ exchange, phones, dial }: ActionDeps): ReadonlyMap<string, ActionHandler> {
  /** The phone whose leg this is. */
  const phoneOf = (name: string | undefined): DeskPhone | undefined =>
    exchange.live().some((channel) => channel.name === name)
      ? phones.find(({ device }) => name?.startsWith(`${device}-`))
      : undefined;
  return new Map<string, ActionHandler>([
    ['coreshowchannels', listing('CoreShowChannel', 'CoreShowChannelsComplete', exchange)],
    ['status', listing('Status', 'StatusComplete', exchange)],
    [
      'extensionstatelist',
      (_action, reply) => {
        reply.success([['EventList', 'start']]);
        for (const phone of phones) reply.event('ExtensionStatus', hintOf(phone));
        reply.event('ExtensionStateListComplete', [['EventList', 'Complete']]);
      },
    ],
    [
      'getvar',
      (action, reply) => {
        const variable = action.get('variable') ?? '';
        const channel = exchange.live().find((live) => live.name === action.get('channel'));
        if (!channel) return reply.error('No such channel');
        return reply.success([
          ['Variable', variable],
          ['Value', variable === 'CALLERID(pres)' ? channel.presentation : ''],
        ]);
      },
    ],
    [
      'hangup',
      (action, reply) => {
        const phone = phoneOf(action.get('channel'));
        if (!phone) return reply.error('No such channel');
        reply.success([['Message', 'Channel Hungup']]);
        return phone.press('hang-up');
      },
    ],
    [
      'showdialplan',
      (action, reply) => {
        const extension = action.get('extension') ?? '';
        if (!phones.some((phone) => phone.extension === extension) && !OUTSIDE.test(extension))
          return reply.error(`Did not find extension ${extension}@${action.get('context') ?? ''}`);
        reply.success([['EventList', 'start']]);
        return reply.event('ShowDialPlanComplete', [['EventList', 'Complete']]);
      },
    ],
    [
      'blindtransfer',
      (action, reply) => {
        const phone = phoneOf(action.get('channel'));
        const target = action.get('exten') ?? '';
        if (!phone) return reply.error('No such channel');
        if (phone.shown.state !== 'talking' && phone.shown.state !== 'held')
          return reply.error('Transfer invalid');
        reply.success([['Message', 'Transfer succeeded']]);
        return phone.sendOn(target);
      },
    ],
    [
      'originate',
      (action, reply) => {
        const phone = phones.find((candidate) => candidate.device === action.get('channel'));
        const id = action.get('channelid');
        const number = action.get('exten');
        if (!phone || !id || !number)
          return reply.error('Originate needs a known Channel, a ChannelId and an Exten');
        if (exchange.live().some((channel) => channel.uniqueid === id))
          return reply.error('ChannelId is in use');
        if (phone.shown.state !== 'idle') return reply.error('The phone is in use');
        reply.success([['Message', 'Originate successfully queued']]);
        return dial({
          phone,
          actionId: action.get('actionid'),
          id,
          number,
          shown: callerId(action.get('callerid') ?? ''),
        });
      },
    ],
  ]);
}

function listing(item: string, end: string, exchange: Pick<Exchange, 'live'>): ActionHandler {
  return (_action, reply) => {
    const live = exchange.live();
    reply.success([
      ['EventList', 'start'],
      ['Message', 'Channels will follow'],
    ]);
    for (const channel of live) reply.event(item, [...block(channel), ...restOf(channel)]);
    reply.event(end, [
      ['EventList', 'Complete'],
      ['ListItems', String(live.length)],
    ]);
  };
}

function restOf({ dialled, called, bridge }: Channel): readonly Header[] {
  return [
    ['DNID', dialled],
    ['Application', called ? 'AppDial' : 'Dial'],
    ['ApplicationData', called ? '(Outgoing Line)' : ''],
    ['Duration', '00:00:00'],
    ['Seconds', '0'],
    ['BridgeId', bridge],
  ];
}

/** `"Erika Brandt" <0221…>` as Originate takes it. */
function callerId(text: string): Line {
  const [, name = '', number = text] = /^"?([^"<]*?)"?\s*<([^>]*)>$/.exec(text) ?? [];
  return { number, name };
}
