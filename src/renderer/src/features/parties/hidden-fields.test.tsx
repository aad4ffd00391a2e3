import { act, screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import * as fixture from '#test/renderer/fixture.ts';
import { render } from '#test/renderer/render.tsx';
import { CreateParty } from './create-party.tsx';
import { SheetHeader } from './sheet-header.tsx';

const stateOf = (...hidden: readonly string[]) => ({ session: { ...fixture.session, hidden } });

async function sheet(hidden: readonly string[], note: string): Promise<string> {
  const partyId = fixture.partyIdOf(1);
  const rendered = render(<SheetHeader partyId={partyId} />, { state: stateOf(...hidden) });
  rendered.bridge.answer('parties.head', () => ({ ...fixture.parties[0], id: partyId, note }));
  rendered.bridge.emit('changed', { tables: ['party'] });
  await act(async () => rendered.frame());
  return screen.getByRole('banner').textContent ?? '';
}

const createForm = (...hidden: readonly string[]) =>
  render(<CreateParty name="Erika" number="" onClose={() => {}} onChosen={() => {}} />, {
    state: stateOf(...hidden),
  });

describe('fields that are kept from this person', () => {
  it('are told apart from empty ones on the sheet', async () => {
    expect(await sheet(['health'], '')).toContain('Hinweis: nicht für Sie sichtbar');
  });

  it('say nothing where they are empty for everybody, and are shown to who may', async () => {
    expect(await sheet(['birth-date'], '')).not.toMatch(/nicht für Sie|Hinweis:/);
  });

  it('are not those of another kind', async () => {
    const text = await sheet(['birth-date'], 'Spricht leise');
    expect(text).toContain('Spricht leise');
    expect(text).not.toContain('nicht für Sie');
  });

  it('cannot be typed into, and say why', async () => {
    createForm('birth-date');
    expect(await screen.findByText(/^nicht für Sie sichtbar\. Ihre Organisation/)).toBeTruthy();
    expect(screen.getByLabelText('Geburtsdatum').hasAttribute('disabled')).toBe(true);
  });

  it('can be typed into by who may', async () => {
    createForm('health');
    await act(async () => undefined);
    expect(screen.getByLabelText('Geburtsdatum').hasAttribute('disabled')).toBe(false);
    expect(screen.queryByText(/nicht für Sie/)).toBeNull();
  });
});
