import { describe, expect, it } from 'vitest';
import { mehmet as colleague } from '../people.ts';
import { channelOf, DIAL, isOf, Stage } from './stage.ts';
import { storyOf } from './story.ts';

/** Where one is parked; 701 is what one dials to park. */
const A_SPACE = /^7(?:0[2-9]|1\d|20)$/;

describe('Holding and handing over, live and through a whole desk', () => {
  const stage = Stage.ofThisFile();
  const sheetOf = (name: string) => stage.nadine.page.getByRole('heading', { level: 1, name });

  it('Agent holds: held, resumed', async () => {
    const who = stage.someone();
    const { agent, call } = await stage.talking(who);
    await agent.hold();
    await stage.nadine.waitCall('held');
    await agent.resume();
    await stage.seen(['Unhold', { Channel: channelOf('201') }]);
    await agent.hangUp();
    await stage.nadine.waitCall('ended');
    expect(storyOf(stage.nadine, call.id)).toEqual([
      `ringing: ${who.name}`,
      `talking: ${who.name}`,
      `held: ${who.name}`,
      `talking: ${who.name}`,
      'ended: completed',
    ]);
  });

  it('Customer holds: the agent still talks, and sees it', async () => {
    const who = stage.someone();
    const { customer, agent, call } = await stage.talking(who);
    await customer.hold();
    await stage.nadine.waitCall('talking', ({ remoteHeld }) => remoteHeld === true);
    await customer.resume();
    await stage.seen(['Unhold', { Channel: channelOf('trunk') }]);
    await agent.hangUp();
    await stage.nadine.waitCall('ended');
    expect(storyOf(stage.nadine, call.id)).toEqual([
      `ringing: ${who.name}`,
      `talking: ${who.name}`,
      'ended: completed',
    ]);
  });

  it('Blind transfer by the agent: ended, transferred to 202, whose desk shows the customer', async () => {
    const who = stage.someone();
    const { customer, agent, call } = await stage.talking(who);
    await agent.transferTo('202');
    const phone = await stage.rig.phones[202].waitRinging();
    await stage.mehmet.waitCall('ringing', isOf(who));
    await phone.answer();
    await agent.waitEnded();
    const theirs = await stage.mehmet.waitCall('talking', isOf(who));
    await stage.nadine.waitCall('ended');
    expect(storyOf(stage.nadine, call.id)).toEqual([
      `ringing: ${who.name}`,
      `talking: ${who.name}`,
      'ended: transferred → 202',
    ]);
    await customer.hangUp();
    await stage.journal(stage.nadine, call, 'transferred');
    expect(await stage.journal(stage.nadine, theirs, 'completed')).toMatchObject({
      partyName: who.name,
      staffName: colleague.name,
    });
  });

  it('Attended by the agent: both calls transferred, the colleague’s sheet becomes the customer’s', async () => {
    const who = stage.someone();
    const { customer, agent, call } = await stage.talking(who);
    await agent.hold();
    await stage.nadine.waitCall('held');
    const inquiry = stage.rig.phones[201].dial('202');
    await (await stage.rig.phones[202].waitRinging()).answer();
    const asked = await stage.nadine.waitCall('talking', ({ direction }) => direction === 'out');
    // Before both are bridged Asterisk would report the Dial application as the destination.
    await inquiry.waitAnswered();
    await Promise.all([
      stage.bridged('202'),
      stage.seen(['BridgeEnter', { Channel: channelOf('201'), Exten: '202' }]),
    ]);
    await agent.transferTo(inquiry);
    await stage.nadine.waitCall('ended', ({ id }) => id === call.id);
    await stage.nadine.waitCall('ended', ({ id }) => id === asked.id);
    expect(storyOf(stage.nadine, call.id).at(-1)).toBe('ended: transferred → 202');
    expect(storyOf(stage.nadine, asked.id)).toEqual([
      `dialling: ${colleague.name}`,
      `talking: ${colleague.name}`,
      'ended: transferred → 202',
    ]);
    await stage.mehmet.waitCall('talking', isOf(who));
    await stage.mehmet.page.getByRole('heading', { level: 1, name: who.name }).waitFor();
    await customer.hangUp();
    await stage.mehmet.waitCall('ended');
    await stage.journal(stage.mehmet, call, 'transferred');
  });

  it('Semi-attended (target still ringing): transferred to whom the agent had dialled', async () => {
    const who = stage.someone();
    const { customer, agent, call } = await stage.talking(who);
    await agent.hold();
    await stage.nadine.waitCall('held');
    const inquiry = stage.rig.phones[201].dial('202');
    const phone = await stage.rig.phones[202].waitRinging();
    await inquiry.waitRinging();
    const asked = await stage.nadine.waitCall('dialling');
    await agent.transferTo(inquiry);
    await stage.nadine.waitCall('ended', ({ id }) => id === call.id);
    await stage.nadine.waitCall('ended', ({ id }) => id === asked.id);
    expect(storyOf(stage.nadine, call.id).at(-1)).toBe('ended: transferred → 202');
    expect(storyOf(stage.nadine, asked.id)).toEqual([
      `dialling: ${colleague.name}`,
      'ended: transferred → 202',
    ]);
    await phone.answer();
    await stage.mehmet.waitCall('talking', isOf(who));
    await customer.hangUp();
    await stage.mehmet.waitCall('ended');
  });

  it('Attended, the agent receives: the customer’s sheet replaces the colleague’s', async () => {
    const who = stage.someone();
    const customer = stage.callIn(DIAL.ringGroup, who);
    const theirs = await stage.rig.phones[202].waitRinging();
    await stage.rig.phones[201].waitRinging();
    await theirs.answer();
    await stage.bridged('202', 'trunk');
    await stage.nadine.waitCall('ended');
    await theirs.hold();
    const inquiry = stage.rig.phones[202].dial('201');
    const agent = await stage.rig.phones[201].waitRinging();
    await agent.answer();
    const call = await stage.nadine.waitCall('talking');
    expect(call.party).toBeNull();
    await inquiry.waitAnswered();
    await stage.bridged('201');
    await stage.seen(['BridgeEnter', { Channel: channelOf('202'), Exten: '201' }]);
    await theirs.transferTo(inquiry);
    await stage.nadine.waitCall('talking', isOf(who));
    await sheetOf(who.name).waitFor();
    await customer.hangUp();
    await stage.nadine.waitCall('ended', ({ id }) => id === call.id);
    expect(storyOf(stage.nadine, call.id)).toEqual([
      `ringing: ${colleague.name}`,
      `talking: ${colleague.name}`,
      `talking: ${who.name}`,
      'ended: completed',
    ]);
    expect(await stage.journal(stage.mehmet, call, 'completed')).toMatchObject({ partyName: who.name });
  });

  it('Semi-attended, the agent receives: what rings becomes the customer', async () => {
    const who = stage.someone();
    const customer = stage.callIn(DIAL.ringGroup, who);
    const theirs = await stage.rig.phones[202].waitRinging();
    await stage.rig.phones[201].waitRinging();
    await theirs.answer();
    await stage.bridged('202', 'trunk');
    await stage.nadine.waitCall('ended');
    await theirs.hold();
    const inquiry = stage.rig.phones[202].dial('201');
    const agent = await stage.rig.phones[201].waitRinging();
    await inquiry.waitRinging();
    const call = await stage.nadine.waitCall('ringing', ({ party }) => party === null);
    await theirs.transferTo(inquiry);
    await stage.nadine.waitCall('ringing', ({ id, party }) => id === call.id && party?.id === who.id);
    await agent.answer();
    await stage.nadine.waitCall('talking', isOf(who));
    await sheetOf(who.name).waitFor();
    await customer.hangUp();
    await stage.nadine.waitCall('ended', ({ id }) => id === call.id);
    expect(storyOf(stage.nadine, call.id)).toEqual([
      `ringing: ${colleague.name}`,
      `ringing: ${who.name}`,
      `talking: ${who.name}`,
      'ended: completed',
    ]);
    await stage.journal(stage.nadine, call, 'completed');
  });

  it('Blind, the agent receives: rings with the customer, not with the colleague', async () => {
    const who = stage.someone();
    const customer = stage.callIn(DIAL.ringGroup, who);
    const theirs = await stage.rig.phones[202].waitRinging();
    await stage.rig.phones[201].waitRinging();
    await theirs.answer();
    await stage.bridged('202', 'trunk');
    const lost = await stage.nadine.waitCall('ended');
    await theirs.transferTo('201');
    const agent = await stage.rig.phones[201].waitRinging();
    const call = await stage.nadine.waitCall('ringing', ({ id }) => id !== lost.id);
    await agent.answer();
    await sheetOf(who.name).waitFor();
    await customer.hangUp();
    await stage.nadine.waitCall('ended', ({ id }) => id === call.id);
    expect(storyOf(stage.nadine, call.id)).toEqual([
      `ringing: ${who.name}`,
      `talking: ${who.name}`,
      'ended: completed',
    ]);
    await stage.journal(stage.mehmet, call, 'completed');
  });

  it('Colleague picks up: ended, picked up by 202, who has the customer', async () => {
    const who = stage.someone();
    const customer = stage.callIn(DIAL.direct, who);
    await stage.rig.phones[201].waitRinging();
    const call = await stage.nadine.waitCall('ringing', isOf(who));
    await stage.rig.phones[202].dial('**201').waitAnswered();
    await stage.nadine.waitCall('ended');
    expect(storyOf(stage.nadine, call.id)).toEqual([
      `ringing: ${who.name}`,
      `ended: picked-up → 202, ${colleague.name}`,
    ]);
    const theirs = await stage.mehmet.waitCall('talking', isOf(who));
    await customer.hangUp();
    await stage.journal(stage.nadine, theirs, 'completed');
    expect(await stage.journalWith(stage.nadine, who)).toHaveLength(1);
  });

  it('The agent picks up: the customer’s sheet, an incoming call', async () => {
    const who = stage.someone();
    stage.rig.phones[201].onInvite = 'busy';
    const customer = stage.callIn(DIAL.ringGroup, who);
    await stage.rig.phones[202].waitRinging();
    await stage.rig.phones[201].dial('**202').waitAnswered();
    const call = await stage.nadine.waitCall('talking', isOf(who));
    expect(call.direction).toBe('in');
    await sheetOf(who.name).waitFor();
    expect((await stage.mehmet.waitCall('ended')).end?.reason).toBe('picked-up');
    await customer.hangUp();
    await stage.nadine.waitCall('ended');
    expect(await stage.journal(stage.mehmet, call, 'completed')).toMatchObject({ direction: 'in' });
  });

  it('Park and retrieve: transferred to the space; who retrieves it has the customer', async () => {
    const who = stage.someone();
    const { customer, agent, call } = await stage.talking(who);
    await agent.transferTo('701');
    const { end } = await stage.nadine.waitCall('ended');
    expect(end).toMatchObject({ reason: 'transferred', to: expect.stringMatching(A_SPACE) as string });
    await stage.rig.phones[202].dial(end?.to ?? '').waitAnswered();
    const theirs = await stage.mehmet.waitCall('talking', isOf(who));
    expect(theirs.direction).toBe('in');
    await stage.mehmet.page.getByRole('heading', { level: 1, name: who.name }).waitFor();
    await customer.hangUp();
    await stage.journal(stage.nadine, call, 'transferred');
    await stage.journal(stage.nadine, theirs, 'completed');
  });

  it('Park and retrieve by the agent: an incoming call with the customer’s sheet again', async () => {
    const who = stage.someone();
    const { customer, agent, call } = await stage.talking(who);
    await agent.transferTo('701');
    const { end } = await stage.nadine.waitCall('ended');
    await stage.rig.phones[201].dial(end?.to ?? '').waitAnswered();
    const again = await stage.nadine.waitCall(
      'talking',
      ({ id, party }) => id !== call.id && party?.id === who.id,
    );
    expect(again.direction).toBe('in');
    await sheetOf(who.name).waitFor();
    await customer.hangUp();
    await stage.nadine.waitCall('ended', ({ id }) => id === again.id);
    await stage.journal(stage.mehmet, call, 'transferred');
    await stage.journal(stage.mehmet, again, 'completed');
  });

  it('ConfBridge: answered, ended', async () => {
    const agent = stage.rig.phones[201].dial('700');
    const call = await stage.nadine.waitCall('talking');
    stage.callIn(DIAL.conference, stage.someone());
    await stage.seen(['ConfbridgeJoin', { Channel: channelOf('trunk') }]);
    await agent.hangUp();
    await stage.nadine.waitCall('ended');
    expect(storyOf(stage.nadine, call.id).at(-1)).toBe('ended: completed');
    await stage.journal(stage.nadine, call, 'completed');
  });
});
