import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { LiveCall } from '#shared/calls/live-call.ts';
import { interactionsContract } from '#shared/features/interactions/contract.ts';
import type { InteractionLine } from '#shared/features/interactions/contract.ts';
import { tasksContract } from '#shared/features/tasks/contract.ts';
import { ticketsContract } from '#shared/features/tickets/contract.ts';
import { parseTicketNumber } from '#shared/features/tickets/ticket-number.ts';
import { wrapUpContract } from '#shared/features/wrap-up/contract.ts';
import type { SipCall } from '../sip/call.ts';
import { kickDesks } from './kick-desks.ts';
import { CALLERS, ERIKAS_LAST_CONTACT, ERIKAS_TICKET, mehmet, nadine, WITHHELD } from './people.ts';
import type { Caller } from './people.ts';
import { replicaPlaintext } from './replica-plaintext.ts';
import { openSheet, panel, popOf, rows, searchField } from './screen.ts';
import { startServiceCentre } from './service-centre.ts';
import type { ServiceCentre } from './service-centre.ts';
import { spells } from './spells.ts';
import type { TestDesk } from './test-desk.ts';
import { wrapUpByKeyboard } from './wrap-up-by-keyboard.ts';

const DIRECT = '496213456217';
const RINGS_FOR_3_S = '496213456219';
const RING_GROUP = '496213456100';
const QUEUE = '496213456200';

const WRITTEN = {
  note: 'Sender geht wieder, möchte aber ein zweites Gerät.',
  ticket: 'Zweites Hausnotruf-Gerät',
  followUp: 'Angebot zweites Gerät',
};

const ARTIFACTS = join(import.meta.dirname, '../../artifacts/pbx');

