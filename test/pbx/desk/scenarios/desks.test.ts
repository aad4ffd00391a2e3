import { describe, expect, it } from 'vitest';
import { birgit, nadine } from '../people.ts';
import { popOf } from '../screen.ts';
import { DIAL, isOf, Stage } from './stage.ts';
import { storyOf } from './story.ts';

describe('One desk with several phones, live', () => {
  const stage = Stage.ofThisFile({ nadinesDevices: ['PJSIP/201', 'PJSIP/203'] });

  it.each([201, 203] as const)('both ring: one call, answered at %i', async (extension) => {
    const who = stage.someone();
    const customer = stage.callIn(DIAL.ringGroup, who);
    const [one, two] = await Promise.all([
      stage.rig.phones[201].waitRinging(),
      stage.rig.phones[203].waitRinging(),
    ]);
    const call = await stage.nadine.waitCall('ringing', isOf(who));
    await popOf(stage.nadine.page, who.name).waitFor();
    expect(await popOf(stage.nadine.page, who.name).count()).toBe(1);
    await (extension === 201 ? one : two).answer();
    const talking = await stage.nadine.waitCall('talking', isOf(who));
    expect(talking).toMatchObject({ id: call.id, device: `PJSIP/${extension}` });
    await (extension === 201 ? two : one).waitEnded();
    await customer.hangUp();
    await stage.nadine.waitCall('ended');
    expect(storyOf(stage.nadine, call.id)).toEqual([
      `ringing: ${who.name}`,
      `talking: ${who.name}`,
      'ended: completed',
    ]);
    expect(new Set(stage.nadine.told.map(({ id }) => id)).size).toBe(1);
    await stage.journal(stage.mehmet, call, 'completed');
    expect(await stage.journalWith(stage.mehmet, who)).toHaveLength(1);
  });

  it('both ring and nobody answers: missed once', async () => {
    const who = stage.someone();
    const customer = stage.callIn(DIAL.ringGroup, who);
    await Promise.all(([201, 202, 203] as const).map((each) => stage.rig.phones[each].waitRinging()));
    const call = await stage.nadine.waitCall('ringing', isOf(who));
    await customer.hangUp();
    await stage.nadine.waitCall('ended');
    await stage.mehmet.waitCall('ended');
    expect(storyOf(stage.nadine, call.id)).toEqual([`ringing: ${who.name}`, 'ended: missed-caller']);
    const lines = await stage.mehmet.waitAnswer(
      () => stage.journalWith(stage.mehmet, who),
      ({ length }) => length === 1,
      'one missed call, of all who were rung',
    );
    expect(lines[0]?.endReason).toBe('missed-caller');
  });

  it('a call on each: two calls side by side', async () => {
    const [one, two] = [stage.someone(), stage.someone()];
    const { customer, call } = await stage.talking(one);
    const second = stage.rig.phones[203].dial(`00${two.from.slice(2)}`);
    const far = await stage.rig.trunk.waitRinging();
    const other = await stage.nadine.waitCall('dialling', isOf(two));
    await far.answer();
    await second.waitAnswered();
    await stage.nadine.waitCall('talking', isOf(two));
    expect(stage.nadine.live).toMatchObject([
      { id: call.id, device: 'PJSIP/201', phase: 'talking' },
      { id: other.id, device: 'PJSIP/203', phase: 'talking' },
    ]);
    await customer.hangUp();
    await stage.nadine.waitCall('ended', isOf(one));
    expect(stage.nadine.live.find(({ id }) => id === other.id)?.phase).toBe('talking');
    await second.hangUp();
    await stage.nadine.waitCall('ended', isOf(two));
    await stage.journal(stage.mehmet, call, 'completed');
    await stage.journal(stage.mehmet, other, 'completed');
  });
});

