import { randomBytes } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { CALLERS } from '#demo/data/callers.ts';
import { staffOf } from '#demo/data/staff.ts';
import type { LiveCall } from '#shared/calls/live-call.ts';
import type { WrapUp } from '#shared/calls/wrap-up.ts';
import type { InteractionLine } from '#shared/features/interactions/contract.ts';
import type { PartyHit } from '#shared/features/parties/contract.ts';
import { parseTicketNumber } from '#shared/features/tickets/ticket-number.ts';
import type { TicketLine } from '#shared/features/tickets/contract.ts';
import { createNewId } from '#shared/kernel/ids.ts';
import { until } from '#test/support/until.ts';
import { leftBelow, startServiceCentre } from './service-centre.ts';
import type { RunningDesk, ServiceCentre } from './service-centre.ts';

const newId = createNewId({ now: () => Date.now() }, (length) => randomBytes(length));

let house: ServiceCentre;
let nadine: RunningDesk;
let mehmet: RunningDesk;
let erika: PartyHit;

beforeAll(async () => {
  house = await startServiceCentre();
  ({ nadine, mehmet } = house);
  const [found] = await nadine.ask<readonly PartyHit[]>('parties.search', { text: 'Erika Brandt', limit: 1 });
  if (!found) throw new Error('Erika Brandt is not among the demo data');
  erika = found;
});
afterAll(async () => {
  await house?.stop();
  if (house) await rm(house.temp, { recursive: true, force: true });
});

const direct = (desk: RunningDesk) => ({
  dialled: `+4922147101${desk.phone.extension}`,
  phones: [desk.phone],
});
const idle = (desk: RunningDesk): Promise<void> => until(() => desk.phone.shown.state === 'idle');

/** The one call on the desk, once it is what it should be. */
async function callThat(desk: RunningDesk, is: (call: LiveCall) => boolean): Promise<LiveCall> {
  let found: LiveCall | undefined;
  await until(async () => {
    found = (await desk.ask<readonly LiveCall[]>('calls.live')).find(is);
    return found !== undefined;
  });
  if (!found) throw new Error('no such call');
  return found;
}
const inPhase = (phase: LiveCall['phase']) => (call: LiveCall) => call.phase === phase;

/** Rings Nadine's desk as Erika and takes it; resolves with the call. */
async function talkWithErika(): Promise<LiveCall> {
  void house.demo.pbx.incoming({ ...direct(nadine), caller: CALLERS.erikaBrandt });
  await callThat(nadine, inPhase('ringing'));
  nadine.phone.press('answer');
  return callThat(nadine, inPhase('talking'));
}

const withErika = (desk: RunningDesk): Promise<readonly InteractionLine[]> =>
  desk.ask('interactions.ofParty', { partyId: erika.id, limit: 100 });
const notesOf = async (desk: RunningDesk, note: string): Promise<readonly InteractionLine[]> =>
  (await withErika(desk)).filter(({ body }) => body === note);

const record = (desk: RunningDesk, body: string): Promise<unknown> =>
  desk.ask('commands.run', {
    name: 'interaction.record',
    args: {
      id: newId(),
      type: 'note',
      direction: 'none',
      partyId: erika.id,
      occurredAt: Date.now(),
      outcome: null,
      body,
    },
  });

