import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { EndReason } from '#shared/calls/call-event.ts';
import type { LiveCall } from '#shared/calls/live-call.ts';
import type { QueueMiss } from '#shared/calls/queue-miss.ts';
import type { WrapUp } from '#shared/calls/wrap-up.ts';
import { callbackMissed } from '#shared/features/callbacks/commands.ts';
import type { CallbackLine } from '#shared/features/callbacks/contract.ts';
import { openDeskReplica, SESSION } from '#test/support/desk-replica.ts';
import type { DeskReplica, RunningFeatures } from '#test/support/desk-replica.ts';
import { liveCall } from '#test/support/live-call.ts';
import { idOf } from '#test/support/memory-rows.ts';
import { callbackStep } from './follow-calls.ts';
import type { CallbackStep } from './follow-calls.ts';

const ERIKA = { type: 'party', id: idOf(10) };
const ringing = liveCall();
const talking = liveCall({ phase: 'talking', answeredAt: 2_000 });
const dialled = liveCall({ direction: 'out', phase: 'dialling' });
const reached = liveCall({ direction: 'out', phase: 'talking', answeredAt: 2_000 });
const ended = (of: LiveCall, reason: EndReason): LiveCall => ({
  ...of,
  phase: 'ended',
  endedAt: 9_000,
  end: { reason },
});
const staff = { rule: 'own-extension', candidates: [], digits: '22' } as const;

describe('a step of the list', () => {
  it.each<[string, LiveCall, LiveCall | undefined, CallbackStep | undefined]>([
    ['nothing while it rings', ringing, undefined, undefined],
    ['missed when the caller gives up', ended(ringing, 'missed-caller'), ringing, 'missed'],
    ['missed when it rings out', ended(ringing, 'missed-no-answer'), ringing, 'missed'],
    ['missed when it was over before the desk saw it', ended(ringing, 'missed-caller'), undefined, 'missed'],
    ['nothing when a colleague took it', ended(ringing, 'answered-elsewhere'), ringing, undefined],
    ['nothing when a colleague picked it up', ended(ringing, 'picked-up'), ringing, undefined],
    ['nothing when it was declined', ended(ringing, 'rejected'), ringing, undefined],
    ['nothing when it was sent on', ended(ringing, 'forwarded'), ringing, undefined],
    ['nothing when the link was lost', ended(ringing, 'unobserved'), ringing, undefined],
    [
      'nothing when it is told of again',
      { ...ended(ringing, 'missed-caller'), dismissed: true },
      ended(ringing, 'missed-caller'),
      undefined,
    ],
    [
      'nothing when the agent’s own phone rang out',
      ended(liveCall({ direction: 'out', phase: 'agent-phone' }), 'missed-no-answer'),
      dialled,
      undefined,
    ],
    [
      'nothing of a colleague who was missed',
      { ...ended(ringing, 'missed-caller'), match: staff },
      { ...ringing, match: staff },
      undefined,
    ],
    [
      'nothing of a colleague who was answered',
      { ...talking, match: staff },
      { ...ringing, match: staff },
      undefined,
    ],
    ['reached when it is answered', talking, ringing, 'reached'],
    ['reached when the link came back in the midst of it', talking, undefined, 'reached'],
    ['nothing while the far end rings', dialled, undefined, undefined],
    ['nothing when the far end does not answer', ended(dialled, 'failed'), dialled, undefined],
    ['reached when the far end answers', reached, dialled, 'reached'],
    ['reached when it turns out who it is', { ...talking, party: ERIKA }, talking, 'reached'],
    [
      'reached when it turns out afterwards',
      { ...ended(talking, 'completed'), party: ERIKA },
      ended(talking, 'completed'),
      'reached',
    ],
    [
      'reached when a colleague hands the caller over',
      { ...talking, remote: { number: '030' } },
      talking,
      'reached',
    ],
    ['nothing on hold', { ...talking, phase: 'held' }, talking, undefined],
    ['nothing at the end', ended(talking, 'completed'), talking, undefined],
  ])('%s', (_what, call, before, step) => {
    expect(callbackStep(call, before)).toBe(step);
  });
});

