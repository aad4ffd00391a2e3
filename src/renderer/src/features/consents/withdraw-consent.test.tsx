import { act, fireEvent, screen } from '@testing-library/react';
import { beforeEach, expect, it } from 'vitest';
import type { ConsentLine } from '#shared/features/consents/contract.ts';
import { press } from '#test/renderer/acts.ts';
import { partyIdOf } from '#test/renderer/fixture.ts';
import { render } from '#test/renderer/render.tsx';
import { useToasts } from '../../ui/toast-store.ts';
import { Toasts } from '../../ui/toasts.tsx';
import { ConsentsPanel } from './consents-panel.tsx';

beforeEach(() => useToasts.setState({ toasts: [] }));

const line: ConsentLine = {
  ...{ id: 'c', channel: 'mail', purpose: 'newsletter', how: 'form', evidence: 'Formular', textVersion: '' },
  ...{ givenOn: '2025-05-02', validUntil: null, lastUsedOn: null, state: 'valid', recordedBy: '' },
  ...{ withdrawnAt: null, withdrawnHow: null, withdrawnEvidence: '', withdrawnBy: '' },
};
const panel = (consent: ConsentLine) =>
  render(
    <>
      <ConsentsPanel partyId={partyIdOf(1)} />
      <Toasts />
    </>,
    {
      answers: {
        'consents.ofParty': () => ({ consents: [consent], optOuts: [] }),
        'commands.run': () => undefined,
      },
    },
  );

it('asks by which way a consent was taken back and what proves it, stores both, and takes it back', async () => {
  const { bridge } = panel(line);
  const history = await screen.findByText('Nachweise und Verlauf');
  await act(async () => history.click());
  await press('Einwilligung widerrufen');
  const how = await screen.findByRole('combobox', { name: 'Wie widerrufen' });
  fireEvent.click(how);
  const option = await screen.findByRole('option', { name: 'schriftlich' });
  await act(async () => void fireEvent.click(option));
  fireEvent.change(screen.getByRole('textbox', { name: 'Nachweis' }), {
    target: { value: ' Schreiben vom 3. Mai ' },
  });
  await press('Widerrufen');
  await press(/^Rückgängig/);
  expect(bridge.asked.filter(({ channel }) => channel === 'commands.run').map(({ input }) => input)).toEqual([
    { name: 'consent.withdraw', args: { id: 'c', how: 'written', evidence: 'Schreiben vom 3. Mai' } },
    { name: 'consent.restore', args: { id: 'c' } },
  ]);
});

it('tells how it was taken back', async () => {
  const withdrawn = { withdrawnAt: new Date(2026, 4, 5).getTime(), withdrawnHow: 'written' } as const;
  panel({ ...line, ...withdrawn, state: 'withdrawn', withdrawnEvidence: 'Schreiben vom 3. Mai' });
  await screen.findByText(/widerrufen am 05\.05\.2026 schriftlich: Schreiben vom 3\. Mai$/);
});

it('is noted as used today, and that is taken back', async () => {
  const { bridge } = panel({ ...line, lastUsedOn: '2026-01-03' });
  const history = await screen.findByText('Nachweise und Verlauf');
  await act(async () => history.click());
  await press('Als heute genutzt vermerken');
  await press(/^Rückgängig/);
  const on = expect.stringMatching(/^\d{4}-\d\d-\d\d$/) as string;
  expect(bridge.asked.filter(({ channel }) => channel === 'commands.run').map(({ input }) => input)).toEqual([
    { name: 'consent.use', args: { id: 'c', on } },
    { name: 'consent.unuse', args: { id: 'c', on, before: '2026-01-03' } },
  ]);
});