describe('a service centre at work', () => {
  beforeEach(async () => {
    await Promise.all([nadine.online(), mehmet.online()]);
  });
  afterEach(async () => {
    for (const desk of [nadine, mehmet]) {
      desk.line.loseAnswers(false);
      desk.line.delayAnswers(0);
      desk.line.join();
      if (desk.phone.shown.state !== 'idle') desk.phone.press('hang-up');
      await idle(desk);
      await until(async () => (await desk.live()).length === 0);
      for (const { id } of await desk.ask<readonly LiveCall[]>('calls.live'))
        await desk.ask('calls.dismiss', { id });
    }
  });

  describe('a call', () => {
    it('shows who rings, is logged and wrapped up, and is on the colleague’s desk through the centre', async () => {
      await nadine.ask('demo-calls.ring', { scenario: 'known' });
      const ringing = await callThat(nadine, inPhase('ringing'));
      expect(ringing).toMatchObject({
        direction: 'in',
        match: {
          rule: 'exact',
          candidates: [{ ref: { type: 'party', id: erika.id }, name: 'Erika Brandt' }],
        },
        party: { type: 'party', id: erika.id },
      });
      expect(
        nadine.told.some(
          ({ event, payload }) => event === 'calls' && (payload as LiveCall[])[0]?.phase === 'ringing',
        ),
      ).toBe(true);
      expect(await nadine.ask<readonly TicketLine[]>('tickets.openOf', { partyId: erika.id })).toMatchObject([
        { number: '26-004711-9' },
      ]);
      expect(await mehmet.live()).toEqual([]);

      await nadine.ask('demo-calls.press', { key: 'answer' });
      await callThat(nadine, inPhase('talking'));
      await nadine.ask('demo-calls.press', { key: 'hang-up' });
      await callThat(nadine, ({ end }) => end?.reason === 'completed');
      const open = await nadine.ask<readonly WrapUp[]>('wrap-up.open');
      expect(open).toMatchObject([{ id: ringing.id, partyName: 'Erika Brandt', note: '', outcome: null }]);

      await nadine.ask('wrap-up.save', { id: ringing.id, note: 'Techniker Do 10:00', outcome: 'ticket' });
      await nadine.ask('wrap-up.finish', { id: ringing.id });
      expect(await nadine.ask('wrap-up.open')).toEqual([]);
      await until(async () => (await notesOf(mehmet, 'Techniker Do 10:00')).length > 0);
      expect(await notesOf(mehmet, 'Techniker Do 10:00')).toMatchObject([
        {
          id: ringing.id,
          type: 'call',
          direction: 'in',
          staffName: 'Nadine Kröger',
          outcome: 'ticket',
          endReason: 'completed',
        },
      ]);
    });

    it('that a colleague of the ring group takes closes with her name, and is nobody’s to wrap up here', async () => {
      const birgit = house.demo.pbx.phones.find(({ extension }) => extension === staffOf('birgit').extension);
      if (!birgit) throw new Error('Birgit has no phone');
      const over = house.demo.pbx.incoming({
        caller: CALLERS.erikaBrandt,
        dialled: '+49221471010',
        phones: [nadine.phone, mehmet.phone, birgit],
      });
      await Promise.all([callThat(nadine, inPhase('ringing')), callThat(mehmet, inPhase('ringing'))]);
      birgit.press('answer');
      for (const desk of [nadine, mehmet]) {
        const lost = await callThat(desk, inPhase('ended'));
        expect(lost.end).toEqual({ reason: 'answered-elsewhere', to: '20', by: 'Birgit Hoffmann' });
        expect(await desk.ask('wrap-up.open')).toEqual([]);
      }
      birgit.press('hang-up');
      await over;
    });

    it('that a whole ring group misses is in the log once', async () => {
      const before = (await withErika(mehmet)).length;
      const phones = [nadine.phone, mehmet.phone];
      const over = house.demo.pbx.incoming({
        caller: CALLERS.erikaBrandt,
        dialled: '+49221471010',
        phones,
        patienceMs: 300,
      });
      await over;
      for (const desk of [nadine, mehmet]) await callThat(desk, ({ end }) => end?.reason === 'missed-caller');
      await Promise.all([nadine.online(), mehmet.online()]);
      await until(
        async () => (await withErika(mehmet)).length > before && (await withErika(nadine)).length > before,
      );
      for (const desk of [nadine, mehmet]) {
        const [latest] = await withErika(desk);
        expect(latest).toMatchObject({ endReason: 'missed-caller', talkSeconds: null });
        expect(await withErika(desk)).toHaveLength(before + 1);
      }
    });

    it('of a withheld caller shows nobody and nothing', async () => {
      await nadine.ask('demo-calls.ring', { scenario: 'withheld' });
      const ringing = await callThat(nadine, inPhase('ringing'));
      expect(ringing).toMatchObject({
        match: { rule: 'withheld', candidates: [] },
        party: null,
        remote: { withheld: true },
      });
      nadine.phone.press('answer');
      await callThat(nadine, inPhase('talking'));
      nadine.phone.press('hang-up');
      await callThat(nadine, inPhase('ended'));
      const open = await nadine.ask<readonly WrapUp[]>('wrap-up.open');
      expect(open).toMatchObject([{ number: null, partyId: null }]);
      const logged = await nadine.ask<readonly InteractionLine[]>('interactions.calls', { limit: 1 });
      expect(logged).toMatchObject([{ number: null, partyName: null }]);
      const digits = CALLERS.withheld.number.slice(-7);
      expect(JSON.stringify([ringing, open, logged, nadine.told])).not.toContain(digits);
      await nadine.ask('wrap-up.finish', { id: ringing.id });
    });

    it('from a firm’s unknown extension names the firm and the extension, and attributes it to nobody', async () => {
      await nadine.ask('demo-calls.ring', { scenario: 'extension' });
      expect(await callThat(nadine, inPhase('ringing'))).toMatchObject({
        match: { rule: 'stem', extension: '47', candidates: [{ name: 'Kessler Metallbau GmbH' }] },
        party: null,
      });
    });

    it('from a family’s number waits for somebody to choose, and is theirs from then on', async () => {
      await nadine.ask('demo-calls.ring', { scenario: 'family' });
      const ringing = await callThat(nadine, inPhase('ringing'));
      expect(ringing).toMatchObject({ match: { rule: 'shared' }, party: null });
      expect(ringing.match.candidates.map(({ name }) => name)).toEqual([
        'Erika Brandt',
        'Frank Brandt',
        'Familie Brandt',
      ]);
      nadine.phone.press('answer');
      await callThat(nadine, inPhase('talking'));
      nadine.phone.press('hang-up');
      await callThat(nadine, inPhase('ended'));
      const frank = ringing.match.candidates[1]?.ref;
      await nadine.ask('calls.choose', { id: ringing.id, party: frank });
      expect(await nadine.ask('wrap-up.open')).toMatchObject([{ id: ringing.id, partyName: 'Frank Brandt' }]);
      await nadine.ask('wrap-up.finish', { id: ringing.id });
      await until(async () => {
        const lines = await mehmet.ask<readonly InteractionLine[]>('interactions.ofParty', {
          partyId: frank?.id,
          limit: 5,
        });
        return lines.some(({ id }) => id === ringing.id);
      });
    });

    it('dialled from the sheet rings the own phone first, then the customer', async () => {
      const { id } = await nadine.ask<{ readonly id: string }>('calls.dial', {
        number: '0221 4710-612',
        party: { type: 'party', id: erika.id },
      });
      expect(await callThat(nadine, inPhase('agent-phone'))).toMatchObject({
        id,
        direction: 'out',
        party: { id: erika.id },
      });
      nadine.phone.press('answer');
      expect(await callThat(nadine, inPhase('talking'))).toMatchObject({ id, display: '0221 4710612' });
      nadine.phone.press('hang-up');
      expect(await callThat(nadine, inPhase('ended'))).toMatchObject({ id, end: { reason: 'completed' } });
      await nadine.ask('wrap-up.finish', { id });
    });
  });

  describe('without the line to the centre', () => {
    it('work goes on, and arrives once when the line is back', async () => {
      nadine.line.cut();
      await until(async () => (await nadine.status()).centre.state === 'offline');
      const { id } = await talkWithErika();
      nadine.phone.press('hang-up');
      await callThat(nadine, inPhase('ended'));
      await nadine.ask('wrap-up.save', { id, note: 'ohne Leitung', outcome: 'resolved' });
      await nadine.ask('wrap-up.finish', { id });
      const number = await nadine.ask<string>('tickets.nextNumber');
      expect(parseTicketNumber(number)).toBe(number);
      await nadine.ask('commands.run', {
        name: 'ticket.create',
        args: {
          id: newId(),
          number,
          title: 'Offline gemacht',
          kind: 'support',
          partyId: erika.id,
          ownerId: staffOf('nadine').id,
          dueAt: null,
          from: { linkId: newId(), ref: { type: 'interaction', id } },
        },
      });
      expect(await notesOf(nadine, 'ohne Leitung')).toMatchObject([{ id, outcome: 'resolved' }]);
      expect((await nadine.status()).centre.pending).toBeGreaterThan(0);
      await record(mehmet, 'inzwischen in der Zentrale');
      await mehmet.online();
      expect(await notesOf(mehmet, 'ohne Leitung')).toEqual([]);

      nadine.line.join();
      await until(async () => (await notesOf(mehmet, 'ohne Leitung')).length > 0);
      await until(async () => (await notesOf(nadine, 'inzwischen in der Zentrale')).length > 0);
      await nadine.online();
      expect(await notesOf(mehmet, 'ohne Leitung')).toMatchObject([
        { id, outcome: 'resolved', endReason: 'completed' },
      ]);
      const made = await mehmet.ask<{ readonly ticket: TicketLine }>('tickets.byNumber', { number });
      expect(made.ticket).toMatchObject({
        title: 'Offline gemacht',
        partyName: 'Erika Brandt',
        ownerName: 'Nadine Kröger',
      });
      expect((await nadine.status()).centre).toMatchObject({ pending: 0, rejected: 0 });
    });

    it('nothing arrives twice when only the answer was lost', async () => {
      nadine.line.cut();
      await record(nadine, 'Antwort verloren');
      nadine.line.loseAnswers(true);
      nadine.line.join();
      await until(async () => (await notesOf(mehmet, 'Antwort verloren')).length > 0);
      expect((await nadine.status()).centre.pending).toBe(1);
      nadine.line.cut();
      nadine.line.loseAnswers(false);
      nadine.line.join();
      await nadine.online();
      await mehmet.online();
      for (const desk of [nadine, mehmet]) expect(await notesOf(desk, 'Antwort verloren')).toHaveLength(1);
    });

    it('a slow line holds nobody up', async () => {
      nadine.line.delayAnswers(400);
      const { id } = await talkWithErika();
      nadine.phone.press('hang-up');
      await callThat(nadine, inPhase('ended'));
      await nadine.ask('wrap-up.save', { id, note: 'langsam' });
      await nadine.ask('wrap-up.finish', { id });
      await until(async () => (await notesOf(mehmet, 'langsam')).length === 1);
    });
  });

  describe('a desk that is killed', () => {
    it('has its unfinished wrap-ups and its unsent work when it is back', async () => {
      const { id } = await talkWithErika();
      await nadine.ask('wrap-up.save', { id, note: 'mitten im Sa', outcome: 'follow-up' });
      nadine.phone.press('hang-up');
      await callThat(nadine, inPhase('ended'));
      await nadine.online();
      nadine.line.cut();
      await record(nadine, 'nicht gesendet');
      await nadine.crash();
      expect(await nadine.ask('wrap-up.open')).toMatchObject([
        { id, note: 'mitten im Sa', outcome: 'follow-up', partyName: 'Erika Brandt' },
      ]);
      expect(await notesOf(nadine, 'nicht gesendet')).toHaveLength(1);
      expect((await nadine.status()).centre.pending).toBe(1);
      expect(await nadine.ask('session.current')).toMatchObject({ userName: 'Nadine Kröger' });

      nadine.line.join();
      await until(async () => (await notesOf(mehmet, 'nicht gesendet')).length > 0);
      await nadine.ask('wrap-up.finish', { id });
      await until(async () => (await notesOf(mehmet, 'mitten im Sa')).length > 0);
      await nadine.online();
      for (const note of ['nicht gesendet', 'mitten im Sa'])
        expect(await notesOf(mehmet, note)).toHaveLength(1);
    });

    it('in the middle of a call finds the call again', async () => {
      const { id } = await talkWithErika();
      await nadine.ask('wrap-up.save', { id, note: 'vor dem Absturz' });
      await nadine.crash();
      await nadine.online();
      const again = await callThat(nadine, inPhase('talking'));
      expect(again).toMatchObject({ id, direction: 'in', party: { id: erika.id } });
      nadine.phone.press('hang-up');
      await callThat(nadine, ({ end }) => end?.reason === 'completed');
      const open = await nadine.ask<readonly WrapUp[]>('wrap-up.open');
      expect(open).toMatchObject([{ id, note: 'vor dem Absturz', partyName: 'Erika Brandt' }]);
      await nadine.ask('wrap-up.finish', { id });
      await nadine.online();
      await until(async () => (await notesOf(mehmet, 'vor dem Absturz')).length > 0);
      for (const desk of [nadine, mehmet])
        expect((await withErika(desk)).filter((line) => line.id === id)).toMatchObject([
          { type: 'call', endReason: 'completed', body: 'vor dem Absturz' },
        ]);
      expect(
        (await withErika(nadine)).filter(({ endReason, type }) => type === 'call' && !endReason),
      ).toEqual([]);
    });
  });

  describe('a PBX whose sessions drop in the middle of a call', () => {
    it('is shown as lost and found again, and the call goes on', async () => {
      const { id } = await talkWithErika();
      const heardBefore = nadine.told.length;
      house.demo.pbx.dropSessions();
      // The drop is told as waiting; what is ready behind it is the new session.
      await until(() => {
        const states = statesSince(heardBefore);
        return states.includes('waiting') && states.lastIndexOf('ready') > states.indexOf('waiting');
      });
      expect(statesSince(heardBefore)).toContain('connecting');
      expect(await nadine.live()).toMatchObject([{ id, phase: 'talking' }]);
      nadine.phone.press('hang-up');
      expect(await callThat(nadine, inPhase('ended'))).toMatchObject({ id, end: { reason: 'completed' } });
      await nadine.ask('wrap-up.finish', { id });
    });

    it('and is over by the time they are back, ends it unobserved', async () => {
      const { id } = await talkWithErika();
      house.demo.pbx.dropSessions();
      nadine.phone.press('hang-up');
      expect(await callThat(nadine, inPhase('ended'))).toMatchObject({ id, end: { reason: 'unobserved' } });
      await nadine.ask('wrap-up.finish', { id });
      await nadine.online();
    });

    function statesSince(index: number): readonly string[] {
      return nadine.told
        .slice(index)
        .filter(({ event }) => event === 'status')
        .map(({ payload }) => (payload as { readonly pbx: { readonly state: string } }).pbx.state);
    }
  });
});

describe('the end', () => {
  it('leaves no process, no file and no open port', async () => {
    const pids = [nadine.pid, mehmet.pid];
    const addresses = [
      nadine.origin,
      mehmet.origin,
      house.demo.centre,
      `http://127.0.0.1:${house.demo.pbx.amiPort}`,
    ];
    for (const address of addresses) expect(await answers(address)).toBe(true);
    await house.stop();
    for (const pid of pids) {
      if (pid === undefined) throw new Error('a desk had no process');
      expect(() => process.kill(pid, 0)).toThrow('ESRCH');
    }
    for (const address of addresses) expect(await answers(address)).toBe(false);
    expect(await leftBelow(house.temp)).toEqual([]);
  });

  function answers(address: string): Promise<boolean> {
    const { hostname, port } = new URL(address);
    return new Promise((resolve) => {
      const socket = connect(Number(port), hostname);
      socket.once('connect', () => {
        socket.destroy();
        resolve(true);
      });
      socket.once('error', () => resolve(false));
    });
  }
});
