import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CallEvent, RemoteParty } from '#shared/calls/call-event.ts';
import type { DialogInfo } from '../dialog-info.ts';
import { emptySipTracker } from './state.ts';
import type { SipInput } from './state.ts';
import { mostCalls, trackSip } from './tracker.ts';

type Step = SipInput extends infer I ? (I extends SipInput ? Omit<I, 'at'> : never) : never;

/** Everything told, and how many calls are left. */
function run(
  steps: readonly Step[],
  before: readonly Step[] = [IDLE],
): { told: string[]; events: CallEvent[]; left: number } {
  let tracker = emptySipTracker('SIP/201', 'sip-t');
  const events: CallEvent[] = [];
  for (const step of [...before, ...steps]) {
    const output = trackSip(tracker, { ...step, at: 1 });
    ({ tracker } = output);
    events.push(...output.events);
  }
  return { events, told: events.map((event) => brief(event)), left: tracker.calls.length };
}

function brief(event: CallEvent): string {
  const number = 'from' in event ? ` ${event.from.withheld ? 'withheld' : (event.from.number ?? '?')}` : '';
  const to = event.type === 'dialling' || event.type === 'agent-phone-ringing' ? ` ${event.to ?? ''}` : '';
  const n = event.call.replace('sip-t-', '');
  return `${n} ${event.type === 'ended' ? event.reason : event.type}${number}${to}`;
}

const dialog = (state: DialogInfo['state'], more: Partial<DialogInfo> = {}): DialogInfo => ({
  id: '201',
  state,
  direction: undefined,
  event: undefined,
  code: undefined,
  remote: undefined,
  ...more,
});
let version = 0;
function shows(...dialogs: readonly DialogInfo[]): Step {
  version += 1;
  return { type: 'document', document: { version, scope: 'full', dialogs } };
}
function changes(...dialogs: readonly DialogInfo[]): Step {
  version += 1;
  return { type: 'document', document: { version, scope: 'partial', dialogs } };
}
const early = (number: string, more: Partial<DialogInfo> = {}): DialogInfo =>
  dialog('early', {
    direction: 'recipient',
    remote: { display: undefined, uri: `sip:${number}@pbx` },
    ...more,
  });
const over = (more: Partial<DialogInfo> = {}): DialogInfo => dialog('terminated', more);
const IDLE = shows(over());
const from = (number: string): RemoteParty => ({ number });
const invited = (number: string, invite = 'i'): Step => ({ type: 'invited', invite, from: from(number) });
const cancelled: Step = { type: 'uninvited', invite: 'i', elsewhere: false };
const elsewhere: Step = { type: 'uninvited', invite: 'i', elsewhere: true };

describe('calls by the phone’s dialog alone', () => {
  it('ring, are answered, end', () => {
    expect(run([shows(early('49301')), shows(dialog('confirmed')), shows(over())]).told).toEqual([
      '1 ringing 49301',
      '1 answered',
      '1 completed',
    ]);
  });

  it('are told apart though their dialog has one id', () => {
    const call = [shows(early('49301')), shows(over())];
    expect(run([...call, shows(early('49302')), shows(over())]).told).toEqual([
      '1 ringing 49301',
      '1 missed-caller',
      '2 ringing 49302',
      '2 missed-caller',
    ]);
  });

  it('are told once, however often the PBX repeats itself', () => {
    const ringing = shows(early('49301'));
    expect(
      run([ringing, ringing, shows(early('49301')), shows(dialog('confirmed')), shows(dialog('confirmed'))])
        .told,
    ).toEqual(['1 ringing 49301', '1 answered']);
  });

  it('heed no document that was overtaken', () => {
    const stale = shows(early('49301'));
    expect(run([shows(over()), stale]).told).toEqual([]);
  });

  it.each([
    [{}, 'missed-caller'],
    [{ event: 'cancelled' }, 'missed-caller'],
    [{ event: 'timeout' }, 'missed-no-answer'],
    [{ event: 'rejected', code: 603 }, 'rejected'],
    [{ event: 'rejected', code: 486 }, 'busy'],
    [{ event: 'replaced' }, 'picked-up'],
  ])('end for the reason the PBX gives: %j', (end, reason) => {
    expect(run([shows(early('49301')), shows(over(end))]).told.at(-1)).toBe(`1 ${reason}`);
  });

  it('are another one when the caller changes while it rings', () => {
    expect(run([shows(early('49301')), shows(early('49302'))]).told).toEqual([
      '1 ringing 49301',
      '1 missed-caller',
      '2 ringing 49302',
    ]);
  });

  it('learn their caller late, and never forget that one is withheld', () => {
    const unnamed = dialog('early', { direction: 'recipient' });
    expect(run([shows(unnamed), shows(early('49301'))]).told).toEqual([
      '1 ringing ?',
      '1 remote-changed 49301',
    ]);
    expect(run([shows(early('anonymous')), shows(early('49301'))]).told).toEqual([
      '1 ringing withheld',
      '1 missed-caller',
      '2 ringing 49301',
    ]);
  });

  it('are dialled without a number, where the PBX shows the phone in use and no more', () => {
    expect(run([shows(dialog('confirmed')), shows(over())]).told).toEqual([
      '1 dialling ',
      '1 answered',
      '1 completed',
    ]);
  });

  it('are dialled with it, where the PBX tells', () => {
    const calling = early('49301', { direction: 'initiator', state: 'trying' });
    expect(run([shows(calling), shows(dialog('confirmed')), shows(over())]).told).toEqual([
      '1 dialling 49301',
      '1 answered',
      '1 completed',
    ]);
    expect(run([shows(calling), shows(over())]).told.at(-1)).toBe('1 failed');
  });

  it('are kept apart by their dialog, in full documents and in partial ones', () => {
    const [first, second] = [early('49301', { id: 'a' }), early('49302', { id: 'b' })];
    const told = ['1 ringing 49301', '2 ringing 49302', '1 missed-caller', '2 missed-caller'];
    expect(run([shows(first), shows(first, second), shows(second), shows()]).told).toEqual(told);
    expect(
      run([changes(first), changes(second), changes(over({ id: 'a' })), changes(over({ id: 'b' }))]).told,
    ).toEqual(told);
  });
});

