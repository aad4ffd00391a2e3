import { act, fireEvent, screen, within } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Role } from '#shared/commands/command.ts';
import type { DirectoryEntry, DirectoryHit, ProviderCard } from '#shared/features/offerings/contract.ts';
import { press, ran } from '#test/renderer/acts.ts';
import { session } from '#test/renderer/fixture.ts';
import { render } from '#test/renderer/render.tsx';
import type { Rendered } from '#test/renderer/render.tsx';
import { useToasts } from '../../ui/toast-store.ts';
import { Toasts } from '../../ui/toasts.tsx';
import { OffersPart } from './offers-part.tsx';

beforeEach(() => useToasts.setState({ toasts: [] }));

const RIDE = '01000000-0000-7000-8000-000000000001';
const texts = {
  ...{ name: 'Fahrdienst', description: '', openingHours: 'Mo–Fr 7–18 Uhr', reachability: '', costs: '12 €' },
  ...{ place: 'Ahrenfeld', directions: '' },
};
const entry: DirectoryEntry = {
  ...{ ...texts, listed: true, provider: null },
  contacts: [{ id: 'c1', staffId: 'birgit', job: 'Leitung' }],
};

interface Told {
  readonly house?: string;
  readonly withdrawn?: boolean;
}

/** The card of a provider, as these roles have it. */
async function card(roles: readonly Role[], { house = '', withdrawn = false }: Told = {}): Promise<Rendered> {
  const hit: DirectoryHit = {
    ...{ type: 'provider', id: RIDE, name: texts.name, provider: null, house, place: '', costs: '' },
    ...{ openingHours: '', open: null, numbers: [], listed: !withdrawn },
  };
  const shown: ProviderCard = {
    ...{ ...texts, id: RIDE, house, listed: !withdrawn, offerings: [] },
    contacts: [{ id: 'paula', name: 'Paula Winter', job: 'Leitung', extension: null, mail: null }],
  };
  const rendered = render(
    <>
      <OffersPart text="" />
      <Toasts />
    </>,
    {
      state: { session: { ...session, roles } },
      answers: {
        'offerings.find': () => ({ hits: [hit], more: 0 }),
        'offerings.provider': () => shown,
        'offerings.entry': () => ({ ...entry, listed: !withdrawn }),
        'staff.persons': () => [],
        'staff.everybody': () =>
          ['birgit', 'mehmet'].map((id) => ({ id, name: id, leftAt: null, openWork: 0 })),
        'commands.run': () => undefined,
      },
    },
  );
  const name = await screen.findByRole('button', { name: texts.name });
  await act(async () => name.click());
  await screen.findByRole('dialog');
  return rendered;
}

const fill = (name: string | RegExp, value: string): boolean =>
  fireEvent.change(screen.getByRole('textbox', { name }), { target: { value } });

