import type { DemoScenario } from '#shared/features/demo-calls/contract.ts';
import type { Service } from '#shared/kernel/service.ts';
import { HOUSE_NUMBER } from '../data/callers.ts';
import { pbxActions } from './actions.ts';
import type { After } from './after.ts';
import { createAmiServer } from './ami-server.ts';
import type { AmiServer } from './ami-server.ts';
import { clickToDial } from './click-to-dial.ts';
import { createPhoneControl } from './control.ts';
import { DeskPhone } from './desk-phone.ts';
import { createExchange } from './exchange.ts';
import type { Exchange } from './exchange.ts';
import { tellHints } from './hints.ts';
import { incomingCall } from './incoming-call.ts';
import type { Incoming } from './incoming-call.ts';
import { incomingFor } from './scenarios.ts';
import { createOnward } from './transferred-call.ts';

export interface DemoPbx extends Service {
  /** Valid once `start` has resolved. */
  readonly amiPort: number;
  readonly phones: readonly DeskPhone[];
  /** WebSocket address of the phone's remote control. */
  controlOf(extension: string): string;
  ring(scenario: DemoScenario, phone: DeskPhone): void;
  /** Any incoming call; for tests and benchmarks. */
  incoming(call: Incoming): Promise<void>;
  /** Drops every manager session, as a restart of the PBX does. */
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
  const onward = createOnward(exchange, after, phones);
  const house = { number: HOUSE_NUMBER.slice(1), name: '' };
  const server: AmiServer = createAmiServer({
    ...(amiPort !== undefined && { port: amiPort }),
    users,
    actions: pbxActions({
      exchange,
      phones,
      dial: (dial) => void clickToDial(exchange, after, { ...dial, house, farAfterMs, onward }),
    }),
  });
  const control = createPhoneControl(phones, ring);
  tellHints(phones, (event, headers) => server.broadcast(event, headers));

  function ring(scenario: DemoScenario, phone: DeskPhone): void {
    const colleagues = phones.filter((other) => other !== phone && other.shown.state === 'idle');
    if (phone.shown.state === 'idle') void incoming(incomingFor(scenario, phone, colleagues));
  }

  function incoming(call: Incoming): Promise<void> {
    return incomingCall(exchange, after, call, onward);
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
