import { describe, expect, it } from 'vitest';
import { mehmet as colleague, nadine as agentUser } from '../people.ts';
import { channelOf, DIAL, isOf, Stage } from './stage.ts';
import { storyOf } from './story.ts';

describe('Groups and queues, live and through a whole desk', () => {
  const stage = Stage.ofThisFile();

  it('Ring group, lost: answered elsewhere, and one entry in the journal', async () => {
    const who = stage.someone();
    const customer = stage.callIn(DIAL.ringGroup, who);
    await stage.rig.phones[201].waitRinging();
    const phone = await stage.rig.phones[202].waitRinging();
    const call = await stage.nadine.waitCall('ringing', isOf(who));
    await phone.answer();
    await stage.nadine.waitCall('ended');
    expect(storyOf(stage.nadine, call.id)).toEqual([
      `ringing: ${who.name}`,
      `ended: answered-elsewhere → 202, ${colleague.name}`,
    ]);
    const theirs = await stage.mehmet.waitCall('talking', isOf(who));
    await customer.hangUp();
    await stage.journal(stage.nadine, theirs, 'completed');
    expect(await stage.journalWith(stage.nadine, who)).toHaveLength(1);
  });

  it.each([
    ['Ring group through Local', DIAL.ringGroupThroughLocal],
    ['FollowMe through Local', DIAL.followMe],
  ])('%s: as direct; the Local channels’ going, optimised away, is nothing', async (_row, to) => {
    const who = stage.someone();
    const customer = stage.callIn(to, who);
    const agent = await stage.rig.phones[201].waitRinging();
    await agent.answer();
    const call = await stage.nadine.waitCall('talking', isOf(who));
    await stage.seen(
      ['LocalOptimizationBegin', { LocalTwoChannel: /^Local\/201@internal-/ }],
      ['BridgeEnter', { SwapUniqueid: /./ }],
      ['LocalOptimizationEnd', { LocalOneChannel: /^Local\/201@internal-/ }],
    );
    await Promise.all(
      ['1', '2'].map((half) =>
        stage.seen(['Hangup', { Channel: new RegExp(`^Local/201@internal-.*;${half}$`) }]),
      ),
    );
    // That it is held comes after all that the desk could have made of the Local channels.
    await agent.hold();
    await stage.nadine.waitCall('held');
    expect([agent.state, customer.state]).toEqual(['up', 'up']);
    await agent.hangUp();
    await stage.nadine.waitCall('ended');
    const [first, ...later] = storyOf(stage.nadine, call.id);
    expect(first).toBe(`ringing: ${who.name}`);
    expect(later).toEqual([`talking: ${who.name}`, `held: ${who.name}`, 'ended: completed']);
    await stage.journal(stage.mehmet, call, 'completed');
    expect(await stage.journalWith(stage.nadine, who)).toHaveLength(1);
  });

  it('Queue, ringall: rings with the queue, answered, ended; the colleague’s is answered elsewhere', async () => {
    const who = stage.someone();
    const customer = stage.callIn(DIAL.queueRingall, who);
    const agent = await stage.rig.phones[201].waitRinging();
    await stage.rig.phones[202].waitRinging();
    await agent.answer();
    const call = await stage.nadine.waitCall('talking', isOf(who));
    const lost = await stage.mehmet.waitCall('ended');
    await customer.hangUp();
    await stage.nadine.waitCall('ended');
    expect(storyOf(stage.nadine, call.id)).toEqual([
      `ringing: ${who.name} by ringall`,
      `talking: ${who.name} by ringall`,
      'ended: completed',
    ]);
    expect(storyOf(stage.mehmet, lost.id).at(-1)).toBe(`ended: answered-elsewhere → 201, ${agentUser.name}`);
    await stage.journal(stage.mehmet, call, 'completed');
    expect(await stage.journalWith(stage.mehmet, who)).toHaveLength(1);
  });

  it('Queue rrmemory, agent misses: missed, then it rings at the next; and again here, as a new call', async () => {
    const who = stage.someone();
    const customer = stage.callIn(DIAL.queueRrmemory, who);
    // Whose turn it is depends on the calls before. Nobody answers until it has been both's.
    const first = await stage.nadine.waitCall('ringing', isOf(who));
    await stage.nadine.waitCall('ended', ({ id }) => id === first.id);
    expect(storyOf(stage.nadine, first.id)).toEqual([
      `ringing: ${who.name} by rrmem`,
      'ended: missed-no-answer',
    ]);
    await stage.seen(['AgentRingNoAnswer', { Interface: 'PJSIP/201', RingTime: /^[1-9]\d{3}$/ }]);
    const again = await stage.nadine.waitCall('ringing', ({ id }) => id !== first.id);
    // The first ring's phone call is over: the one that rings now is claimed after it.
    await stage.rig.phones[201].waitRinging();
    await customer.hangUp();
    await stage.nadine.waitCall('ended', ({ id }) => id === again.id);
    expect(storyOf(stage.nadine, again.id).at(-1)).toBe('ended: missed-caller');
    expect(await stage.journalWith(stage.nadine, who)).toHaveLength(1);
  });

  it('Queue abandon: missed, the caller gave up; one entry for the team', async () => {
    const who = stage.someone();
    const customer = stage.callIn(DIAL.queueRingall, who);
    await Promise.all([stage.rig.phones[201].waitRinging(), stage.rig.phones[202].waitRinging()]);
    const call = await stage.nadine.waitCall('ringing', isOf(who));
    await stage.mehmet.waitCall('ringing', isOf(who));
    await customer.hangUp();
    await stage.nadine.waitCall('ended');
    await stage.mehmet.waitCall('ended');
    expect(storyOf(stage.nadine, call.id)).toEqual([
      `ringing: ${who.name} by ringall`,
      'ended: missed-caller',
    ]);
    const kept = await stage.nadine.waitAnswer(
      () => stage.journalWith(stage.nadine, who),
      (lines) => lines.length === 1 && lines[0]?.endReason === 'missed-caller',
      'one missed call',
    );
    expect(kept).toHaveLength(1);
  });

  it('Queue member Local/201@from-queue/n: as queue', async () => {
    const who = stage.someone();
    const customer = stage.callIn(DIAL.queueLocalMembers, who);
    const agent = await stage.rig.phones[201].waitRinging();
    await agent.answer();
    const call = await stage.nadine.waitCall('talking', isOf(who));
    await stage.seen(['AgentConnect', { Interface: 'Local/201@from-queue/n' }]);
    await stage.bridged('201', 'trunk');
    await customer.hangUp();
    await stage.nadine.waitCall('ended');
    expect(storyOf(stage.nadine, call.id)).toEqual([
      `ringing: ${who.name} by localq`,
      `talking: ${who.name} by localq`,
      'ended: completed',
    ]);
    await stage.journal(stage.mehmet, call, 'completed');
  });

  it('Outcome at the colleague’s phone never reaches the agent’s desk', async () => {
    const customer = stage.rig.phones[203].dial('202');
    await (await stage.rig.phones[202].waitRinging()).answer();
    await stage.mehmet.waitCall('talking');
    await customer.hangUp();
    await stage.mehmet.waitCall('ended');
    await stage.seen(['Hangup', { Channel: channelOf('202') }]);
    expect(stage.nadine.told).toEqual([]);
  });
});
