import { describe, expect, it } from 'vitest';
import { mehmet as colleague } from '../people.ts';
import { popOf } from '../screen.ts';
import { DIAL, isOf, Stage } from './stage.ts';
import { storyOf } from './story.ts';

describe('Calls to the agent, live and through a whole desk', () => {
  const stage = Stage.ofThisFile();
  const sheetOf = (name: string) => stage.nadine.page.getByRole('heading', { level: 1, name });

  it('Direct, answered: rings, talks, is over when the agent hangs up', async () => {
    const who = stage.someone();
    const { customer, agent, call } = await stage.talking(who);
    await sheetOf(who.name).waitFor();
    await agent.hangUp();
    await customer.waitEnded();
    await stage.nadine.waitCall('ended');
    expect(storyOf(stage.nadine, call.id)).toEqual([
      `ringing: ${who.name}`,
      `talking: ${who.name}`,
      'ended: completed',
    ]);
    expect(await stage.journal(stage.mehmet, call, 'completed')).toMatchObject({
      direction: 'in',
      partyName: who.name,
    });
  });

  it('Direct, answered: is over when the customer hangs up', async () => {
    const { customer, call } = await stage.talking(stage.someone());
    await customer.hangUp();
    expect((await stage.nadine.waitCall('ended')).end).toEqual({ reason: 'completed' });
    await stage.journal(stage.nadine, call, 'completed');
  });

  it('Caller gives up: missed', async () => {
    const who = stage.someone();
    const customer = stage.callIn(DIAL.direct, who);
    await stage.rig.phones[201].waitRinging();
    const call = await stage.nadine.waitCall('ringing', isOf(who));
    await customer.hangUp();
    await stage.nadine.waitCall('ended');
    expect(storyOf(stage.nadine, call.id)).toEqual([`ringing: ${who.name}`, 'ended: missed-caller']);
    expect((await stage.journal(stage.mehmet, call, 'missed-caller')).talkSeconds).toBeNull();
  });

  it('No answer: missed', async () => {
    const who = stage.someone();
    stage.callIn(DIAL.ringsFor3s, who);
    const call = await stage.nadine.waitCall('ringing', isOf(who));
    await stage.nadine.waitCall('ended');
    expect(storyOf(stage.nadine, call.id)).toEqual([`ringing: ${who.name}`, 'ended: missed-no-answer']);
    await stage.journal(stage.mehmet, call, 'missed-no-answer');
  });

  it('Busy 486: no pop', async () => {
    const [who, next] = [stage.someone(), stage.someone()];
    stage.rig.phones[201].onInvite = 'busy';
    const customer = stage.callIn(DIAL.direct, who);
    expect(await customer.waitEnded()).toMatchObject({ by: 'them', status: 486 });
    // What the next call shows comes after all the desk had to say of this one.
    stage.rig.phones[201].onInvite = 'ring';
    stage.callIn(DIAL.direct, next);
    await popOf(stage.nadine.page, next.name).waitFor();
    expect(stage.nadine.told.filter(isOf(who))).toEqual([]);
    expect(await popOf(stage.nadine.page, who.name).count()).toBe(0);
  });

  it('Decline 603: rejected, and no missed call', async () => {
    const who = stage.someone();
    stage.callIn(DIAL.direct, who);
    const agent = await stage.rig.phones[201].waitRinging();
    const call = await stage.nadine.waitCall('ringing', isOf(who));
    agent.refuse(603, 'Decline');
    await stage.nadine.waitCall('ended');
    expect(storyOf(stage.nadine, call.id)).toEqual([`ringing: ${who.name}`, 'ended: rejected']);
    expect(await stage.journalWith(stage.nadine, who)).toEqual([]);
  });

  it('Caller cancels before 180: no pop, journal only', async () => {
    const [who, next] = [stage.someone(), stage.someone()];
    stage.rig.phones[201].onInvite = 'silent';
    const customer = stage.callIn(DIAL.direct, who);
    const agent = await stage.rig.phones[201].waitIncoming();
    await customer.hangUp();
    await agent.waitEnded();
    const [line] = await stage.nadine.waitAnswer(
      () => stage.journalWith(stage.nadine, who),
      ({ length }) => length === 1,
      'the missed call in the journal',
    );
    expect(line).toMatchObject({ endReason: 'missed-caller', direction: 'in' });
    stage.rig.phones[201].onInvite = 'ring';
    stage.callIn(DIAL.direct, next);
    await popOf(stage.nadine.page, next.name).waitFor();
    expect(await popOf(stage.nadine.page, who.name).count()).toBe(0);
    expect(stage.nadine.told.filter(isOf(who))).toEqual([]);
  });

  it('Phone forwards (302): ended, forwarded to 202, where it pops', async () => {
    const who = stage.someone();
    const customer = stage.callIn(DIAL.direct, who);
    const agent = await stage.rig.phones[201].waitRinging();
    const call = await stage.nadine.waitCall('ringing', isOf(who));
    agent.forwardTo('202');
    await (await stage.rig.phones[202].waitRinging()).answer();
    await customer.waitAnswered();
    await stage.nadine.waitCall('ended');
    expect(storyOf(stage.nadine, call.id)).toEqual([`ringing: ${who.name}`, 'ended: forwarded → 202']);
    const forwarded = await stage.mehmet.waitCall('talking', isOf(who));
    await customer.hangUp();
    expect(await stage.journal(stage.nadine, forwarded, 'completed')).toMatchObject({
      staffName: colleague.name,
    });
  });

  it('Call waiting: two calls side by side, each with its own end', async () => {
    const [one, two] = [stage.someone(), stage.someone()];
    const { customer, agent, call } = await stage.talking(one);
    await agent.hold();
    await stage.nadine.waitCall('held');
    const second = stage.callIn(DIAL.direct, two);
    const waiting = await stage.rig.phones[201].waitRinging();
    const other = await stage.nadine.waitCall('ringing', isOf(two));
    expect(stage.nadine.live.map(({ id, phase }) => [id, phase])).toEqual([
      [call.id, 'held'],
      [other.id, 'ringing'],
    ]);
    await waiting.answer();
    await stage.nadine.waitCall('talking', isOf(two));
    await second.hangUp();
    await stage.nadine.waitCall('ended', isOf(two));
    await agent.resume();
    await customer.hangUp();
    await stage.nadine.waitCall('ended', isOf(one));
    expect(storyOf(stage.nadine, call.id)).toEqual([
      `ringing: ${one.name}`,
      `talking: ${one.name}`,
      `held: ${one.name}`,
      `talking: ${one.name}`,
      'ended: completed',
    ]);
    expect(storyOf(stage.nadine, other.id)).toEqual([
      `ringing: ${two.name}`,
      `talking: ${two.name}`,
      'ended: completed',
    ]);
  });

  it('Withheld: nobody is shown, nobody is looked up', async () => {
    const who = stage.someone();
    stage.rig.trunk.call({ to: DIAL.direct, from: who.from, name: who.name, presentation: 'withheld' });
    await (await stage.rig.phones[201].waitRinging()).answer();
    const call = await stage.nadine.waitCall('talking');
    await sheetOf('Unterdrückt').waitFor();
    stage.rig.trunk.dropCalls();
    await stage.nadine.waitCall('ended');
    expect(storyOf(stage.nadine, call.id)).toEqual([
      'ringing: withheld',
      'talking: withheld',
      'ended: completed',
    ]);
    expect(await stage.journal(stage.mehmet, call, 'completed')).toMatchObject({
      number: null,
      partyId: null,
    });
  });
});
