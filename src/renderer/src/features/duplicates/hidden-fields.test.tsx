import { screen, within } from '@testing-library/react';
import { expect, it } from 'vitest';
import type { ComparedParty } from '#shared/features/duplicates/contract.ts';
import { session } from '#test/renderer/fixture.ts';
import { render } from '#test/renderer/render.tsx';
import { Compare } from './compare.tsx';

const SECRETS = ['1941-05-17', '1942-06-18', 'Diabetes'] as const;

async function compared(hidden: readonly string[]): Promise<HTMLElement> {
  const party = (id: string, birthDate: string): ComparedParty => ({
    ...{ id, name: `Erika ${id}`, contacts: [], hidden },
    // As if the host had sent them all the same.
    fields: { name: `Erika ${id}`, birth_date: birthDate, note: SECRETS[2] },
  });
  const two = [party('a', SECRETS[0]), party('b', SECRETS[1])] as const;
  render(<Compare partyId="a" otherId="b" onClose={() => {}} />, {
    state: { session: { ...session, roles: ['steward'] } },
    answers: { 'duplicates.compare': () => two },
  });
  return screen.findByRole('table');
}

it('what is not for this person stands in the comparison as hidden, never with its value, and is not chosen', async () => {
  const table = await compared(['birth_date', 'note']);
  for (const field of ['Geburtsdatum', 'Notiz']) {
    const row = within(table).getByRole('row', { name: new RegExp(`^${field}`) });
    expect(row.textContent).toBe(`${field}nicht für Sie sichtbar`);
    expect(within(row).queryByRole('radio')).toBeNull();
  }
  for (const secret of SECRETS) expect(document.body.textContent).not.toContain(secret);
});

it('is compared by whoever may see it', async () => {
  const table = await compared([]);
  for (const date of SECRETS.slice(0, 2)) expect(table.textContent).toContain(date);
  expect(table.textContent).not.toContain('nicht für Sie sichtbar');
});
