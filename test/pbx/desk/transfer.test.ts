import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { callsContract } from '#shared/ipc/core-contracts.ts';
import type { LiveCall } from '#shared/calls/live-call.ts';
import type { SipCall } from '../sip/call.ts';
import { CALLERS, mehmet, nadine, WITHHELD } from './people.ts';
import type { Caller } from './people.ts';
import { replicaPlaintext } from './replica-plaintext.ts';
import { popOf } from './screen.ts';
import { startServiceCentre } from './service-centre.ts';
import type { ServiceCentre } from './service-centre.ts';
import { spells } from './spells.ts';

const DIRECT = '496213456217';
const ARTIFACTS = join(import.meta.dirname, '../../artifacts/pbx');

/** With the right `call`: what Nadine does to a call from her desk, and what of it reaches Mehmet's. */
describe('acting on a call from the desk, on a real Asterisk', () => {
  let centre: ServiceCentre;

  beforeAll(async () => {
    await mkdir(ARTIFACTS, { recursive: true });
    centre = await startServiceCentre({ amiUser: 'control' });
  });
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') await centre.photograph(ARTIFACTS);
    await centre.reset();
  });
  afterAll(() => centre?.stop());

  /** Somebody rings 201; resolves when Nadine's page shows that they talk, and what can be done then. */
  async function talking(
    caller: Pick<Caller, 'from' | 'name'>,
    presentation?: 'withheld',
  ): Promise<{ customer: SipCall; agent: SipCall; call: LiveCall }> {
    const customer = centre.rig.trunk.call({ to: DIRECT, ...caller, ...(presentation && { presentation }) });
    const agent = await centre.rig.phones[201].waitRinging();
    await agent.answer();
    const call = await centre.nadine.waitCall('talking');
    await centre.nadine.page.getByRole('button', { name: 'Weiterleiten …' }).waitFor();
    return { customer, agent, call };
  }

  /** Nadine writes a note and sends the caller to 202, without the mouse. */
  async function passOn(note: string): Promise<void> {
    const { page } = centre.nadine;
    await page.getByRole('textbox', { name: 'Notiz', exact: true }).waitFor();
    await page.keyboard.press('Alt+n');
    await page.keyboard.type(note);
    await page.getByText('gespeichert', { exact: true }).first().waitFor();
    await page.keyboard.press('Alt+l');
    await page.getByRole('textbox', { name: 'Weiterleiten an' }).waitFor();
    await page.keyboard.type(mehmet.extension);
    await page.keyboard.press('Enter');
    // Said in a toast, and where the call was.
    await page.getByText(`Weitergeleitet an ${mehmet.extension}.`).first().waitFor();
  }

  it('a known caller: his pop shows her, who sent her, and the note; the call is his', async () => {
    const { ute } = CALLERS;
    const { nadine: desk, mehmet: other, rig } = centre;
    const { agent } = await talking(ute);
    await passOn('Möchte den Kurstermin verschieben');
    const colleague = await rig.phones[202].waitRinging();
    await agent.waitEnded();
    expect((await desk.waitCall('ended')).end).toEqual({ reason: 'transferred', to: mehmet.extension });
    const pop = popOf(other.page, ute.name);
    await pop
      .getByText(`Weitergeleitet von ${nadine.name}: ${ute.name} – Möchte den Kurstermin verschieben`)
      .waitFor();
    await pop.getByText(/^Dieselbe Nummer hat Nadine Kröger um /).waitFor();
    await other.page.screenshot({ path: join(ARTIFACTS, 'handed-over.png') });
    await colleague.answer();
    await other.page.getByRole('heading', { level: 1, name: ute.name }).waitFor();
    await other.page
      .getByText(`Weitergeleitet von ${nadine.name}: ${ute.name} – Möchte den Kurstermin verschieben`)
      .first()
      .waitFor();
  });

  it('a withheld caller: known by the phone it comes from; opening it opens the sheet she had said', async () => {
    const { otto } = CALLERS;
    const { nadine: desk, mehmet: other, rig } = centre;
    const { call } = await talking(WITHHELD, 'withheld');
    await desk.ask(callsContract, 'choose', { id: call.id, party: { type: 'party', id: otto.id } });
    await desk.page.getByRole('heading', { level: 1, name: otto.name }).waitFor();
    await passOn('Fragt nach dem Vertrag');
    const colleague = await rig.phones[202].waitRinging();
    const pop = popOf(other.page, 'Unterdrückt');
    await pop.getByText(`Weitergeleitet von ${nadine.name}: ${otto.name} – Fragt nach dem Vertrag`).waitFor();
    await pop.getByText(/^Ohne Nummer; der Anruf kam um .* vom Telefon von Nadine Kröger/).waitFor();
    // Who sent the caller may be told after the ringing.
    const sent = await other.waitCall('ringing', ({ transferredBy }) => transferredBy !== undefined);
    expect(sent).toMatchObject({
      match: { rule: 'withheld' },
      party: null,
      transferredBy: nadine.extension,
    });
    await other.page.keyboard.press('Alt+Enter');
    await other.page.getByRole('heading', { level: 1, name: otto.name }).waitFor();
    await colleague.answer();
    expect(await other.waitCall('talking')).toMatchObject({ party: { type: 'party', id: otto.id } });
    for (const each of [desk, other]) {
      const replica = (await replicaPlaintext(each.folder)).toString('latin1');
      expect(spells(replica, WITHHELD.from)).toBe(false);
      expect(spells(each.toPage.join(), WITHHELD.from)).toBe(false);
    }
  });

  it('an extension that is none: said so, nobody is cut off', async () => {
    const { page } = centre.nadine;
    const { agent, customer } = await talking(CALLERS.karl);
    await page.keyboard.press('Alt+l');
    await page.getByRole('textbox', { name: 'Weiterleiten an' }).waitFor();
    await page.keyboard.type('99');
    await page.keyboard.press('Enter');
    await page.getByText('Die Telefonanlage kennt „99“ nicht. Das Gespräch läuft weiter.').first().waitFor();
    expect(centre.nadine.live).toMatchObject([{ phase: 'talking' }]);
    await page.keyboard.press('Escape');
    await agent.hangUp();
    await customer.waitEnded();
  });

  it('hangs up by keyboard', async () => {
    const { agent, customer } = await talking(CALLERS.sabine);
    await centre.nadine.page.getByRole('button', { name: 'Auflegen' }).waitFor();
    await centre.nadine.page.keyboard.press('Alt+a');
    await Promise.all([agent.waitEnded(), customer.waitEnded()]);
    expect((await centre.nadine.waitCall('ended')).end).toEqual({ reason: 'completed' });
  });
});
