import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openAmi, parseFrames } from '#test/support/ami-client.ts';
import type { AmiClient, Frame } from '#test/support/ami-client.ts';
import { until } from '#test/support/until.ts';
import { createDemoPbx } from './demo-pbx.ts';
import type { DemoPbx } from './demo-pbx.ts';
import type { DeskPhone, PhoneDisplay } from './desk-phone.ts';

/* The demo PBX beside recordings of a real Asterisk 22: the same events of the same legs in the same order. */

const RECORDINGS = join(import.meta.dirname, '../../../test/fixtures/ami');

/** Of no concern to a call, or not told to a session that asks for call events alone. */
const DROPPED = new Set([
  'ExtensionStatus',
  'QueueMemberStatus',
  'TestEvent',
  'VarSet',
  'Newexten',
  // Asterisk's own note that its dial plan lets a leg go; the HangupRequest or Hangup beside it says as much.
  'SoftHangupRequest',
]);

/** What happened to which leg: `DialEnd trunk:4 → 201:5 CANCEL`. */
function stepsOf(frames: readonly Frame[]): readonly string[] {
  return frames
    .filter((frame) => frame.get('Privilege') === 'call,all' && !DROPPED.has(frame.get('Event') ?? ''))
    .map((frame) => {
      const leg = (prefix: string): string | undefined => {
        const name = frame.get(`${prefix}Channel`);
        if (name === undefined) return undefined;
        const device = name.replace(/^PJSIP\//, '').replace(/-[^-]*$/, '');
        return [device, frame.get(`${prefix}ChannelState`)].filter(Boolean).join(':');
      };
      const details = ['DialStatus', 'Cause', 'Response', 'Reason'].map((name) => frame.get(name));
      const dest = leg('Dest');
      return [frame.get('Event'), leg(''), dest && `→ ${dest}`, ...details].filter(Boolean).join(' ');
    });
}

function recorded(name: string): readonly string[] {
  const steps = stepsOf(parseFrames(readFileSync(join(RECORDINGS, `${name}.ami`), 'utf8')));
  expect(steps.length).toBeGreaterThan(5);
  return steps;
}

const CALLER = { number: '+491711234567', name: 'Erika Mustermann' };
let pbx: DemoPbx;
let desk: AmiClient;
beforeEach(async () => {
  pbx = createDemoPbx({
    users: { desk: 'secret' },
    owners: [
      { extension: '201', owner: 'Agent Eins' },
      { extension: '202', owner: 'Agent Zwei' },
      { extension: '203', owner: 'Agent Drei' },
    ],
    farAfterMs: 0,
  });
  await pbx.start();
  desk = await openAmi(pbx.amiPort);
  await desk.act('Login', { Username: 'desk', Secret: 'secret' });
});
afterEach(async () => {
  desk.close();
  await pbx.stop();
});

function phone(extension: string): DeskPhone {
  const found = pbx.phones.find((candidate) => candidate.extension === extension);
  if (!found) throw new Error(`no phone ${extension}`);
  return found;
}
const shows = (extension: string, state: PhoneDisplay['state']): Promise<void> =>
  until(() => phone(extension).shown.state === state);
const group = (): readonly DeskPhone[] => ['201', '202', '203'].map(phone);
const direct = () => ({ caller: CALLER, dialled: '+496213456217', phones: [phone('201')] });

/** Name of the leg of a phone that is in a call. */
function legOf(extension: string): string {
  const frame = desk.frames.findLast((one) => one.get('Channel')?.startsWith(`PJSIP/${extension}-`));
  return frame?.get('Channel') ?? '';
}

/** Everything the PBX had said before now has arrived once it has answered this. */
async function said(): Promise<readonly string[]> {
  await desk.act('Ping');
  return stepsOf(desk.frames);
}

describe('the demo PBX tells as a real one', () => {
  it('a call that is answered, until the caller hangs up', async () => {
    const over = pbx.incoming({ ...direct(), talkMs: 0 });
    phone('201').press('answer');
    await over;
    expect(await said()).toEqual(recorded('ast22-direct-answered'));
  });

  it('a call that is answered, until the agent hangs up', async () => {
    const over = pbx.incoming(direct());
    phone('201').press('answer');
    await shows('201', 'talking');
    phone('201').press('hang-up');
    await over;
    expect(await said()).toEqual(recorded('ast22-direct-agent-hangs-up'));
  });

  it('holding and resuming', async () => {
    const over = pbx.incoming({ ...direct(), talkMs: 0 });
    const off = phone('201').onChange(({ state }) => {
      if (state !== 'talking') return;
      off();
      queueMicrotask(() => {
        phone('201').press('hold');
        phone('201').press('hold');
      });
    });
    phone('201').press('answer');
    await over;
    expect(await said()).toEqual(recorded('ast22-hold-unhold'));
  });

  it('a caller who gives up', async () => {
    await pbx.incoming({ ...direct(), patienceMs: 0 });
    expect(await said()).toEqual(recorded('ast22-caller-gives-up'));
  });

  it('an agent who declines', async () => {
    const over = pbx.incoming(direct());
    phone('201').press('hang-up');
    await over;
    expect(await said()).toEqual(recorded('ast22-decline-603'));
  });

  it('a ring group that a colleague wins', async () => {
    await pbx.incoming({
      caller: CALLER,
      dialled: '+496213456100',
      phones: group(),
      colleague: { phone: phone('202'), afterMs: 0 },
      talkMs: 0,
    });
    expect(await said()).toEqual(recorded('ast22-ringgroup'));
  });

  it('a caller who is sent on to a colleague, who answers', async () => {
    const over = pbx.incoming(direct());
    phone('201').press('answer');
    await shows('201', 'talking');
    await desk.act('BlindTransfer', { Channel: legOf('201'), Exten: '202', Context: 'internal' });
    await shows('202', 'ringing');
    expect(phone('201').shown.state).toBe('idle');
    phone('202').press('answer');
    await shows('202', 'talking');
    const told = await said();
    // The recorded phone asked for it by SIP and was on hold; the end is told above.
    const steps = recorded('ast22-blind-transfer').filter((step) => !step.startsWith('Unhold'));
    expect(told).toEqual(steps.slice(0, told.length));
    expect(told.at(-1)).toBe('BridgeEnter trunk:6');
    phone('202').press('hang-up');
    await over;
  });

  it('a dial from the desk', async () => {
    const number = '00495112223344';
    await desk.act('Originate', {
      Channel: 'PJSIP/201',
      Exten: number,
      CallerID: '"Kunde Meier" <0495112223344>',
      ChannelId: 'cti-abc-1',
    });
    await shows('201', 'ringing');
    phone('201').press('answer');
    await until(async () => (await said()).some((step) => step.startsWith('BridgeEnter 201')));
    phone('201').press('hang-up');
    await shows('201', 'idle');
    expect(await said()).toEqual(recorded('ast22-originate-click-to-dial'));
    expect(desk.frames.find((frame) => frame.get('Event') === 'OriginateResponse')?.get('ActionID')).toBe(
      'test-2',
    );
  });
});

describe('what no recording shows', () => {
  it('is a desk that hangs up, declines, and rejects its own dial', async () => {
    const answered = pbx.incoming(direct());
    phone('201').press('answer');
    await shows('201', 'talking');
    await said();
    expect((await desk.act('Hangup', { Channel: legOf('201') })).get('Response')).toBe('Success');
    await answered;
    expect((await said()).at(-1)).toBe('Hangup trunk:6 16');

    const ringing = pbx.incoming(direct());
    await said();
    await desk.act('Hangup', { Channel: legOf('201') });
    await ringing;
    expect(phone('201').shown.state).toBe('idle');
  });

  it('is what cannot be done: a leg that is none, nobody on the line, an extension of nobody', async () => {
    const refused = async (action: string, fields: Record<string, string>): Promise<string | undefined> =>
      (await desk.act(action, fields)).get('Message');
    expect(await refused('Hangup', { Channel: 'PJSIP/201-00000099' })).toBe('No such channel');
    expect(await refused('BlindTransfer', { Channel: '', Exten: '202' })).toBe('No such channel');
    expect(await refused('ShowDialPlan', { Context: 'internal', Extension: '299' })).toBe(
      'Did not find extension 299@internal',
    );
    const over = pbx.incoming(direct());
    await said();
    expect(await refused('BlindTransfer', { Channel: legOf('201'), Exten: '202' })).toBe('Transfer invalid');
    phone('201').press('hang-up');
    await over;
  });

  it('is a colleague who is busy: the caller is cut off', async () => {
    const busy = pbx.incoming({ ...direct(), phones: [phone('202')] });
    const over = pbx.incoming(direct());
    phone('201').press('answer');
    await shows('201', 'talking');
    await said();
    await desk.act('BlindTransfer', { Channel: legOf('201'), Exten: '202' });
    await over;
    expect((await said()).at(-1)).toBe('Hangup trunk:6 17');
    phone('202').press('hang-up');
    await busy;
  });

  it('is a ring group in which one declines: the others ring on', async () => {
    const over = pbx.incoming({ caller: CALLER, dialled: '+496213456100', phones: group(), talkMs: 0 });
    phone('202').press('hang-up');
    expect(group().map(({ shown }) => shown.state)).toEqual(['ringing', 'idle', 'ringing']);
    phone('202').press('answer');
    phone('203').press('answer');
    await over;
    const ends = (await said()).filter((step) => /^(DialEnd|Hangup )/.test(step));
    expect(ends).toEqual([
      'DialEnd trunk:4 → 202:5 NOANSWER',
      'Hangup 202:5 21',
      'DialEnd trunk:4 → 201:5 CANCEL',
      'Hangup 201:5 26',
      'DialEnd trunk:4 → 203:6 ANSWER',
      'Hangup trunk:6 16',
      'Hangup 203:6 16',
    ]);
  });

  it('is a ring group that all decline', async () => {
    const over = pbx.incoming({ caller: CALLER, dialled: '+496213456100', phones: group() });
    for (const member of group()) member.press('hang-up');
    await over;
    expect((await said()).at(-1)).toBe('Hangup trunk:7 34');
  });

  it('is the list of live channels in the middle of a call, with what tells its direction', async () => {
    void pbx.incoming(direct());
    phone('201').press('answer');
    await shows('201', 'talking');
    const list = async (
      action: string,
      item: string,
    ): Promise<readonly (readonly (string | undefined)[])[]> => {
      const before = desk.frames.length;
      await desk.act(action);
      await until(() => desk.frames.at(-1)?.get('EventList') === 'Complete');
      return desk.frames
        .slice(before)
        .filter((frame) => frame.get('Event') === item)
        .map((frame) => [
          frame.get('Channel')?.slice(0, -9),
          frame.get('ChannelStateDesc'),
          frame.get('Application'),
        ]);
    };
    const live = [
      ['PJSIP/trunk', 'Up', 'Dial'],
      ['PJSIP/201', 'Up', 'AppDial'],
    ];
    expect(await list('CoreShowChannels', 'CoreShowChannel')).toEqual(live);
    expect(await list('Status', 'Status')).toEqual(live);
    phone('201').press('hang-up');
    await shows('201', 'idle');
    expect(await list('CoreShowChannels', 'CoreShowChannel')).toEqual([]);
  });

  it('is a withheld caller: the number is on the wire, and that it must not be used', async () => {
    void pbx.incoming({ ...direct(), withheld: true });
    const trunk = (await said(), desk.frames.find((frame) => frame.get('Event') === 'Newchannel'));
    const answer = await desk.act('Getvar', {
      Channel: trunk?.get('Channel') ?? '',
      Variable: 'CALLERID(pres)',
    });
    expect(answer.get('Value')).toBe('prohib_passed_screen');
    expect(phone('201').shown.display).toBe('Anonym');
  });

  it.each([
    ['an unknown device', { Channel: 'PJSIP/999', Exten: '1', ChannelId: 'x' }],
    ['no number', { Channel: 'PJSIP/201', ChannelId: 'x' }],
    ['no id', { Channel: 'PJSIP/201', Exten: '1' }],
  ])('is a dial with %s', async (_what, headers) => {
    expect((await desk.act('Originate', headers)).get('Response')).toBe('Error');
    expect(await said()).toEqual([]);
  });

  it('is a dial from a phone in use, or under an id in use', async () => {
    const dial = { Channel: 'PJSIP/201', Exten: '1', ChannelId: 'x' };
    expect((await desk.act('Originate', dial)).get('Response')).toBe('Success');
    expect((await desk.act('Originate', { ...dial, ChannelId: 'y' })).get('Response')).toBe('Error');
    expect((await desk.act('Originate', { ...dial, Channel: 'PJSIP/202' })).get('Response')).toBe('Error');
  });
});