describe('a new link', () => {
  const relinked: Step = { type: 'relinked' };
  const talking = [shows(early('49301')), shows(dialog('confirmed'))];

  it('finds the call it lost, or ends it unobserved', () => {
    expect(run([...talking, relinked, shows(dialog('confirmed')), shows(over())]).told.slice(2)).toEqual([
      '1 completed',
    ]);
    expect(run([...talking, relinked, shows(over())]).told.slice(2)).toEqual(['1 unobserved']);
    expect(run([...talking, relinked, shows()]).told.slice(2)).toEqual(['1 unobserved']);
    expect(run([...talking, relinked, shows(early('49302'))]).told.slice(2)).toEqual([
      '1 unobserved',
      '2 ringing 49302',
    ]);
  });

  it('begins to count its documents anew', () => {
    const first: Step = { type: 'document', document: { version: 0, scope: 'full', dialogs: [over()] } };
    expect(run([...talking, relinked, first]).told.slice(2)).toEqual(['1 unobserved']);
  });

  it('meets a call in the midst', () => {
    expect(run([shows(dialog('confirmed')), shows(over())], []).told).toEqual(['1 answered', '1 completed']);
  });

  it('ends what only an invitation told of', () => {
    expect(run([invited('49301'), relinked]).told).toEqual(['1 ringing 49301', '1 unobserved']);
  });
});

describe('calls by an invitation and the phone’s dialog', () => {
  const both = [invited('49301'), shows(early('49301'))];

  it('are one call, whichever comes first', () => {
    expect(run(both).told).toEqual(['1 ringing 49301']);
    expect(run(both.toReversed()).told).toEqual(['1 ringing 49301']);
  });

  it.each([[[elsewhere, shows(dialog('confirmed'))]], [[shows(dialog('confirmed')), elsewhere]]])(
    'were answered by the agent when the phone’s dialog says so (%#)',
    (end) => {
      expect(run([...both, ...end, shows(over())]).told).toEqual([
        '1 ringing 49301',
        '1 answered',
        '1 completed',
      ]);
    },
  );

  it('were answered by the agent though the phone’s ringing was never told', () => {
    expect(run([invited('49301'), elsewhere, shows(dialog('confirmed'))]).told).toEqual([
      '1 ringing 49301',
      '1 answered',
    ]);
  });

  it.each([
    [[elsewhere, shows(over())]],
    [[shows(over()), elsewhere]],
    [[elsewhere, { type: 'due' as const, id: 'sip-t-1' }]],
  ])('were answered by a colleague when it says otherwise, or nothing (%#)', (end) => {
    expect(run([...both, ...end]).told).toEqual(['1 ringing 49301', '1 answered-elsewhere']);
  });

  it.each([[[cancelled, shows(over())]], [[shows(over()), cancelled]]])('were given up (%#)', (end) => {
    expect(run([...both, ...end])).toMatchObject({ told: ['1 ringing 49301', '1 missed-caller'], left: 0 });
  });

  it('were answered by the agent though the invitation was cancelled before the phone told anything', () => {
    expect(run([invited('49301'), cancelled, shows(dialog('confirmed')), shows(over())]).told).toEqual([
      '1 ringing 49301',
      '1 answered',
      '1 completed',
    ]);
  });

  it('were given up when the phone never tells', () => {
    const due: Step = { type: 'due', id: 'sip-t-1' };
    expect(run([invited('49301'), cancelled]).told).toEqual(['1 ringing 49301']);
    expect(run([invited('49301'), cancelled, due])).toMatchObject({
      told: ['1 ringing 49301', '1 missed-caller'],
      left: 0,
    });
  });

  it('ring on at the phone that is told late', () => {
    const late = [invited('49301'), cancelled, shows(early('49301'))];
    const due: Step = { type: 'due', id: 'sip-t-1' };
    expect(run([...late, due, shows(dialog('confirmed'))]).told).toEqual(['1 ringing 49301', '1 answered']);
    expect(run([...late, shows(over())]).told).toEqual(['1 ringing 49301', '1 missed-caller']);
  });

  it('were declined at the phone when only the account goes on ringing', () => {
    expect(run([...both, shows(over()), { type: 'due', id: 'sip-t-1' }]).told.at(-1)).toBe('1 rejected');
  });

  it('ring beside the one that is up', () => {
    const up = [shows(early('49301')), shows(dialog('confirmed'))];
    expect(
      run([...up, invited('49302'), shows(dialog('confirmed')), cancelled, shows(over())]).told.slice(2),
    ).toEqual(['2 ringing 49302', '2 missed-caller', '1 completed']);
  });
});