describe('the desk on a real Asterisk', () => {
  let centre: ServiceCentre;

  beforeAll(async () => {
    await mkdir(ARTIFACTS, { recursive: true });
    centre = await startServiceCentre();
  });
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') await centre.photograph(ARTIFACTS);
    await centre.reset();
  });
  afterAll(() => centre?.stop());

  const callIn = (to: string, { from, name }: { from: string; name: string }): SipCall =>
    centre.rig.trunk.call({ to, from, name });

  /** Rings 201, who answers; resolves when the desk says that they talk. */
  const talking = async (caller: Caller): Promise<{ customer: SipCall; agent: SipCall; call: LiveCall }> => {
    const customer = callIn(DIRECT, caller);
    const agent = await centre.rig.phones[201].waitRinging();
    await agent.answer();
    const call = await centre.nadine.waitCall('talking');
    return { customer, agent, call };
  };

  it('pops the right sheet at ringing; what the agent writes is on every desk', async () => {
    const { erika } = CALLERS;
    const { rig, nadine: desk, mehmet: other } = centre;
    const { page } = desk;
    await openSheet(other.page, erika);

    // She is in the midst of typing when it rings.
    await page.keyboard.press('/');
    await page.keyboard.type('Hub');
    const customer = callIn(DIRECT, erika);
    const agent = await rig.phones[201].waitRinging();
    const pop = popOf(page, erika.name);
    await pop.waitFor();
    expect(await desk.waitCall('ringing')).toMatchObject({
      direction: 'in',
      device: 'PJSIP/201',
      party: { type: 'party', id: erika.id },
      match: { rule: 'exact', digits: erika.from },
      dialled: DIRECT,
    });
    await pop.getByText('Genau diese Nummer ist hinterlegt').waitFor();
    await pop.getByText(`1 offenes Ticket: ${ERIKAS_TICKET.title}`).waitFor();
    await pop.getByText(ERIKAS_LAST_CONTACT).waitFor();
    await pop.getByText(new RegExp(`^Rückruf zugesagt bis .+ von ${mehmet.name}$`)).waitFor();
    await page.keyboard.type('er');
    expect(await searchField(page).inputValue()).toBe('Huber');
    await page.screenshot({ path: join(ARTIFACTS, 'pop.png') });
    await page.keyboard.press('Escape');

    await agent.answer();
    await desk.waitCall('talking');
    await pop.waitFor({ state: 'detached' });
    await page.getByRole('heading', { level: 1, name: erika.name }).waitFor();
    await panel(page, 'Offene Tickets').getByText(ERIKAS_TICKET.number).waitFor();
    await page.screenshot({ path: join(ARTIFACTS, 'sheet.png') });

    await agent.hangUp();
    await customer.waitEnded();
    const ended = await desk.waitCall('ended');
    expect(ended.end).toEqual({ reason: 'completed' });
    const when = await wrapUpByKeyboard(page, WRITTEN, () =>
      page.screenshot({ path: join(ARTIFACTS, 'wrap-up.png') }),
    );

    // The colleague has had the sheet open all the while.
    const contact = rows(other.page, 'Letzte Kontakte').filter({ hasText: WRITTEN.note });
    await contact.getByText('Ticket', { exact: true }).waitFor();
    expect(await contact.innerText()).toContain(nadine.name);
    await rows(other.page, 'Offene Tickets').filter({ hasText: WRITTEN.ticket }).waitFor();
    const task = rows(other.page, 'Wiedervorlagen').filter({ hasText: WRITTEN.followUp });
    await task.getByText(when).waitFor();

    const [line] = await other.ask(interactionsContract, 'ofParty', { partyId: erika.id, limit: 1 });
    expect(line).toMatchObject({
      id: ended.id,
      direction: 'in',
      number: '0221 4710612',
      outcome: 'ticket',
      staffName: nadine.name,
      body: WRITTEN.note,
      endReason: 'completed',
    });
    const tickets = await other.ask(ticketsContract, 'openOf', { partyId: erika.id });
    const ticket = tickets.find(({ title }) => title === WRITTEN.ticket);
    expect(parseTicketNumber(ticket?.number ?? '')).toBe(ticket?.number);
    const linked = await other.ask(interactionsContract, 'linkedTo', {
      to: { type: 'ticket', id: ticket?.id ?? '' },
    });
    expect(linked.map(({ id }) => id)).toEqual([ended.id]);
    const tasks = await other.ask(tasksContract, 'openOf', { partyId: erika.id });
    expect(tasks.map(({ title }) => title)).toContain(WRITTEN.followUp);
    expect(await desk.ask(wrapUpContract, 'open', {})).toEqual([]);
  });

  it('ring group: pops on both desks; where it was not answered it closes and says who took it', async () => {
    const { ute } = CALLERS;
    const { rig, nadine: loser, mehmet: winner } = centre;
    const customer = callIn(RING_GROUP, ute);
    const phone = await rig.phones[202].waitRinging();
    const pops = [loser, winner].map(({ page }) => popOf(page, ute.name));
    await Promise.all(pops.map((pop) => pop.waitFor()));
    await phone.answer();
    const lost = await loser.waitCall('ended');
    expect(lost.end).toMatchObject({ reason: 'answered-elsewhere', by: mehmet.name });
    await popOf(loser.page, ute.name).getByRole('status').getByText(`angenommen: ${mehmet.name}`).waitFor();
    await winner.waitCall('talking');
    await winner.page.getByRole('heading', { level: 1, name: ute.name }).waitFor();
    await popOf(loser.page, ute.name).waitFor({ state: 'detached' });
    await customer.hangUp();
    await winner.waitCall('ended');
    const logged = await contactsOf(loser, ute, (lines) => lines[0]?.endReason === 'completed');
    expect(logged.map(({ staffName }) => staffName)).toEqual([mehmet.name]);
  });

  it('queue: the pop names it, the answered call keeps it', async () => {
    const { jana } = CALLERS;
    const { rig, nadine: desk, mehmet: other } = centre;
    const customer = callIn(QUEUE, jana);
    const phone = await rig.phones[201].waitRinging();
    const pop = popOf(desk.page, jana.name);
    await pop.getByText('über ringall').waitFor();
    await phone.answer();
    expect(await desk.waitCall('talking')).toMatchObject({ queue: 'ringall', party: { id: jana.id } });
    await other.waitCall('ended', ({ end }) => end?.reason === 'answered-elsewhere');
    await customer.hangUp();
    expect((await desk.waitCall('ended')).end).toEqual({ reason: 'completed' });
  });

  it('click-to-dial from the sheet: first the own phone, then the customer; logged as outgoing', async () => {
    const { otto } = CALLERS;
    const { rig, nadine: desk, mehmet: other } = centre;
    const { page } = desk;
    await openSheet(page, otto);
    await page.getByRole('button', { name: new RegExp(`^${otto.typed}.*anrufen`) }).click();
    const agent = await rig.phones[201].waitRinging();
    const own = await desk.waitCall('agent-phone');
    expect(own).toMatchObject({ direction: 'out', device: 'PJSIP/201', party: { id: otto.id } });
    const chip = page.getByRole('region', { name: 'Laufende Anrufe' }).getByRole('link');
    await chip.getByText('Hörer abnehmen').waitFor();
    await agent.answer();
    const customer = await rig.trunk.waitRinging();
    expect(customer.dialled).toBe('04066969120');
    await desk.waitCall('dialling');
    await customer.answer();
    const call = await desk.waitCall('talking');
    expect(call).toMatchObject({ id: own.id, party: { id: otto.id } });
    expect([agent.state, customer.state]).toEqual(['up', 'up']);
    await chip.getByText('im Gespräch').waitFor();
    await chip.getByText('0:01').waitFor();
    await customer.hangUp();
    await agent.waitEnded();
    expect((await desk.waitCall('ended')).end).toEqual({ reason: 'completed' });
    const [line] = await contactsOf(other, otto, (lines) => lines[0]?.endReason === 'completed');
    expect(line).toMatchObject({ id: own.id, direction: 'out', staffName: nadine.name });
    expect(line?.talkSeconds).toBeGreaterThanOrEqual(1);
  });

  it('missed: the caller gives up, or nobody answers in time; once in the list of the team', async () => {
    const { ayse } = CALLERS;
    const { rig, nadine: desk, mehmet: other } = centre;
    const { page } = desk;
    const gaveUp = callIn(DIRECT, ayse);
    await rig.phones[201].waitRinging();
    await popOf(page, ayse.name).waitFor();
    await gaveUp.hangUp();
    const first = await desk.waitCall('ended');
    expect(first.end).toEqual({ reason: 'missed-caller' });
    await popOf(page, ayse.name).getByText('Anrufer hat aufgelegt').waitFor();

    const unanswered = callIn(RINGS_FOR_3_S, ayse);
    const second = await desk.waitCall('ended', ({ id }) => id !== first.id);
    expect(second.end).toEqual({ reason: 'missed-no-answer' });
    await unanswered.waitEnded();

    const lines = await contactsOf(other, ayse, ({ length }) => length === 2);
    expect(lines.map(({ endReason }) => endReason)).toEqual(['missed-no-answer', 'missed-caller']);
    await rows(other.page, 'Rückrufliste').filter({ hasText: ayse.name }).waitFor();
    expect(await rows(other.page, 'Rückrufliste').filter({ hasText: ayse.name }).count()).toBe(1);
    expect(await desk.ask(wrapUpContract, 'open', {})).toEqual([]);
  });

  it('withheld: the number reaches neither page nor contract nor replica', async () => {
    const { rig, nadine: desk } = centre;
    const { page } = desk;
    rig.trunk.call({ to: DIRECT, ...WITHHELD, presentation: 'withheld' });
    const agent = await rig.phones[201].waitRinging();
    await popOf(page, 'Unterdrückt').waitFor();
    await agent.answer();
    const call = await desk.waitCall('talking');
    expect(call.remote).toEqual({ withheld: true });
    expect(call).toMatchObject({ match: { rule: 'withheld', candidates: [] }, party: null });
    await page.getByRole('heading', { level: 1, name: 'Unterdrückt' }).waitFor();
    const shown = [await page.content()];
    await agent.hangUp();
    await desk.waitCall('ended');
    await desk.waitAnswer(
      () => desk.ask(interactionsContract, 'calls', { limit: 1 }),
      ([line]) => line?.id === call.id && line.endReason === 'completed',
      'the withheld call in the log',
    );
    shown.push(await page.content());
    await openSheet(page, CALLERS.erika);

    const replica = (await replicaPlaintext(desk.folder)).toString('latin1');
    for (const [place, text] of Object.entries({
      page: shown.join(),
      contract: JSON.stringify(desk.told) + desk.toPage.join(),
      replica,
    })) {
      expect(spells(text, WITHHELD.from), place).toBe(false);
      expect(text.includes(WITHHELD.name), place).toBe(false);
    }
    // The same look finds what is no secret.
    expect(spells(desk.toPage.join(), CALLERS.erika.from)).toBe(true);
    expect(spells(replica, CALLERS.erika.from)).toBe(true);
  });

  it('link to the PBX lost in a call: it is found again and goes on', async () => {
    const { rig, nadine: desk } = centre;
    const { agent, call } = await talking(CALLERS.karl);
    await kickDesks(rig.asterisk);
    await desk.waitPbx('ready', 'waiting', 'ready');
    expect(desk.live).toMatchObject([{ id: call.id, phase: 'talking', answeredAt: call.answeredAt }]);
    await agent.hangUp();
    expect((await desk.waitCall('ended')).end).toEqual({ reason: 'completed' });
  });

  it('Asterisk killed in a call and restarted: said so, the call is over unobserved, the next one pops', async () => {
    const { sabine, karl } = CALLERS;
    const { rig, nadine: desk, mehmet: other } = centre;
    const { page } = desk;
    const { call } = await talking(sabine);
    const light = page.getByRole('contentinfo', { name: 'Zustand des Desks' });
    await light.getByText('Telefon bereit').waitFor();
    await rig.asterisk.kill();
    await desk.waitPbx('ready', 'waiting');
    await light.getByText('Telefon getrennt').waitFor();
    await rig.asterisk.restart();
    await desk.waitPbx('waiting', 'ready');
    await light.getByText('Telefon bereit').waitFor();
    expect(await desk.waitCall('ended')).toMatchObject({ id: call.id, end: { reason: 'unobserved' } });
    const [line] = await contactsOf(other, sabine, (lines) => lines[0]?.endReason === 'unobserved');
    expect(line?.id).toBe(call.id);

    rig.phones[201].dropCalls();
    const next = callIn(DIRECT, karl);
    await rig.phones[201].waitRinging();
    await popOf(page, karl.name).waitFor();
    await next.hangUp();
    await desk.waitCall('ended', ({ id }) => id !== call.id);
  });

  /** The contacts on a sheet as a desk has them, once they fit. */
  function contactsOf(
    desk: TestDesk,
    { id, name }: Caller,
    fits: (lines: readonly InteractionLine[]) => boolean,
  ): Promise<readonly InteractionLine[]> {
    const ask = () => desk.ask(interactionsContract, 'ofParty', { partyId: id, limit: 10 });
    return desk.waitAnswer(ask, fits, `the contacts of ${name}`);
  }
});
