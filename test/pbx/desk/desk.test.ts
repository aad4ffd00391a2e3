import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
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
import { tabTo } from './keyboard.ts';
import { CALLERS, ERIKAS_LAST_CONTACT, ERIKAS_TICKET, mehmet, nadine, WITHHELD } from './people.ts';
import type { Caller } from './people.ts';
import { replicaPlaintext } from './replica-plaintext.ts';
import { startServiceCentre } from './service-centre.ts';
import type { ServiceCentre } from './service-centre.ts';
import type { TestDesk } from './test-desk.ts';

const DIRECT = '496213456217';
const RINGS_FOR_3_S = '496213456219';
const RING_GROUP = '496213456100';
const QUEUE = '496213456200';

const ARTIFACTS = join(import.meta.dirname, '../../artifacts/pbx');

describe('the desk on a real Asterisk', () => {
  let centre: ServiceCentre;

  beforeAll(async () => {
    await mkdir(ARTIFACTS, { recursive: true });
    centre = await startServiceCentre();
  });
  afterEach(() => centre.reset());
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
    const sheetElsewhere = await openSheet(other.page, erika);

    // She is in the midst of typing when it rings.
    await page.keyboard.press('/');
    await page.keyboard.type('Metz');
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
    await pop.getByText(`von ${mehmet.name}: ${ERIKAS_LAST_CONTACT}`).or(pop.getByText(ERIKAS_LAST_CONTACT)).waitFor();
    await pop.getByText(/Rückruf zugesagt bis/).waitFor();
    await page.keyboard.type('gerei');
    expect(await searchField(page).inputValue()).toBe('Metzgerei');
    await page.screenshot({ path: join(ARTIFACTS, 'pop.png') });

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
    const strip = page.getByRole('region', { name: 'Nachbereitung' });
    await strip.getByRole('button', { name: 'Abschließen' }).waitFor();

    // From here on without the mouse.
    await page.keyboard.press('Alt+n');
    await page.keyboard.type('Sender geht wieder, möchte aber ein zweites Gerät.');
    await page.keyboard.press('Alt+2');
    await tabTo(page, /^Neues Ticket/);
    await page.keyboard.press('Enter');
    await page.keyboard.type('Zweites Hausnotruf-Gerät');
    await page.keyboard.press('Enter');
    const ticketRow = panel(page, 'Offene Tickets').getByRole('listitem').filter({ hasText: 'Zweites Hausnotruf-Gerät' });
    await ticketRow.waitFor();
    await tabTo(page, /^Was ist zu tun/);
    await page.keyboard.type('Angebot zweites Gerät');
    await tabTo(page, /10:00/);
    const when = await page.evaluate(() => document.activeElement?.textContent ?? '');
    await page.keyboard.press('Enter');
    await strip.getByText(`${when} · Angebot zweites Gerät`).waitFor();
    await page.screenshot({ path: join(ARTIFACTS, 'wrap-up.png') });
    await page.keyboard.press('Control+Enter');
    await strip.waitFor({ state: 'detached' });

    // The colleague has had the sheet open all the while.
    const contact = sheetElsewhere('Letzte Kontakte').filter({ hasText: 'Sender geht wieder' });
    await contact.getByText('Ticket', { exact: true }).waitFor();
    expect(await contact.innerText()).toContain(nadine.name);
    await sheetElsewhere('Offene Tickets').filter({ hasText: 'Zweites Hausnotruf-Gerät' }).waitFor();
    const task = sheetElsewhere('Wiedervorlagen').filter({ hasText: 'Angebot zweites Gerät' });
    await task.getByText(when).waitFor();

    const [line] = await other.ask(interactionsContract, 'ofParty', { partyId: erika.id, limit: 1 });
    expect(line).toMatchObject({
      id: ended.id,
      direction: 'in',
      number: erika.from,
      outcome: 'ticket',
      staffName: nadine.name,
      body: 'Sender geht wieder, möchte aber ein zweites Gerät.',
      endReason: 'completed',
    });
    const tickets = await other.ask(ticketsContract, 'openOf', { partyId: erika.id });
    const ticket = tickets.find(({ title }) => title === 'Zweites Hausnotruf-Gerät');
    expect(parseTicketNumber(ticket?.number ?? '')).toBe(ticket?.number);
    const linked = await other.ask(interactionsContract, 'linkedTo', { to: { type: 'ticket', id: ticket?.id ?? '' } });
    expect(linked.map(({ id }) => id)).toEqual([ended.id]);
    const tasks = await other.ask(tasksContract, 'openOf', { partyId: erika.id });
    expect(tasks.map(({ title }) => title)).toContain('Angebot zweites Gerät');
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
    await finishWrapUps(winner);
  });

  it('queue: the pop names it, the answered call keeps it', async () => {
    const { huber } = CALLERS;
    const { rig, nadine: desk, mehmet: other } = centre;
    const customer = callIn(QUEUE, huber);
    const phone = await rig.phones[201].waitRinging();
    const pop = popOf(desk.page, huber.name);
    await pop.getByText('über ringall').waitFor();
    await phone.answer();
    expect(await desk.waitCall('talking')).toMatchObject({ queue: 'ringall', party: { id: huber.id } });
    await other.waitCall('ended', ({ end }) => end?.reason === 'answered-elsewhere');
    await customer.hangUp();
    expect((await desk.waitCall('ended')).end).toEqual({ reason: 'completed' });
    await finishWrapUps(desk);
  });

  it('click-to-dial from the sheet: first the own phone, then the customer; logged as outgoing', async () => {
    const { otto } = CALLERS;
    const { rig, nadine: desk, mehmet: other } = centre;
    const { page } = desk;
    await openSheet(page, otto);
    await page.getByRole('button', { name: `${otto.typed} anrufen` }).click();
    const agent = await rig.phones[201].waitRinging();
    const own = await desk.waitCall('agent-phone');
    expect(own).toMatchObject({ direction: 'out', device: 'PJSIP/201', party: { id: otto.id } });
    const chip = page.getByRole('group', { name: 'Laufende Anrufe' }).getByRole('link');
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
    await finishWrapUps(desk);
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
    await rows(other.page, 'Verpasste Anrufe').filter({ hasText: ayse.name }).waitFor();
    expect(await rows(other.page, 'Verpasste Anrufe').filter({ hasText: ayse.name }).count()).toBe(1);
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
    expect(call).toMatchObject({ remote: { withheld: true }, match: { rule: 'withheld', candidates: [] }, party: null });
    expect(call.remote).toEqual({ withheld: true });
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

    const replica = (await replicaPlaintext(desk.folder)).toString('latin1');
    for (const [place, text] of Object.entries({
      page: shown.join(),
      contract: JSON.stringify(desk.told) + desk.toPage.join(),
      replica,
    })) {
      expect(spells(text, WITHHELD.from), place).toBe(false);
      expect(text.includes(WITHHELD.name), place).toBe(false);
    }
    // The same look finds those that were not withheld.
    expect(spells(desk.toPage.join(), CALLERS.erika.from)).toBe(true);
    expect(spells(replica, CALLERS.erika.from)).toBe(true);
    await finishWrapUps(desk);
  });

  it('link to the PBX lost in a call: it is found again and goes on', async () => {
    const { rig, nadine: desk } = centre;
    const { agent, call } = await talking(CALLERS.karl);
    await kickDesks(rig.asterisk);
    await desk.waitPbx('ready', 'waiting', 'ready');
    expect(desk.live).toMatchObject([{ id: call.id, phase: 'talking', answeredAt: call.answeredAt }]);
    await agent.hangUp();
    expect((await desk.waitCall('ended')).end).toEqual({ reason: 'completed' });
    await finishWrapUps(desk);
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
    const [line] = await contactsOf(other, sabine, (lines) => lines[0]?.endReason !== null);
    expect(line).toMatchObject({ id: call.id, endReason: 'unobserved' });

    rig.phones[201].dropCalls();
    await finishWrapUps(desk);
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

async function finishWrapUps(desk: TestDesk): Promise<void> {
  for (const { id } of await desk.ask(wrapUpContract, 'open', {})) await desk.ask(wrapUpContract, 'finish', { id });
}

/** Opens a sheet; gives a look at the rows of its panels. */
async function openSheet(page: Page, { id, name }: Caller): Promise<(panel: string) => Locator> {
  await page.evaluate((hash) => void (window.location.hash = hash), `#/customers/${id}`);
  await page.getByRole('heading', { level: 1, name }).waitFor();
  return (title) => rows(page, title);
}

const popOf = (page: Page, caller: string): Locator =>
  page.getByRole('region', { name: 'Anrufe' }).getByRole('article', { name: `Anruf: ${caller}` });
const panel = (page: Page, title: string): Locator =>
  page.getByRole('region', { name: new RegExp(`^${title}`) });
const rows = (page: Page, title: string): Locator => panel(page, title).getByRole('listitem');
const searchField = (page: Page): Locator => page.getByRole('combobox', { name: 'Suchen' });

/** Whether a text holds the number, in E.164, national or as a subscriber's number, however it is grouped. */
function spells(text: string, digits: string): boolean {
  return new RegExp([...digits.slice(-8)].join('[ /().-]{0,3}')).test(text);
}