describe('a click-to-dial', () => {
  const dialled: Step = { type: 'dialled', id: 'own', to: '0301' };
  const pickedUp: Step = { type: 'dial-answered', id: 'own', to: '0301' };

  it('is the ringing and the talk of the phone that follow', () => {
    const steps: Step[] = [
      dialled,
      shows(early('201')),
      shows(dialog('confirmed')),
      pickedUp,
      { type: 'dial-progress', id: 'own', progress: 'ringing' },
      { type: 'dial-progress', id: 'own', progress: 'answered' },
      shows(over()),
    ];
    expect(run(steps)).toMatchObject({
      told: [
        'own agent-phone-ringing 0301',
        'own dialling 0301',
        'own remote-ringing',
        'own answered',
        'own completed',
      ],
      left: 0,
    });
  });

  it('fails with our own call to the phone, or when nobody was reached', () => {
    const failed: Step = { type: 'dial-failed', id: 'own' };
    expect(run([dialled, shows(early('201')), shows(over()), failed]).told.at(-1)).toBe('own failed');
    expect(
      run([dialled, shows(early('201')), shows(dialog('confirmed')), pickedUp, shows(over())]).told.at(-1),
    ).toBe('own failed');
  });

  it('beside another call ends with it at the latest', () => {
    const up = [shows(early('49301')), shows(dialog('confirmed'))];
    expect(run([...up, dialled, pickedUp, shows(over())])).toMatchObject({ left: 0 });
  });
});

describe('whatever comes', () => {
  const id = fc.constantFrom('201', 'b');
  const number = fc.constantFrom('49301', '49302', 'anonymous', 'unknown');
  const info: fc.Arbitrary<DialogInfo> = fc
    .tuple(
      fc.constantFrom<DialogInfo['state']>('trying', 'proceeding', 'early', 'confirmed', 'terminated'),
      id,
      fc.constantFrom<DialogInfo['direction']>('initiator', 'recipient', undefined),
      fc.option(number, { nil: undefined }),
    )
    .map(([state, dialogId, direction, caller]) =>
      dialog(state, {
        id: dialogId,
        direction,
        remote: caller === undefined ? undefined : { display: undefined, uri: `sip:${caller}@pbx` },
      }),
    );
  const call = fc.constantFrom('sip-t-1', 'sip-t-2', 'own');
  const invite = fc.constantFrom('i', 'j');
  const step: fc.Arbitrary<Step> = fc.oneof(
    {
      weight: 4,
      arbitrary: fc
        .tuple(fc.array(info, { maxLength: 3 }), fc.boolean())
        .map(([dialogs, full]) => (full ? shows : changes)(...dialogs)),
    },
    fc.record({ type: fc.constant('invited' as const), invite, from: number.map(from) }),
    fc.record({ type: fc.constant('uninvited' as const), invite, elsewhere: fc.boolean() }),
    fc.record({ type: fc.constant('due' as const), id: call }),
    fc.constant<Step>({ type: 'relinked' }),
    fc.constant<Step>({ type: 'dialled', id: 'own', to: '1' }),
    fc.constant<Step>({ type: 'dial-answered', id: 'own', to: '1' }),
    fc.constant<Step>({ type: 'dial-progress', id: 'own', progress: 'answered' }),
    fc.constant<Step>({ type: 'dial-failed', id: 'own' }),
  );

  it('a call begins once, ends once, and says nothing before or after; after a new link that shows nothing none is left', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const dials = steps.filter(({ type }) => type === 'dialled').length;
        fc.pre(dials <= 1);
        const { events, left } = run([...steps, { type: 'relinked' }, shows()], []);
        const live = new Set<string>();
        const gone = new Set<string>();
        for (const event of events) {
          expect(gone).not.toContain(event.call);
          const begins = !live.has(event.call);
          if (begins)
            expect(['ringing', 'answered', 'dialling', 'agent-phone-ringing']).toContain(event.type);
          else expect(['ringing', 'agent-phone-ringing']).not.toContain(event.type);
          live.add(event.call);
          if (event.type === 'ended') {
            live.delete(event.call);
            gone.add(event.call);
          }
        }
        expect([live.size, left]).toEqual([0, 0]);
      }),
      { numRuns: 2_000 },
    );
  });

  it('is bounded', () => {
    const flood = Array.from({ length: mostCalls + 50 }, (_, n) => invited(String(n), `i${String(n)}`));
    expect(run(flood).left).toBe(mostCalls);
  });
});
