import { act, fireEvent, screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { ClinicLine, ClinicOverview, PreviewLine } from '#shared/features/number-clinic/contract.ts';
import * as fixture from '#test/renderer/fixture.ts';
import { render } from '#test/renderer/render.tsx';
import type { Rendered } from '#test/renderer/render.tsx';
import { ClinicScreen } from './clinic-screen.tsx';

const lead = { ...fixture.session, roles: ['lead'] as const };
const batch = { id: fixture.idOf(9, 80), at: fixture.NOW, entries: 3, undoneAt: null, kept: 0 };
const idle: ClinicOverview = {
  ...{ isScanning: false, scanned: 2_700, total: 2_700, asOf: fixture.NOW },
  counts: { 'no-area-code': 1, 'no-number': 1 },
  batches: [],
};
const line: ClinicLine = {
  contactId: fixture.idOf(9, 81),
  party: { id: fixture.idOf(9, 82), name: 'Erika Brandt' },
  ...{ label: 'privat', raw: '4710612', reason: 'no-area-code', before: null },
  proposal: { way: 'number', after: [{ number: '0221 4710612', isMain: false }], assumption: 'area' },
};
const hopeless: ClinicLine = {
  ...line,
  ...{ contactId: fixture.idOf(9, 83), raw: '?', reason: 'no-number', proposal: null },
};
const preview: PreviewLine = { ...line, finds: ['Erika Brandt', 'Ali Demir'] };

async function open(
  overview = idle,
  session: typeof lead | typeof fixture.session = lead,
): Promise<Rendered> {
  const rendered = render(<ClinicScreen />, { state: { session } });
  const { bridge } = rendered;
  bridge.answer('number-clinic.overview', () => overview);
  bridge.answer('number-clinic.lines', () => [line, hopeless]);
  bridge.answer('number-clinic.choose', () => [line.contactId]);
  bridge.answer('number-clinic.preview', () => [preview]);
  bridge.answer('number-clinic.repair', () => ({ batchId: batch.id, entries: 1 }));
  bridge.answer('number-clinic.undo', () => ({ kept: 2 }));
  for (let i = 0; i < 2; i++) {
    await act(async () => bridge.emit('changed', { tables: ['clinic_scan'] }));
    await act(async () => rendered.frame());
  }
  return rendered;
}

const asked = ({ bridge }: Rendered, call: string): readonly unknown[] =>
  bridge.asked.filter(({ channel }) => channel === `number-clinic.${call}`).map(({ input }) => input);
const press = (name: string | RegExp): Promise<void> =>
  act(async () => void fireEvent.click(screen.getByRole('button', { name })));

describe('the number clinic', () => {
  it('tells what was entered, why nobody is found by it, and what a proposal takes for granted', async () => {
    await open();
    const row = screen.getByRole('row', { name: /Erika Brandt 4710612/ });
    expect(within(row).getByText('ohne Vorwahl')).toBeTruthy();
    expect(within(row).getByText('0221 4710612')).toBeTruthy();
    expect(within(row).getByText('angenommen: hiesige Vorwahl')).toBeTruthy();
    expect(screen.getByText('Bitte nachfragen')).toBeTruthy();
    expect(screen.getByText(/2.700 Nummern angesehen/)).toBeTruthy();
  });

  it('repairs nothing before what would change was looked at', async () => {
    const rendered = await open();
    expect(screen.getByRole<HTMLButtonElement>('button', { name: '0 Vorschläge ansehen' }).disabled).toBe(
      true,
    );
    await press('Alle mit Vorschlag wählen');
    await press('1 Vorschlag ansehen');
    const dialog = screen.getByRole('dialog');
    expect(within(dialog).getByText('Erika Brandt, Ali Demir')).toBeTruthy();
    expect(within(dialog).getByRole('button', { name: 'Schließen' })).toBeTruthy();
    expect(asked(rendered, 'repair')).toEqual([]);
    await press('1 reparieren');
    expect(asked(rendered, 'repair')).toEqual([{ ids: [line.contactId] }]);
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  it('takes a repair back and tells what stayed', async () => {
    const rendered = await open({ ...idle, batches: [batch] });
    await press(/^Rückgängig: Reparatur/);
    expect(asked(rendered, 'undo')).toEqual([{ batchId: batch.id }]);
  });

  it('shows how far the scan is', async () => {
    await open({ ...idle, isScanning: true, scanned: 900 });
    expect(screen.getByRole('status').textContent).toContain('900 von 2.700 angesehen');
  });

  it('lets those look who may not repair', async () => {
    await open(idle, fixture.session);
    expect(screen.getByText(/Reparieren dürfen/)).toBeTruthy();
    expect(screen.queryByRole('checkbox')).toBeNull();
    expect(screen.queryByRole('button', { name: /Vorschlag/ })).toBeNull();
  });
});
