import { act, fireEvent, screen } from '@testing-library/react';
import { beforeEach, expect, it } from 'vitest';
import type { AffiliationLine, RelationshipLine, Relations } from '#shared/features/relations/contract.ts';
import { choose, press, ran } from '#test/renderer/acts.ts';
import { partyIdOf } from '#test/renderer/fixture.ts';
import { render } from '#test/renderer/render.tsx';
import type { Rendered } from '#test/renderer/render.tsx';
import { idOf } from '#test/support/memory-rows.ts';
import { useToasts } from '../../ui/toast-store.ts';
import { Toasts } from '../../ui/toasts.tsx';
import { RelationsPanel } from './relations-panel.tsx';

beforeEach(() => useToasts.setState({ toasts: [] }));

const other = (id: string, name: string) => ({ id, name, detail: '' });
const ute: AffiliationLine = {
  ...{ id: idOf(21), person: other(idOf(1), 'Ute Sander'), organisation: other(partyIdOf(2), 'Kessler') },
  ...{ job: 'Leitung', department: null, reportsTo: null, since: '2025-03-01', until: null },
};
const payer: RelationshipLine = {
  ...{ id: idOf(31), other: other(idOf(3), 'Frank Brandt'), kind: 'payer', side: 'to', note: 'Sohn' },
  ...{ since: null, until: null },
};
const none: Relations = { people: [], places: [], relationships: [] };

const panel = (relations: Partial<Relations>): Rendered =>
  render(
    <>
      <RelationsPanel partyId={partyIdOf(2)} />
      <Toasts />
    </>,
    {
      answers: {
        'relations.ofParty': () => ({ ...none, ...relations }),
        'relations.placesOf': () => ({
          units: [{ id: idOf(41), name: 'Kreuzberg › Einkauf' }],
          people: [
            { id: idOf(21), name: 'Ute Sander' },
            { id: idOf(22), name: 'Jan Öztürk' },
          ],
        }),
        'commands.run': () => undefined,
      },
    },
  );

it('somebody gets department and superior of their house, and has them taken away again', async () => {
  const rendered = panel({ people: [ute] });
  await press('Ute Sander: Verbindung ändern');
  await choose('Abteilung', 'Kreuzberg › Einkauf');
  fireEvent.click(await screen.findByRole('combobox', { name: 'Berichtet an' }));
  // Nobody is offered as their own superior.
  expect((await screen.findAllByRole('option')).map(({ textContent }) => textContent)).not.toContain(
    'Ute Sander',
  );
  const jan = await screen.findByRole('option', { name: 'Jan Öztürk' });
  await act(async () => void fireEvent.click(jan));
  await press('Speichern');
  await press(/^Rückgängig/);
  const kept = { id: idOf(21), job: 'Leitung', since: '2025-03-01', until: null };
  expect(ran(rendered)).toEqual([
    { name: 'affiliation.edit', args: { ...kept, departmentId: idOf(41), reportsTo: idOf(22) } },
    { name: 'affiliation.edit', args: { ...kept, departmentId: null, reportsTo: null } },
  ]);
});

it('an end before the beginning is not kept', async () => {
  panel({ people: [ute] });
  await press('Ute Sander: Verbindung ändern');
  fireEvent.change(await screen.findByLabelText('Bis'), { target: { value: '2025-02-28' } });
  expect(screen.getByText('Das Ende liegt vor dem Anfang.')).toBeTruthy();
  expect(screen.getByRole('button', { name: 'Speichern' })).toHaveProperty('disabled', true);
});

it('what two are to each other is changed and ended, with undo', async () => {
  const rendered = panel({ relationships: [payer] });
  await press('Frank Brandt: Verbindung ändern');
  await choose('Art', 'gesetzliche Betreuung');
  fireEvent.change(screen.getByLabelText('Bis'), { target: { value: '2026-12-31' } });
  await press('Speichern');
  await press(/^Rückgängig/);
  const kept = { id: idOf(31), note: 'Sohn', since: null };
  expect(ran(rendered)).toEqual([
    { name: 'relationship.edit', args: { ...kept, kind: 'guardian', until: '2026-12-31' } },
    { name: 'relationship.edit', args: { ...kept, kind: 'payer', until: null } },
  ]);
});
