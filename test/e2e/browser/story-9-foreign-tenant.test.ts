import { join } from 'node:path';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { CALLERS } from '#demo/data/callers.ts';
import { offeringsContract } from '#shared/features/offerings/contract.ts';
import { partiesContract } from '#shared/features/parties/contract.ts';
import { staffContract } from '#shared/features/staff/contract.ts';
import { callsContract } from '#shared/ipc/core-contracts.ts';
import { replicaPlaintext } from '#test/pbx/desk/replica-plaintext.ts';
import { violationsOf } from '../axe.ts';
import { keepClicks } from '../clicks.ts';
import { ARTIFACTS } from '../demo-centre.ts';
import { eventually } from '../eventually.ts';
import { takePicture } from '../pictures.ts';
import { button, panel, popOf, rows, strip, title } from '../screen.ts';
import { tellStory } from '../story.ts';
import { countClicks } from '../watch.ts';

const UNKNOWN = '0221 4710910';
const CUSTOMER = { name: 'Paulsen', number: 'A-1180', birthDate: '1938-11-30' };
const OFFER = 'Fahrdienst Ahrenfeld';
/** What stands in what the neighbours say of its reachability, as the desk dials it. */
const NUMBER = '02214710920';
/** ms; the centre goes round the houses when it starts, and then once a minute. */
const ROUND = 120_000;

