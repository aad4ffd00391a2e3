import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { EndReason } from '#shared/calls/call-event.ts';
import type { LiveCall } from '#shared/calls/live-call.ts';
import { interactionRecord } from '#shared/features/interactions/record-commands.ts';
import { linkAdd } from '#shared/links/links.ts';
import { idOf } from '#test/support/memory-rows.ts';
import { openDeskReplica, SESSION } from '#test/support/desk-replica.ts';
import type { DeskReplica } from '#test/support/desk-replica.ts';
import { liveCall } from '#test/support/live-call.ts';
import { createCallLog, logStep } from './call-log.ts';
import type { LogStep } from './call-log.ts';
import { latestCalls } from './call-list.ts';
import { interactionsLinkedTo, interactionsOfParty, lastContactOf } from './queries.ts';

const ERIKA = { type: 'party', id: idOf(10) };
const ringing = liveCall();
const talking = liveCall({ phase: 'talking', answeredAt: 2_000 });
const dialling = liveCall({ direction: 'out', phase: 'dialling' });
const ended = (of: LiveCall, reason: EndReason): LiveCall => ({
  ...of,
  phase: 'ended',
  endedAt: 9_000,
  end: { reason },
});

describe('a step of the log', () => {
  it.each<[string, LiveCall, LiveCall | undefined, LogStep | undefined]>([
    ['nothing while it rings', ringing, undefined, undefined],
    ['nothing when it is attributed while it rings', { ...ringing, party: ERIKA }, ringing, undefined],
    ['opened when it is answered here', talking, ringing, 'open'],
    ['opened when it was answered before the desk saw it', talking, undefined, 'open'],
    ['opened when the desk dials', dialling, undefined, 'open'],
    [
      'nothing while the agent’s own phone rings',
      liveCall({ direction: 'out', phase: 'agent-phone' }),
      undefined,
      undefined,
    ],
    ['nothing on hold', { ...talking, phase: 'held' }, talking, undefined],
    ['closed at the end', ended(talking, 'completed'), talking, 'close'],
    ['closed when the link was lost', ended(talking, 'unobserved'), talking, 'close'],
    ['closed when the dialled one was busy', ended(dialling, 'busy'), dialling, 'close'],
    ['missed', ended(ringing, 'missed-caller'), ringing, 'log-missed'],
    ['missed', ended(ringing, 'missed-no-answer'), ringing, 'log-missed'],
    ['nothing when a colleague took it', ended(ringing, 'answered-elsewhere'), ringing, undefined],
    ['nothing when a colleague picked it up', ended(ringing, 'picked-up'), ringing, undefined],
    ['nothing when it was declined', ended(ringing, 'rejected'), ringing, undefined],
    ['attributed', { ...talking, party: ERIKA }, talking, 'attribute'],
    [
      'attributed after the end',
      { ...ended(talking, 'completed'), party: ERIKA },
      ended(talking, 'completed'),
      'attribute',
    ],
    [
      'attributed after it was missed',
      { ...ended(ringing, 'missed-caller'), party: ERIKA },
      ended(ringing, 'missed-caller'),
      'attribute',
    ],
    [
      'attributed after nobody answered',
      { ...ended(dialling, 'failed'), party: ERIKA },
      ended(dialling, 'failed'),
      'attribute',
    ],
    [
      'nothing when it is only closed',
      { ...ended(talking, 'completed'), dismissed: true },
      ended(talking, 'completed'),
      undefined,
    ],
  ])('is %s', (_what, call, before, step) => {
    expect(logStep(call, before)).toBe(step);
  });
});

