import type { Service } from '#shared/kernel/service.ts';
import type { DemoScenario } from '#shared/features/demo-calls/contract.ts';
import { createAmiServer } from './ami-server.ts';
import type { ActionHandler, AmiServer } from './ami-server.ts';
import { clickToDial, incomingCall } from './calls.ts';
import type { After, Incoming } from './calls.ts';
import { block } from './channel.ts';
import { createPhoneControl } from './control.ts';
import { DeskPhone } from './desk-phone.ts';
import { createExchange } from './exchange.ts';
import type { Exchange } from './exchange.ts';
import { incomingFor } from './scenarios.ts';

export interface DemoPbx extends Service {
  readonly amiPort: number;
  readonly phones: readonly DeskPhone[];
  /** WebSocket address of the phone's remote control. */
  controlOf(extension: string): string;
  ring(scenario: DemoScenario, phone: DeskPhone): void;
  /** Any incoming call; for tests and benchmarks. */
  incoming(call: Incoming): Promise<void>;
  /** Drops every manager session, as a restart does. */
  dropSessions(): void;
}

export interface DemoPbxOptions {
  readonly users: Readonly<Record<string, string>>;
  readonly owners: readonly { readonly extension: string; readonly owner: string }[];
  readonly amiPort?: number;
  /** How long the far end of a click-to-dial takes to pick up. */
  readonly farAfterMs?: number;
}

/** A small PBX that speaks AMI on a TCP port and lets a few desk phones ring, in the order of a real Asterisk 22. */
export function createDemoPbx({ users, owners, amiPort, farAfterMs = 2_500 }: DemoPbxOptions): DemoPbx {
  const timers = new Set<NodeJS.Timeout>();
  const after: After = (ms, then) => {
    const timer = setTimeout(() => {
      timers.delete(timer);
      then();
    }, ms);
    timers.add(timer);
    return () => {
      clearTimeout(timer);
      timers.delete(timer);
    };
  };
  const phones = owners.map((owner) => new DeskPhone(owner));
  // The exchange reports to the server, whose actions read the exchange: the one knot, tied here.
  const exchange: Exchange = createExchange((event, headers) => server.broadcast(event, headers), Date.now);
  const server: AmiServer = createAmiServer({
    ...(amiPort !== undefined && { port: amiPort }),
    users,
    actions: actionsOf(exchange, phones, after, farAfterMs),
  });
  const control = createPhoneControl(phones, ring);

  function ring(scenario: DemoScenario, phone: DeskPhone): void {
    const colleagues = phones.filter((other) => other !== phone && other.shown.state === 'idle');
    if (phone.shown.state === 'idle') void incoming(incomingFor(scenario, phone, colleagues));
  }

  function incoming(call: Incoming): Promise<void> {
    return incomingCall(exchange, after, call);
  }

  return {
    phones,
    get amiPort() {
      return server.port;
    },
    controlOf: (extension) => control.addressOf(extension),
    ring,
    incoming,
    dropSessions: () => server.dropSessions(),
    async start() {
      await server.start();
      await control.start();
    },
    async stop() {
      for (const timer of timers) clearTimeout(timer);
      timers.clear();
      await control.stop();
      await server.stop();
    },
  };
}

function actionsOf(
  exchange: Exchange,
  phones: readonly DeskPhone[],
  after: After,
  farAfterMs: number,
): Readonly<Record<string, ActionHandler>> {
  return {
    coreshowchannels(_action, reply) {
      reply.success([
        ['EventList', 'start'],
        ['Message', 'Channels will follow'],
      ]);
      const live = exchange.live();
      for (const channel of live) {
        reply.event('CoreShowChannel', [
          ...block(channel),
          ['Application', ''],
          ['ApplicationData', ''],
          ['Duration', '00:00:00'],
          ['BridgeId', ''],
        ]);
      }
      reply.event('CoreShowChannelsComplete', [
        ['EventList', 'Complete'],
        ['ListItems', String(live.length)],
      ]);
    },
    status(_action, reply) {
      reply.success([
        ['EventList', 'start'],
        ['Message', 'Channel status will follow'],
      ]);
      const live = exchange.live();
      for (const channel of live)
        reply.event('Status', [...block(channel), ['Seconds', '0'], ['BridgeID', '']]);
      reply.event('StatusComplete', [
        ['EventList', 'Complete'],
        ['ListItems', String(live.length)],
        ['Items', String(live.length)],
      ]);
    },
    getvar(action, reply) {
      const channel = exchange.live().find((live) => live.name === action.get('channel'));
      if (!channel) reply.error('No such channel');
      else if (action.get('variable') === 'CALLERID(pres)') {
        reply.success([
          ['Variable', 'CALLERID(pres)'],
          ['Value', channel.presentation],
        ]);
      } else
        reply.success([
          ['Variable', action.get('variable') ?? ''],
          ['Value', ''],
        ]);
    },
    originate(action, reply) {
      const phone = phones.find((candidate) => candidate.device === action.get('channel'));
      const id = action.get('channelid');
      const number = action.get('exten');
      if (!phone || !id || !number) {
        reply.error('Originate needs a known Channel, a ChannelId and an Exten');
        return;
      }
      reply.success([['Message', 'Originate successfully queued']]);
      void clickToDial(exchange, after, {
        phone,
        id,
        number,
        label: action.get('callerid') ?? '',
        farAfterMs,
        answered: (ok, reason) =>
          reply.event('OriginateResponse', [
            ['Response', ok ? 'Success' : 'Failure'],
            ['Channel', phone.device],
            ['Context', action.get('context') ?? ''],
            ['Exten', number],
            ['Reason', String(reason)],
            ['Uniqueid', id],
            ['CallerIDNum', number],
            ['CallerIDName', action.get('callerid') ?? ''],
          ]),
      });
    },
  };
}