describe('story 9: foreign tenant', () => {
  const centre = tellStory();

  beforeAll(async () => {
    const { nadine } = centre();
    const isThere = async (): Promise<boolean> =>
      (await nadine.ask(offeringsContract, 'find', { text: OFFER, limit: 1 })).hits.length > 0;
    await vi.waitUntil(isThere, { timeout: ROUND, interval: 200 });
  }, ROUND);

  it('a customer of the neighbours is unknown here; their transport is found, read out, and the caller sent on', async () => {
    const { nadine, call, phone } = centre();
    const { page } = nadine;
    call({ from: CALLERS.hedwigPaulsen.number, to: ['nadine'] });
    const pop = popOf(page, UNKNOWN);
    await pop.waitFor();
    expect(await pop.innerText()).not.toContain(CUSTOMER.name);
    expect(await nadine.ask(callsContract, 'live', {})).toMatchObject([
      { match: { rule: 'unknown', candidates: [] }, party: null },
    ]);
    phone('nadine').press('answer');
    await page.getByRole('textbox', { name: 'Vorhandenen Kunden suchen' }).waitFor();

    const clicks = await countClicks(page);
    await page.getByRole('link', { name: 'Telefonbuch' }).click();
    await title(page, 'Telefonbuch').waitFor();
    await page.keyboard.type(OFFER);
    const offer = rows(page, 'Anbieter und Angebote').filter({ hasText: OFFER }).first();
    await offer.getByText('KV Ahrenfeld e. V.').waitFor();
    expect(await offer.innerText()).toMatch(/Mo–Fr 7–18 Uhr, Sa 8–12 Uhr.*12 € Anfahrt/s);
    await offer.getByText(/^jetzt (geöffnet, bis|zu, wieder)/).waitFor();
    expect(await violationsOf(page)).toEqual([]);
    await button(offer, /^Weiterleiten /)
      .first()
      .click();
    await page.getByText(`Weitergeleitet an ${NUMBER}.`).first().waitFor();
    keepClicks(9, 'find an offer of the neighbours and pass the caller on', await clicks());
    await eventually(() => phone('nadine').shown.state).toBe('idle');
  });

  it('the card says all six things, and whom to ask with a number that is reached from here', async () => {
    const { nadine, call, phone } = centre();
    const { page } = nadine;
    call({ from: CALLERS.hedwigPaulsen.number, to: ['nadine'] });
    await popOf(page, UNKNOWN).waitFor();
    phone('nadine').press('answer');
    await strip(page)
      .or(page.getByRole('textbox', { name: 'Vorhandenen Kunden suchen' }))
      .first()
      .waitFor();
    const clicks = await countClicks(page);
    // Without the mouse: out of the field that has the focus, to the book, to the first hit.
    await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
    await page.keyboard.press('g');
    await page.keyboard.press('f');
    await title(page, 'Telefonbuch').waitFor();
    await page.keyboard.type('fahrdienst ahrenf');
    await rows(page, 'Anbieter und Angebote').filter({ hasText: OFFER }).first().waitFor();
    // What fits the beginning of the word alone goes again, and the focus with it.
    await nadine.answered();
    const name = button(page, OFFER);
    await eventually(async () => {
      await page.keyboard.press('ArrowDown');
      return name.first().evaluate((element) => element === document.activeElement);
    }).toBe(true);
    await page.keyboard.press('Enter');
    const card = page.getByRole('dialog', { name: OFFER });
    for (const said of [
      ...['Begleitete Fahrten zum Arzt', 'Mo–Fr 7–18 Uhr', '0221 4710 920', '12 € Anfahrt'],
      ...['Kirchgasse 3, 50997 Ahrenfeld', 'Zufahrt über den Hof', 'Einsatzleitung'],
    ])
      await card.getByText(said, { exact: false }).first().waitFor();
    expect(await violationsOf(page)).toEqual([]);
    const contact = card.getByRole('list', { name: 'Ansprechpartner' }).getByRole('listitem');
    await contact.getByText('0221 4710 921').last().waitFor();
    await takePicture(page, join(ARTIFACTS, 'directory-card.png'));
    await button(contact, /^Weiterleiten /).focus();
    await page.keyboard.press('Enter');
    await page.getByText('Weitergeleitet an 02214710921.').first().waitFor();
    expect(await clicks()).toBe(0);
  });

  it('in the transfer card the offer is found by name as colleagues are', async () => {
    const { nadine, call, phone } = centre();
    const { page } = nadine;
    call({ from: CALLERS.hedwigPaulsen.number, to: ['nadine'] });
    await popOf(page, UNKNOWN).waitFor();
    phone('nadine').press('answer');
    await page.getByRole('textbox', { name: 'Vorhandenen Kunden suchen' }).waitFor();
    await page.keyboard.press('Alt+l');
    await page.getByRole('textbox', { name: 'Weiterleiten an' }).fill(OFFER);
    await button(page, new RegExp(`^${OFFER}`)).click();
    // The note of the first test may still be up: what counts is that her phone is on the hook.
    await eventually(() => phone('nadine').shown.state).toBe('idle');
    await page.getByText(`Weitergeleitet an ${NUMBER}.`).last().waitFor();
  });

  it('the neighbours’ staff is in the book, and of their customers nothing on this desk, in no byte of it', async () => {
    const { nadine, demo } = centre();
    const { lines } = await nadine.ask(staffContract, 'phoneBook', { text: 'Paula Winter', limit: 5 });
    expect(lines).toMatchObject([{ name: 'Paula Winter', house: 'KV Ahrenfeld e. V.', extension: null }]);
    expect(await nadine.ask(partiesContract, 'search', { text: CUSTOMER.name, limit: 5 })).toEqual([]);
    const flags = await demo.flagsOf('nadine');
    const folder = join(flags[flags.indexOf('--data') + 1] ?? '', 'nadine');
    const bytes = await replicaPlaintext(folder);
    // The search finds what is there …
    for (const own of [OFFER, 'Erika Brandt', 'Paula Winter']) expect(bytes.includes(own)).toBe(true);
    // … and nothing of her.
    for (const foreign of Object.values(CUSTOMER)) expect(bytes.includes(foreign)).toBe(false);
  });

  it('who sits where in our own house: free, ringing, talking, by word; who can be reached now comes first', async () => {
    const { nadine, call, phone } = centre();
    const { page } = nadine;
    await page.keyboard.press('g');
    await page.keyboard.press('f');
    await title(page, 'Telefonbuch').waitFor();
    await page.keyboard.type('Hausnotruf');
    const people = panel(page, 'Personen').getByRole('listitem');
    const mehmet = people.filter({ hasText: 'Mehmet Yıldız' });
    await mehmet.getByText('frei', { exact: true }).waitFor();
    call({ from: CALLERS.hedwigPaulsen.number, to: ['mehmet'] });
    await mehmet.getByText('klingelt', { exact: true }).waitFor();
    phone('mehmet').press('answer');
    await mehmet.getByText('im Gespräch', { exact: true }).waitFor();
    await takePicture(page, join(ARTIFACTS, 'phone-book-hausnotruf.png'));
    expect(await mehmet.innerText()).not.toMatch(/Paulsen|4710 ?910/);
    // Her own phone is free: she is before him.
    const placeOf = async (name: string): Promise<number> =>
      (await people.allInnerTexts()).findIndex((text) => text.includes(name));
    await eventually(() => placeOf('Nadine Kröger')).toBe(0);
    await eventually(() => placeOf('Mehmet Yıldız')).toBeGreaterThan(0);
    phone('mehmet').press('hang-up');
    await mehmet.getByText('frei', { exact: true }).waitFor();
  });
});