describe('the log of a desk', () => {
  let desk: DeskReplica;
  let log: ReturnType<typeof createCallLog>;
  beforeEach(async () => {
    desk = openDeskReplica();
    log = createCallLog(desk.host);
    await log.start();
  });
  afterEach(async () => {
    await log.stop();
    desk.close();
  });
  const rows = () => latestCalls(desk.host, { limit: 10 });

  it('has a call once, from its answer to its end and its caller', () => {
    desk.call(ringing);
    desk.call(talking, ringing);
    expect(rows()).toMatchObject([
      { id: idOf(1), occurredAt: 1_000, talkSeconds: null, endReason: null, number: '0221 4710612' },
    ]);
    desk.call(ended(talking, 'completed'), talking);
    desk.call({ ...ended(talking, 'completed'), party: ERIKA }, ended(talking, 'completed'));
    expect(rows()).toMatchObject([{ talkSeconds: 7, endReason: 'completed', partyId: ERIKA.id }]);
  });

  it('has the number that hit rather than the one the PBX showed, and none of a withheld caller', () => {
    desk.call(
      {
        ...talking,
        remote: { number: '4710612' },
        match: { rule: 'exact', candidates: [], digits: '492214710612' },
      },
      ringing,
    );
    const { display: _display, ...hidden } = liveCall({
      id: idOf(2),
      phase: 'talking',
      answeredAt: 1,
      remote: { withheld: true },
    });
    desk.call({ ...hidden, startedAt: 500 });
    const stored = desk.replica.db.prepare('SELECT number FROM interaction ORDER BY id').all();
    expect(stored).toEqual([{ number: '492214710612' }, { number: null }]);
  });

  it('has one entry for a caller missed by two phones of one agent, and tolerates a choice for the other leg', () => {
    const other = liveCall({ id: idOf(2) });
    desk.call(ended(ringing, 'missed-caller'), ringing);
    desk.call(ended(other, 'missed-caller'), other);
    desk.call({ ...ended(other, 'missed-caller'), party: ERIKA }, ended(other, 'missed-caller'));
    expect(rows().map(({ id, partyId }) => [id, partyId])).toEqual([[idOf(1), null]]);
    expect(desk.log.lines).toEqual([]);
  });

  it('has nothing while nobody is signed in', () => {
    desk.signIn(null);
    desk.call(talking, ringing);
    desk.signIn(SESSION);
    expect(rows()).toEqual([]);
  });

  it('complains, and lets the call go on, when it cannot write', () => {
    desk.call(ended(talking, 'completed'), talking);
    expect(desk.log.lines).toEqual(['error a call could not be logged']);
  });
});

describe('what was exchanged', () => {
  it('is told newest first of a party, oldest first of a ticket, and weighs the latest contact', () => {
    const desk = openDeskReplica();
    desk.addParty(ERIKA.id, 'Erika Brandt');
    for (const [id, occurredAt] of [
      [1, 500],
      [2, 900],
      [3, 100],
    ] as const) {
      desk.run(interactionRecord, {
        id: idOf(id),
        type: 'note',
        direction: 'none',
        partyId: ERIKA.id,
        occurredAt,
        outcome: null,
        body: `${id}`,
      });
      desk.run(linkAdd, {
        id: idOf(100 + id),
        from: { type: 'interaction', id: idOf(id) },
        to: { type: 'ticket', id: idOf(50) },
      });
    }
    const bodies = (lines: readonly { readonly body: string }[]): string =>
      lines.map(({ body }) => body).join('');
    expect(bodies(interactionsOfParty(desk.host, { partyId: ERIKA.id, limit: 9 }))).toBe('213');
    expect(bodies(interactionsOfParty(desk.host, { partyId: ERIKA.id, limit: 1 }))).toBe('2');
    expect(bodies(interactionsLinkedTo(desk.host, { to: { type: 'ticket', id: idOf(50) } }))).toBe('312');
    expect(latestCalls(desk.host, { limit: 9 })).toEqual([]);
    expect([...lastContactOf(desk.replica.db, [ERIKA.id, idOf(99)])]).toEqual([[ERIKA.id, 900]]);
    expect(interactionsOfParty(desk.host, { partyId: ERIKA.id, limit: 1 })).toMatchObject([
      { partyName: 'Erika Brandt', staffName: '' },
    ]);
    expect(desk.rank([ERIKA]).get(ERIKA.id)).toBe(1);
    desk.close();
  });
});