describe('Desks of another kind beside the usual ones, live', () => {
  const stage = Stage.ofThisFile();

  it('A desk on SIP alone, watching the phone’s dialog: pops, is answered, ends, is in the journal', async () => {
    const { sipPort, users } = stage.rig.asterisk;
    // Of 203, which no manager interface tells of.
    const desk = await stage.centre.startDesk({
      who: birgit,
      profile: 'birgit-on-sip',
      devices: [],
      settings: {
        sip: {
          enabled: true,
          server: `127.0.0.1:${sipPort}`,
          transport: 'tcp',
          user: 'cti201',
          secret: users.full.secret,
          extension: '203',
          mode: 'dialog',
        },
      },
    });
    try {
      const who = stage.someone();
      const customer = stage.callIn(DIAL.ringGroup, who);
      const phone = await stage.rig.phones[203].waitRinging();
      const call = await desk.waitCall('ringing', isOf(who));
      await popOf(desk.page, who.name).waitFor();
      await phone.answer();
      await desk.waitCall('talking', isOf(who));
      await desk.page.getByRole('heading', { level: 1, name: who.name }).waitFor();
      await phone.hangUp();
      await customer.waitEnded();
      await desk.waitCall('ended');
      expect(storyOf(desk, call.id)).toEqual([
        `ringing: ${who.name}`,
        `talking: ${who.name}`,
        'ended: completed',
      ]);
      expect(await stage.journal(stage.mehmet, call, 'completed')).toMatchObject({
        partyName: who.name,
        staffName: birgit.name,
      });
    } finally {
      await desk.stop();
    }
  });

  it('Two desks on one extension: both show the call, the journal has it once', async () => {
    const atHome = await stage.centre.startDesk({ who: nadine, profile: 'nadine-at-home' });
    try {
      const [answered, missed, dialled] = [stage.someone(), stage.someone(), stage.someone()];
      const { agent, call } = await stage.talking(answered);
      expect(await atHome.waitCall('talking', isOf(answered))).toMatchObject({ id: call.id });
      await agent.hangUp();
      await Promise.all([stage.nadine, atHome].map((desk) => desk.waitCall('ended', isOf(answered))));
      expect(storyOf(atHome, call.id)).toEqual(storyOf(stage.nadine, call.id));

      const customer = stage.callIn(DIAL.direct, missed);
      await stage.rig.phones[201].waitRinging();
      await Promise.all([stage.nadine, atHome].map((desk) => desk.waitCall('ringing', isOf(missed))));
      await customer.hangUp();
      await Promise.all([stage.nadine, atHome].map((desk) => desk.waitCall('ended', isOf(missed))));

      const phone = stage.rig.phones[201].dial(`00${dialled.from.slice(2)}`);
      await (await stage.rig.trunk.waitRinging()).answer();
      await phone.waitAnswered();
      await Promise.all([stage.nadine, atHome].map((desk) => desk.waitCall('talking', isOf(dialled))));
      await phone.hangUp();
      await Promise.all([stage.nadine, atHome].map((desk) => desk.waitCall('ended', isOf(dialled))));

      // Each desk's own word has been heard by the centre once both, and the colleague, agree on everything.
      for (const desk of [stage.nadine, atHome, stage.mehmet])
        for (const [who, endReason] of [
          [answered, 'completed'],
          [missed, 'missed-caller'],
          [dialled, 'completed'],
        ] as const) {
          const lines = await desk.waitAnswer(
            () => stage.journalWith(desk, who),
            (all) => all.length === 1 && all[0]?.endReason === endReason,
            `one entry of ${who.name}`,
          );
          expect(lines[0]).toMatchObject({ staffName: nadine.name });
        }
    } finally {
      await atHome.stop();
    }
  });

  it('A desk killed in mid-call and started again: the same call, one interaction', async () => {
    const who = stage.someone();
    const first = await stage.centre.startDesk({ who: birgit });
    const customer = stage.callIn(DIAL.ringGroup, who);
    await (await stage.rig.phones[203].waitRinging()).answer();
    const call = await first.waitCall('talking', isOf(who));
    await stage.bridged('203', 'trunk');
    await first.kill();
    const again = await stage.centre.startDesk({ who: birgit });
    try {
      expect(await again.waitCall('talking')).toMatchObject({ id: call.id });
      await again.waitCall('talking', isOf(who));
      await customer.hangUp();
      await again.waitCall('ended');
      const line = await stage.journal(again, call, 'completed');
      expect(line).toMatchObject({ partyName: who.name, staffName: birgit.name });
      await stage.journal(stage.mehmet, call, 'completed');
      expect(await stage.journalWith(stage.mehmet, who)).toHaveLength(1);
    } finally {
      await again.stop();
    }
  });
});
