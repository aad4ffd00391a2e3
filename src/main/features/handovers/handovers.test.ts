import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { LiveCall } from '#shared/calls/live-call.ts';
import { handoverCreate } from '#shared/features/handovers/commands.ts';
import type { HandoverView } from '#shared/features/handovers/contract.ts';
import { linkAdd } from '#shared/links/links.ts';
import { openDeskReplica, SESSION } from '#test/support/desk-replica.ts';
import type { DeskReplica, RunningFeatures } from '#test/support/desk-replica.ts';
import { liveCall } from '#test/support/live-call.ts';
import { AGENT, idOf } from '#test/support/memory-rows.ts';
import type { HandoverRow } from './queries.ts';

const ERIKA = { type: 'party', id: idOf(10) };
const MEHMET = { ...AGENT, userId: idOf(22) };
const NUMBER = '492214710612';
const TICKET = { id: idOf(30), title: 'Funkfinger defekt' };

let desk: DeskReplica;
let running: RunningFeatures;
let ticketNumber: string;
beforeEach(async () => {
  desk = openDeskReplica();
  desk.now = 10_000_000;
  desk.addStaff(AGENT.userId, 'Nadine Kröger', '201');
  desk.addStaff(MEHMET.userId, 'Mehmet Yıldız', '202');
  desk.addParty(ERIKA.id, 'Erika Brandt', NUMBER);
  ticketNumber = desk.addTicket(TICKET.id, TICKET.title, ERIKA.id);
  running = await desk.start('handovers', 'wrap-up');
});
afterEach(async () => {
  await running.stop();
  desk.close();
});

const sent = (): readonly HandoverRow[] =>
  desk.replica.db.prepare<[], HandoverRow>('SELECT * FROM handover ORDER BY sent_at').all();

describe('passing a caller on from this desk', () => {
  const talking = liveCall({
    device: 'PJSIP/201',
    phase: 'talking',
    answeredAt: 9_000_000,
    party: ERIKA,
    match: { rule: 'exact', candidates: [], digits: NUMBER },
  });

  it('sends party, number, note so far and ticket along', () => {
    desk.call(talking, liveCall());
    running.ask('wrap-up.save', { id: talking.id, note: ' Funkfinger geht nicht \n' });
    desk.run(linkAdd, {
      id: idOf(40),
      from: { type: 'interaction', id: talking.id },
      to: { type: 'ticket', id: TICKET.id },
    });
    desk.transfer({ call: talking, target: '202' });
    expect(sent()).toMatchObject([
      {
        number: NUMBER,
        target: '202',
        from_user: AGENT.userId,
        from_extension: '201',
        party_id: ERIKA.id,
        note: 'Funkfinger geht nicht',
        ticket_id: TICKET.id,
        sent_at: 10_000_000,
      },
    ]);
  });

  it('stores no number that is withheld', () => {
    const secret = '493023125986';
    const veiled: LiveCall = {
      ...talking,
      remote: { withheld: true, number: secret },
      match: { rule: 'withheld', candidates: [] },
    };
    desk.transfer({ call: veiled, target: '202' });
    expect(sent()).toMatchObject([{ number: null, from_extension: '201', note: '', ticket_id: null }]);
    expect(JSON.stringify(sent())).not.toContain(secret);
  });

  it('reads a number nobody knows by the dial profile, and takes one that is none for none', () => {
    const unknown = { rule: 'unknown', candidates: [] } as const;
    desk.transfer({ call: { ...talking, party: null, match: unknown }, target: '202' });
    desk.now += 1;
    const odd = { ...talking, match: unknown, remote: { number: 'anonymous' } };
    desk.transfer({ call: odd, target: '202' });
    expect(sent().map(({ number, party_id }) => [number, party_id])).toEqual([
      [NUMBER, null],
      [null, ERIKA.id],
    ]);
  });

  it('sends nothing while nobody is signed in', () => {
    desk.signIn(null);
    desk.transfer({ call: talking, target: '202' });
    expect(sent()).toEqual([]);
  });
});

describe('a caller a colleague passed on to this desk', () => {
  let ids = 100;
  beforeEach(() => {
    ids = 100;
    desk.signIn({ ...SESSION, userId: MEHMET.userId });
  });
  const receive = (more: Partial<Parameters<typeof handoverCreate.run>[0]> = {}): void =>
    desk.run(handoverCreate, {
      id: idOf((ids += 1)),
      number: NUMBER,
      target: '202',
      fromExtension: '201',
      partyId: ERIKA.id,
      note: 'Funkfinger',
      ticketId: TICKET.id,
      ...more,
    });
  const ring = (more: Partial<LiveCall> = {}): LiveCall => {
    const call = liveCall({ device: 'PJSIP/202', startedAt: desk.now, transferredBy: '201', ...more });
    desk.live = [call];
    desk.call(call);
    return call;
  };
  const shown = (): HandoverView | null =>
    running.ask('handovers.ofCall', { callId: idOf(1) }) as HandoverView | null;

  it.each(['before', 'after'])('is told, %s the phone rings', (when) => {
    if (when === 'before') receive();
    ring();
    if (when === 'after') receive();
    expect(shown()).toEqual({
      fromName: 'Nadine Kröger',
      partyId: ERIKA.id,
      partyName: 'Erika Brandt',
      note: 'Funkfinger',
      ticket: { number: ticketNumber, title: TICKET.title },
      rule: 'number',
      heardAt: 10_000_000,
    });
    expect(desk.hints.get(idOf(1))).toEqual(ERIKA);
  });

  it('without a number is told by the phone they come from', () => {
    receive({ number: null });
    const veiled = { remote: { withheld: true }, match: { rule: 'withheld', candidates: [] } } as const;
    ring({ ...veiled, transferredBy: '203' });
    expect(shown()).toBeNull();
    ring(veiled);
    expect(shown()).toMatchObject({ rule: 'sender', partyName: 'Erika Brandt' });
  });

  it('is only told of a note when nobody knew who it was', () => {
    receive({ partyId: null, ticketId: null });
    ring();
    expect(shown()).toMatchObject({ partyId: null, partyName: null, ticket: null, note: 'Funkfinger' });
    expect(desk.hints.get(idOf(1)) ?? null).toBeNull();
  });

  it('is one of the last minutes', () => {
    receive();
    desk.now += 3 * 60_000 + 1;
    ring();
    expect(shown()).toBeNull();
  });

  it.each([
    [10, 'zehn Minuten'],
    [20, undefined],
  ])('of a desk whose clock is %i minutes slow is told or not', async (minutes, note) => {
    await running.stop();
    const now = desk.now;
    desk.now = now - minutes * 60_000;
    receive({ note: 'zehn Minuten' });
    desk.now = now;
    running = await desk.start('handovers');
    ring();
    expect(shown()?.note).toBe(note);
  });

  it('is gone with the call, and not told of another caller', () => {
    receive();
    ring({ remote: { number: '+4930231250' } });
    expect(shown()).toBeNull();
    const call = ring();
    expect(shown()).not.toBeNull();
    desk.live = [];
    desk.call({ ...call, phase: 'ended', endedAt: desk.now }, call);
    expect(shown()).toBeNull();
  });

  it('the latest of two handovers counts', () => {
    receive({ note: 'erst' });
    desk.now += 1_000;
    receive({ note: 'dann' });
    ring();
    expect(shown()).toMatchObject({ note: 'dann' });
  });

  it('is taken back from the call when somebody else signs in', () => {
    receive();
    ring();
    desk.signIn(SESSION);
    expect(shown()).toBeNull();
    expect(desk.hints.get(idOf(1))).toBeNull();
  });
});