describe('the directory', () => {
  it.each([
    [['agent'], false],
    [['steward'], true],
    [['lead'], true],
    [['admin'], true],
  ] as const)('is kept by %j: %s', async (roles, may) => {
    await card(roles);
    if (may) await screen.findByRole('button', { name: 'Bearbeiten' });
    for (const name of ['Bearbeiten', 'Zurückziehen', 'Angebot hinzufügen'])
      expect(screen.queryByRole('button', { name }) !== null, name).toBe(may);
    expect(screen.queryByText('Neuer Anbieter') !== null).toBe(may);
  });

  it('of another house is read only, and says whom to ask', async () => {
    const rendered = await card(['admin'], { house: 'KV Ahrenfeld' });
    await screen.findByText(
      'Gepflegt von KV Ahrenfeld. Änderungen bitte dort erbitten, etwa bei Paula Winter.',
    );
    for (const name of ['Bearbeiten', 'Zurückziehen', 'Angebot hinzufügen'])
      expect(screen.queryByRole('button', { name })).toBeNull();
    expect(rendered.bridge.asked.map(({ channel }) => channel)).not.toContain('offerings.entry');
  });

  it('takes what was changed and nothing else, and takes it back', async () => {
    const rendered = await card(['steward']);
    await press('Bearbeiten');
    fill('Öffnungszeiten', 'Mo–Fr 8–16 Uhr');
    fill('Aufgabe von Ansprechpartner 1', 'Einsatzleitung');
    await press('Speichern');
    expect(ran(rendered)).toEqual([
      { name: 'provider.change', args: { id: RIDE, openingHours: 'Mo–Fr 8–16 Uhr' } },
      { name: 'provider-contact.change', args: { id: 'c1', job: 'Einsatzleitung' } },
    ]);
    await press(/^Rückgängig/);
    expect(ran(rendered).slice(2)).toEqual([
      { name: 'provider.change', args: { id: RIDE, openingHours: texts.openingHours } },
      { name: 'provider-contact.change', args: { id: 'c1', job: 'Leitung' } },
    ]);
  });

  it('says how it reads opening hours, and which word it does not', async () => {
    await card(['steward']);
    await press('Bearbeiten');
    await screen.findByText('Gelesen als Mo–Fr 7:00–18:00');
    fill('Öffnungszeiten', 'Mo-Fr 8-16 außer Feiertage');
    await screen.findByText(/^„außer“ ist nicht lesbar/);
    fill('Öffnungszeiten', 'Mo-Fr');
    await screen.findByText(/^So nicht lesbar/);
    fill('Öffnungszeiten', '');
    await screen.findByText(/^Zum Beispiel: Mo–Do/);
  });

  it('chooses whom to ask out of the staff; nobody else is one, and without a person nothing is kept', async () => {
    const rendered = await card(['steward']);
    await press('Bearbeiten');
    await press('Ansprechpartner hinzufügen');
    const picker = screen.getByRole('combobox', { name: 'Ansprechpartner 2' });
    expect(document.activeElement).toBe(picker);
    expect(screen.getByRole('button', { name: 'Speichern' }).hasAttribute('disabled')).toBe(true);
    fireEvent.click(picker);
    const option = await screen.findByRole('option', { name: 'mehmet' });
    await act(async () => void fireEvent.click(option));
    await press('Ansprechpartner 1 entfernen');
    await press('Speichern');
    expect(ran(rendered)).toMatchObject([
      { name: 'provider-contact.change', args: { id: 'c1', listed: false } },
      {
        name: 'provider-contact.put',
        args: { providerId: RIDE, offeringId: null, staffId: 'mehmet', job: '' },
      },
    ]);
  });

  it('lets an offering be added, which says nothing where its provider says enough', async () => {
    const rendered = await card(['lead']);
    await press('Angebot hinzufügen');
    const dialog = await screen.findByRole('dialog', { name: 'Neues Angebot von Fahrdienst' });
    expect(within(dialog).getByPlaceholderText('wie beim Anbieter: 12 €')).toBeTruthy();
    fill('Name', 'Fahrt zum Arzt');
    await press('Anlegen');
    expect(ran(rendered)).toMatchObject([
      { name: 'offering.put', args: { providerId: RIDE, name: 'Fahrt zum Arzt', costs: '', listed: true } },
    ]);
  });

  it('withdraws, brings back, and shows what is withdrawn to those who keep it', async () => {
    const rendered = await card(['steward']);
    await press('Zurückziehen');
    await screen.findByText('Fahrdienst ist zurückgezogen.');
    await press(/^Rückgängig/);
    expect(ran(rendered)).toEqual([
      { name: 'provider.change', args: { id: RIDE, listed: false } },
      { name: 'provider.change', args: { id: RIDE, listed: true } },
    ]);
  });

  it('brings back what was withdrawn', async () => {
    const rendered = await card(['steward'], { withdrawn: true });
    await act(async () => screen.getByText('auch zurückgezogene').click());
    expect(
      rendered.bridge.asked.findLast(({ channel }) => channel === 'offerings.find')?.input,
    ).toMatchObject({
      withdrawn: true,
    });
    await press('Wieder aufnehmen');
    expect(ran(rendered)).toEqual([{ name: 'provider.change', args: { id: RIDE, listed: true } }]);
  });
});