describe('the list', () => {
  let desk: DeskReplica;
  let running: RunningFeatures;
  beforeEach(async () => {
    desk = openDeskReplica();
    desk.addParty(ERIKA.id, 'Erika Brandt');
    running = await desk.start('interactions', 'callbacks');
  });
  afterEach(async () => {
    await running.stop();
    expect(desk.log.lines).toEqual([]);
    desk.close();
  });

  const open = (): readonly CallbackLine[] => running.ask('callbacks.open') as readonly CallbackLine[];
  const miss = (more: Partial<LiveCall> = {}, reason: EndReason = 'missed-caller'): void => {
    const call = liveCall(more);
    desk.call(call);
    desk.call(ended(call, reason), call);
  };
  const speak = (more: Partial<LiveCall>): void => {
    const before = liveCall(more);
    desk.call({ ...before, phase: 'talking', answeredAt: 2_000 }, before);
  };
  /** What a colleague's desk has told the centre. */
  const missedElsewhere = (callKey: string): void =>
    desk.run(callbackMissed, {
      ...{ callKey, partyId: null, number: '492214710612', callbackId: null },
      ...{ missedAt: 900, queue: 'Service-Center', dialled: null },
    });

  it('has a caller once, however often they try and however many phones ring', () => {
    miss({ queue: 'Service-Center' }, 'missed-no-answer');
    miss({ id: idOf(2) }, 'missed-caller');
    miss({ id: idOf(3), group: 'second', startedAt: 3_000, dialled: '47101' });
    expect(open()).toMatchObject([
      {
        number: '0221 4710612',
        dial: '+492214710612',
        firstAt: 1_000,
        lastAt: 3_000,
        line: '47101',
        state: 'open',
      },
    ]);
    expect(open()[0]?.calls).toHaveLength(2);
  });

  it('knows the party, and a number of nobody that has become the party’s since', () => {
    miss();
    desk.addParty(idOf(11), 'Nachbarin', '492214710612');
    const neighbour = { type: 'party', id: idOf(11) };
    miss({
      id: idOf(2),
      group: 'second',
      startedAt: 3_000,
      party: neighbour,
      remote: { number: '+491713920017' },
    });
    expect(open()).toMatchObject([{ partyName: 'Nachbarin', number: '0171 3920017' }]);
    expect(open()[0]?.calls).toHaveLength(2);
  });

  it('counts the withheld, keeps nothing of their number and has nobody to call back', () => {
    miss({
      remote: { number: '+492214710612', withheld: true },
      match: { rule: 'withheld', candidates: [] },
    });
    expect(open()).toEqual([]);
    expect(running.ask('callbacks.withheld', { since: 0 })).toBe(1);
    expect(running.ask('callbacks.withheld', { since: 1_001 })).toBe(0);
    expect(JSON.stringify(desk.replica.db.prepare('SELECT * FROM missed_call').all())).not.toContain(
      '4710612',
    );
    const outbox = desk.replica.db.prepare("SELECT args FROM outbox WHERE name LIKE 'callback.%'").all();
    expect(JSON.stringify(outbox)).not.toContain('4710612');
  });

  it('clears the caller whoever’s call it is: answered, or reached by dialling', () => {
    for (const [n, direction] of (['in', 'out'] as const).entries()) {
      miss({ id: idOf(100 + n), group: `missed ${n}` });
      expect(open()).toHaveLength(1);
      speak({ id: idOf(200 + n), direction, group: `later ${n}` });
      expect(open()).toEqual([]);
    }
    expect(running.ask('callbacks.done', { limit: 9 })).toMatchObject([
      { state: 'done', done: { reached: true } },
    ]);
  });

  it('clears a party that is reached at another number, and the number when a party is chosen for it', () => {
    miss({ party: ERIKA });
    speak({
      id: idOf(7),
      group: 'other',
      direction: 'out',
      remote: { number: '+491713920017' },
      party: ERIKA,
    });
    expect(open()).toEqual([]);
    miss({ id: idOf(3), group: 'third', party: ERIKA });
    speak({ id: idOf(8), group: 'fourth', party: { type: 'party', id: idOf(11) } });
    expect(open()).toEqual([]);
  });

  it('leaves others alone', () => {
    miss();
    speak({ id: idOf(7), group: 'other', remote: { number: '+4930231252' } });
    speak({
      id: idOf(8),
      group: 'withheld',
      remote: { withheld: true },
      match: { rule: 'withheld', candidates: [] },
    });
    expect(open()).toHaveLength(1);
  });

  it('does not call back what rang out at a colleague and was answered here, whichever is told first', () => {
    missedElsewhere('a');
    speak({
      id: idOf(7),
      group: 'a',
      remote: { withheld: true },
      match: { rule: 'withheld', candidates: [] },
    });
    expect(open()).toEqual([]);
    speak({ id: idOf(8), group: 'b', remote: { number: '+4930231252' } });
    missedElsewhere('b');
    expect(open()).toEqual([]);
  });

  it('also when the desk was closed in between', async () => {
    speak({ group: 'a', remote: { number: '+4930231252' } });
    await running.stop();
    missedElsewhere('a');
    expect(open()).toHaveLength(1);
    running = await desk.start('interactions', 'callbacks');
    expect(open()).toEqual([]);
  });

  it('opens again when the agent says that only the mailbox answered, and for nothing else', () => {
    miss();
    speak({ id: idOf(7), direction: 'out' });
    const finished: WrapUp = {
      id: idOf(7),
      direction: 'out',
      partyId: null,
      partyName: null,
      number: null,
      startedAt: 1_000,
      endedAt: 2_000,
      outcome: null,
      note: '',
    };
    const said = (outcome: WrapUp['outcome']): void => desk.host.takeWrapUp({ ...finished, outcome });
    for (const outcome of ['resolved', null] as const) said(outcome);
    expect(open()).toEqual([]);
    said('not-reached');
    expect(open()).toMatchObject([{ state: 'open', done: null }]);
    said('not-reached');
    expect(open()).toHaveLength(1);
  });

  describe('a caller lost in a queue', () => {
    const lost = (more: Partial<QueueMiss> = {}): void =>
      desk.missInQueue({
        queue: 'service',
        from: { number: '+4930231252' },
        dialled: '4922147101',
        group: 'q',
        at: 5_000,
        ...more,
      });

    it('comes onto the list once, with the queue, though it rang only elsewhere', () => {
      lost();
      lost();
      expect(open()).toMatchObject([{ line: 'service', firstAt: 5_000, dial: '+4930231252', partyId: null }]);
    });

    it('is the same as the call that rang here too, whichever is told first', () => {
      miss({ group: 'q', remote: { number: '+4930231252' } });
      lost();
      lost({ group: 'r' });
      miss({ group: 'r', remote: { number: '+4930231252' } });
      expect(open().map(({ calls }) => calls.length)).toEqual([2]);
    });

    it('is counted and not listed when withheld', () => {
      lost({ from: { withheld: true } });
      expect(open()).toEqual([]);
      expect(JSON.stringify(desk.replica.db.prepare('SELECT * FROM missed_call').all())).toContain(
        '"number":null',
      );
    });

    it('is not a colleague', () => {
      lost({ from: { number: '22' } });
      expect(open()).toEqual([]);
    });
  });

  it('stands still while nobody is signed in', () => {
    desk.signIn(null);
    miss();
    desk.signIn(SESSION);
    expect(open()).toEqual([]);
  });
});
