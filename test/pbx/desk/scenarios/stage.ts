import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll } from 'vitest';
import type { EndReason } from '#shared/calls/call-event.ts';
import type { LiveCall } from '#shared/calls/live-call.ts';
import { interactionsContract } from '#shared/features/interactions/contract.ts';
import type { InteractionLine } from '#shared/features/interactions/contract.ts';
import { AmiTap } from '../../ami-tap.ts';
import type { EventPattern } from '../../ami-tap.ts';
import type { Rig } from '../../rig.ts';
import type { SipCall } from '../../sip/call.ts';
import type { Caller } from '../people.ts';
import { startServiceCentre } from '../service-centre.ts';
import type { ServiceCentre, ServiceCentreOptions } from '../service-centre.ts';
import type { TestDesk } from '../test-desk.ts';
import { CAST } from './cast.ts';

/** What one can dial from outside (`asterisk/etc/extensions.conf`). */
export const DIAL = {
  direct: '496213456217',
  directAndSip: '496213456218',
  ringsFor3s: '496213456219',
  ringGroup: '496213456100',
  ringGroupThroughLocal: '496213456101',
  followMe: '496213456102',
  conference: '496213456105',
  queueRingall: '496213456200',
  queueRrmemory: '496213456201',
  queueLocalMembers: '496213456202',
} as const;

const ARTIFACTS = join(import.meta.dirname, '../../../artifacts/pbx');

/** A phone's, the trunk's channel in a pattern of events. */
export const channelOf = (device: string): RegExp => new RegExp(`^PJSIP/${device}-`);

/** A service centre for the scenarios of one file, cleared after each; with an independent witness of what Asterisk did. */
export class Stage {
  #centre: ServiceCentre | undefined;
  #tap: AmiTap | undefined;
  #start = 0;
  #next = 0;

  static ofThisFile(options: ServiceCentreOptions = {}): Stage {
    const stage = new Stage();
    beforeAll(() => stage.#open(options));
    afterEach(async ({ task }) => {
      if (task.result?.state === 'fail') await stage.centre.photograph(ARTIFACTS);
      await stage.#clear();
    });
    afterAll(() => stage.#close());
    return stage;
  }

  get centre(): ServiceCentre {
    if (!this.#centre) throw new Error('the service centre runs only within tests');
    return this.#centre;
  }

  get rig(): Rig {
    return this.centre.rig;
  }

  /** The agent's desk, at PJSIP/201. */
  get nadine(): TestDesk {
    return this.centre.nadine;
  }

  /** The colleague's, at PJSIP/202. */
  get mehmet(): TestDesk {
    return this.centre.mehmet;
  }

  /** A customer no other test of this file has met. */
  someone(): Caller {
    const caller = CAST[this.#next++];
    if (!caller) throw new Error('the cast is too small');
    return caller;
  }

  callIn(to: string, { from, name }: Caller): SipCall {
    return this.rig.trunk.call({ to, from, name });
  }

  /** A customer with 201 on the line; resolves when the desk says so and Asterisk has bridged them. */
  async talking(caller: Caller): Promise<{ customer: SipCall; agent: SipCall; call: LiveCall }> {
    const customer = this.callIn(DIAL.direct, caller);
    const agent = await this.rig.phones[201].waitRinging();
    await agent.answer();
    const call = await this.nadine.waitCall('talking', isOf(caller));
    await this.bridged('201', 'trunk');
    return { customer, agent, call };
  }

  /** Resolves when a channel of each device has entered a bridge since the test began. */
  async bridged(...devices: readonly string[]): Promise<void> {
    await Promise.all(devices.map((device) => this.seen(['BridgeEnter', { Channel: channelOf(device) }])));
  }

  /** Resolves when Asterisk has told of these events, in this order, since the test began. */
  async seen(...patterns: readonly EventPattern[]): Promise<void> {
    if (!this.#tap) throw new Error('the witness listens only within tests');
    await this.#tap.waitFor(this.#start, ...patterns);
  }

  /** Resolves with a call's entry in the journal of a desk once it has this end. */
  async journal(desk: TestDesk, { id }: LiveCall, endReason: EndReason): Promise<InteractionLine> {
    const lines = await desk.waitAnswer(
      () => this.journalOf(desk),
      (all) => all.some((line) => line.id === id && line.endReason === endReason),
      `${id} ${endReason} in the journal`,
    );
    const found = lines.filter((line) => line.id === id);
    const [line] = found;
    if (!line || found.length > 1) throw new Error(`${found.length} entries of one call`);
    return line;
  }

  /** The latest calls as a desk has them now, newest first. */
  journalOf(desk: TestDesk): Promise<readonly InteractionLine[]> {
    return desk.ask(interactionsContract, 'calls', { limit: 50 });
  }

  /** What the journal has of one customer. A desk logs a call before it tells of it. */
  async journalWith(desk: TestDesk, { id }: Caller): Promise<readonly InteractionLine[]> {
    return (await this.journalOf(desk)).filter(({ partyId }) => partyId === id);
  }

  async #open(options: ServiceCentreOptions): Promise<void> {
    await mkdir(ARTIFACTS, { recursive: true });
    this.#centre = await startServiceCentre({ callers: CAST, ...options });
    // Not with the rights of the desks: a test may have their connections closed.
    const { amiPort, users } = this.rig.asterisk;
    this.#tap = await AmiTap.connect(amiPort, users.full);
  }

  async #clear(): Promise<void> {
    await this.centre.reset();
    await this.#tap?.waitQuiet();
    this.#start = this.#tap?.mark() ?? 0;
  }

  async #close(): Promise<void> {
    this.#tap?.close();
    await this.#centre?.stop();
  }
}

/** Whether a call is this customer's, as far as the desk could tell. */
export function isOf({ id }: Caller): (call: LiveCall) => boolean {
  return ({ party }) => party?.id === id;
}
