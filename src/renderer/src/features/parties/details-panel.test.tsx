import { act, fireEvent, screen, within } from '@testing-library/react';
import { beforeEach, expect, it } from 'vitest';
import type { PartyDetails } from '#shared/features/parties/contract.ts';
import { idOf } from '#test/support/memory-rows.ts';
import { press, ran } from '#test/renderer/acts.ts';
import { partyIdOf, session } from '#test/renderer/fixture.ts';
import { render } from '#test/renderer/render.tsx';
import type { Rendered } from '#test/renderer/render.tsx';
import { useToasts } from '../../ui/toast-store.ts';
import { Toasts } from '../../ui/toasts.tsx';
import { DetailsPanel } from './details-panel.tsx';

beforeEach(() => useToasts.setState({ toasts: [] }));

const partyId = partyIdOf(1);
const person: PartyDetails = {
  ...{ kind: 'person', customerNo: 'K-7', birthDate: '1941-05-17', checkedOn: null, unit: null },
  ...{ above: [], below: [] },
};
const branch: PartyDetails = {
  ...{ ...person, kind: 'organisation', birthDate: null, unit: 'branch' },
  above: [{ id: idOf(11), name: 'Kessler Gruppe', unit: 'company' }],
  below: [{ id: idOf(12), name: 'Einkauf', unit: 'department' }],
};

const panel = (details: PartyDetails, hidden: typeof session.hidden = []): Rendered =>
  render(
    <>
      <DetailsPanel partyId={partyId} />
      <Toasts />
    </>,
    {
      state: { session: { ...session, hidden } },
      answers: { 'parties.details': () => details, 'commands.run': () => undefined },
    },
  );
const patchOf = (patch: object) => ({ name: 'party.edit', args: { id: partyId, patch } });

it('one click notes that the data was checked with the customer, and takes it back', async () => {
  const rendered = panel(person);
  await press('Heute geprüft');
  await press(/^Rückgängig/);
  expect(ran(rendered)).toEqual([
    patchOf({ checked_on: expect.any(Number) as number }),
    patchOf({ checked_on: null }),
  ]);
});

it('birth date and customer number are edited where they stand', async () => {
  const rendered = panel(person);
  await screen.findByText('17.05.1941');
  await press('Geburtsdatum ändern');
  const field = screen.getByLabelText('Geburtsdatum', { selector: 'input' });
  fireEvent.change(field, { target: { value: '1941-05-18' } });
  await act(async () => void fireEvent.keyDown(field, { key: 'Enter' }));
  await press(/^Rückgängig/);
  expect(ran(rendered)).toEqual([
    patchOf({ birth_date: '1941-05-18' }),
    patchOf({ birth_date: '1941-05-17' }),
  ]);
});

it('a birth date that is not for this person is neither shown nor edited', async () => {
  panel({ ...person, birthDate: null }, ['birth-date']);
  await screen.findByText('K-7');
  expect(screen.queryByRole('button', { name: 'Geburtsdatum ändern' })).toBeNull();
});

it('an organisation shows what it is part of and what is below, and is taken out of it', async () => {
  const rendered = panel(branch);
  const above = await screen.findByRole('link', { name: 'Kessler Gruppe' });
  expect(above.getAttribute('href')).toContain(idOf(11));
  const below = screen.getByRole('list', { name: 'Niederlassungen und Abteilungen' });
  expect(within(below).getByRole('link', { name: 'Einkauf' })).toBeTruthy();
  expect(screen.queryByText('Geburtsdatum')).toBeNull();
  await press('Einordnen');
  await act(async () => screen.getByRole('checkbox', { name: 'eigenständig' }).click());
  await press('Speichern');
  await press(/^Rückgängig/);
  expect(ran(rendered)).toEqual([
    patchOf({ parent_id: null, unit: 'branch' }),
    patchOf({ parent_id: idOf(11), unit: 'branch' }),
  ]);
});

it('nothing is said to be part of a name that was only typed', async () => {
  panel({ ...branch, above: [] });
  await press('Einordnen');
  await act(async () => screen.getByRole('checkbox', { name: 'eigenständig' }).click());
  expect(screen.getByRole('button', { name: 'Speichern' })).toHaveProperty('disabled', true);
});
