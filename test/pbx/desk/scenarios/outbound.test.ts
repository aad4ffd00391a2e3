import { describe, expect, it } from 'vitest';
import { callsContract } from '#shared/ipc/core-contracts.ts';
import type { Caller } from '../people.ts';
import { isOf, Stage } from './stage.ts';
import { storyOf } from './story.ts';

/** The agent's own phone rings for 30 s. */
const RINGS_OUT_MS = 45_000;

/** As typed on the phone: the outside line, then the national number. */
const keysOf = ({ from }: Caller): string => `00${from.slice(2)}`;

describe('Calls by the agent, live and through a whole desk', () => {
  const stage = Stage.ofThisFile();

  const click = async ({ id, from }: Caller): Promise<string> =>
    (await stage.nadine.ask(callsContract, 'dial', { number: `+${from}`, party: { type: 'party', id } })).id;

  it('Outbound from the desk phone: dialling with the customer’s sheet, answered, ended', async () => {
    const who = stage.someone();
    const agent = stage.rig.phones[201].dial(keysOf(who));
    const customer = await stage.rig.trunk.waitRinging();
    const call = await stage.nadine.waitCall('dialling', isOf(who));
    await customer.answer();
    await agent.waitAnswered();
    await stage.nadine.waitCall('talking');
    await stage.nadine.page.getByRole('heading', { level: 1, name: who.name }).waitFor();
    await customer.hangUp();
    await stage.nadine.waitCall('ended');
    expect(storyOf(stage.nadine, call.id)).toEqual([
      `dialling: ${who.name}`,
      `talking: ${who.name}`,
      'ended: completed',
    ]);
    expect(await stage.journal(stage.mehmet, call, 'completed')).toMatchObject({
      direction: 'out',
      partyName: who.name,
    });
  });

  it('Outbound busy: failed', async () => {
    const who = stage.someone();
    stage.rig.trunk.onInvite = 'busy';
    const agent = stage.rig.phones[201].dial(keysOf(who));
    const call = await stage.nadine.waitCall('dialling', isOf(who));
    await agent.waitEnded();
    await stage.nadine.waitCall('ended');
    expect(storyOf(stage.nadine, call.id)).toEqual([`dialling: ${who.name}`, 'ended: failed']);
    expect(await stage.journal(stage.mehmet, call, 'failed')).toMatchObject({
      direction: 'out',
      talkSeconds: null,
    });
  });

  it('Click-to-dial: the own phone rings, then the customer’s; one call', async () => {
    const who = stage.someone();
    const id = await click(who);
    const agent = await stage.rig.phones[201].waitRinging();
    await stage.nadine.waitCall('agent-phone');
    await agent.answer();
    const customer = await stage.rig.trunk.waitRinging();
    const call = await stage.nadine.waitCall('dialling');
    await customer.answer();
    await stage.nadine.waitCall('talking');
    await stage.bridged('201', 'trunk');
    await agent.hangUp();
    await stage.nadine.waitCall('ended');
    expect(call.id).toBe(id);
    expect(storyOf(stage.nadine, id)).toEqual([
      `agent-phone: ${who.name}`,
      `dialling: ${who.name}`,
      `talking: ${who.name}`,
      'ended: completed',
    ]);
    await stage.journal(stage.mehmet, call, 'completed');
  });

  it('…agent rejects: failed, and the customer’s phone never rings', async () => {
    const who = stage.someone();
    const id = await click(who);
    const agent = await stage.rig.phones[201].waitRinging();
    await stage.nadine.waitCall('agent-phone');
    agent.refuse(603, 'Decline');
    await stage.nadine.waitCall('ended');
    expect(storyOf(stage.nadine, id)).toEqual([`agent-phone: ${who.name}`, 'ended: failed']);
    expect(await stage.journalWith(stage.nadine, who)).toEqual([]);
  });

  it('…agent lets it ring: failed, when the PBX gives up after half a minute', async () => {
    const who = stage.someone();
    const id = await click(who);
    const agent = await stage.rig.phones[201].waitRinging();
    await stage.nadine.waitCall('agent-phone');
    const { end } = await stage.nadine.waitCall('ended', () => true, RINGS_OUT_MS);
    expect(end).toEqual({ reason: 'failed' });
    await agent.waitEnded();
    expect(storyOf(stage.nadine, id)).toEqual([`agent-phone: ${who.name}`, 'ended: failed']);
    expect(await stage.journalWith(stage.nadine, who)).toEqual([]);
  });

  it('…agent’s phone is busy: failed', async () => {
    const who = stage.someone();
    stage.rig.phones[201].onInvite = 'busy';
    const id = await click(who);
    await stage.seen(['OriginateResponse', { Response: 'Failure' }]);
    const { end } = await stage.nadine.waitCall('ended');
    expect(end).toEqual({ reason: 'failed' });
    expect(storyOf(stage.nadine, id).at(-1)).toBe('ended: failed');
  });
});
