import { act, fireEvent, screen } from '@testing-library/react';
import { beforeEach, expect, it } from 'vitest';
import type { ContactLine } from '#shared/features/parties/contract.ts';
import { press, ran } from '#test/renderer/acts.ts';
import * as fixture from '#test/renderer/fixture.ts';
import { render } from '#test/renderer/render.tsx';
import type { Rendered } from '#test/renderer/render.tsx';
import { idOf } from '#test/support/memory-rows.ts';
import { useToasts } from '../../ui/toast-store.ts';
import { Toasts } from '../../ui/toasts.tsx';
import { SheetHeader } from './sheet-header.tsx';

beforeEach(() => useToasts.setState({ toasts: [] }));

const number: ContactLine = {
  ...{ id: idOf(11), kind: 'phone', label: 'privat', raw: '0221 4710-612', digits: '492214710612' },
  ...{ stem: null, state: 'own', formerSince: null },
};

const sheet = (contact: ContactLine): Rendered =>
  render(
    <>
      <SheetHeader partyId={fixture.partyIdOf(1)} />
      <Toasts />
    </>,
    {
      answers: {
        'parties.head': () => ({ ...fixture.parties[0], id: fixture.partyIdOf(1), contacts: [contact] }),
        'commands.run': () => undefined,
      },
    },
  );

it('a number is said to be several people’s where it is edited, and is theirs alone again with the undo', async () => {
  const rendered = sheet(number);
  await press(/0221 4710-612.*(?:bearbeiten|ändern)/);
  fireEvent.click(await screen.findByRole('combobox', { name: 'Wem sie gehört' }));
  const shared = await screen.findByRole('option', { name: 'mehreren, beim Anruf auswählen' });
  await act(async () => void fireEvent.click(shared));
  const group = screen.getByRole('group', { name: '0221 4710-612' });
  await act(async () => void fireEvent.submit(group.closest('form') as HTMLFormElement));
  await press(/^Rückgängig/);
  expect(ran(rendered)).toEqual([
    { name: 'contact.mark', args: { id: idOf(11), state: 'shared' } },
    {
      name: 'contact.uncorrect',
      args: {
        ...{ was: { id: idOf(11), state: 'own', formerSince: null }, theirs: null },
        newId: expect.any(String) as unknown,
      },
    },
  ]);
});

it('a former number is valid again with one press; the undo knows since when it was not', async () => {
  const rendered = sheet({ ...number, state: 'former', formerSince: 700 });
  await press('0221 4710-612 gilt wieder');
  expect((await screen.findAllByText('0221 4710-612 gilt wieder.')).length).toBeGreaterThan(0);
  await press(/^Rückgängig/);
  expect(ran(rendered)).toMatchObject([
    { name: 'contact.mark', args: { id: idOf(11), state: 'own' } },
    { name: 'contact.uncorrect', args: { was: { id: idOf(11), state: 'former', formerSince: 700 } } },
  ]);
});

it('a number that is valid is not offered to become so', async () => {
  sheet(number);
  await screen.findByText('0221 4710-612');
  expect(screen.queryByRole('button', { name: /gilt wieder/ })).toBeNull();
});
