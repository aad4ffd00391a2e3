import { act, fireEvent, screen, within } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import type { ImportJobView } from '#shared/features/imports/contract.ts';
import * as fixture from '#test/renderer/fixture.ts';
import { render } from '#test/renderer/render.tsx';
import type { Rendered } from '#test/renderer/render.tsx';
import { ExportButton } from './export-button.tsx';
import { ImportScreen } from './import-screen.tsx';
import { ImportsScreen } from './imports-screen.tsx';

const ID = fixture.idOf(9, 71);
const lead = { ...fixture.session, roles: ['lead'] as const };
const job: ImportJobView = {
  ...{ id: ID, fileName: 'kunden.csv', at: fixture.NOW, state: 'read', rows: 2, done: 0, total: 0 },
  ...{ isWaiting: false, counts: null, applied: 0, conflicts: 0, refused: 0, kept: 0, error: null },
  ...{
    format: 'csv',
    encoding: 'windows-1252',
    delimiter: ';',
    headers: ['Name', 'Ort'],
    existing: 'update',
  },
  ...{ mapping: ['name', null], isRemembered: false, fields: ['name', 'city'] },
  preview: [['Erika Brandt', 'Köln']],
};

async function open(view: ImportJobView): Promise<Rendered> {
  const rendered = render(<ImportScreen params={{ id: ID }} />, { state: { session: lead } });
  rendered.bridge.answer('imports.get', () => view);
  rendered.bridge.answer('imports.rows', () => [
    { line: 7, cells: ['', 'Köln'], kind: 'faulty', reason: 'no-name', field: null, partyId: null },
  ]);
  for (const call of ['map', 'check', 'run', 'stop', 'resume', 'undo'])
    rendered.bridge.answer(`imports.${call}`, () => null);
  await act(async () => rendered.bridge.emit('changed', { tables: ['import_job', 'import_row'] }));
  await act(async () => rendered.frame());
  return rendered;
}

const asked = ({ bridge }: Rendered): readonly unknown[] =>
  bridge.asked
    .filter(({ channel }) => channel.startsWith('imports.') && !/get|rows|list|exportLists/.test(channel))
    .map(({ channel, input }) => [channel.slice('imports.'.length), input]);
const press = (name: string | RegExp): Promise<void> =>
  act(async () => void fireEvent.click(screen.getByRole('button', { name })));

describe('the import', () => {
  it('is for those who may, and asked for by nobody else', async () => {
    const agent = render(<ImportsScreen />);
    await act(async () => undefined);
    expect(
      screen.getByText('Dateien übernehmen und sichern Leitung, Datenpflege und Verwaltung.'),
    ).toBeTruthy();
    expect(agent.bridge.asked.some(({ channel }) => channel.startsWith('imports.'))).toBe(false);
    agent.unmount();
    render(<ExportButton list="customers" text="" />);
    expect(screen.queryByRole('button')).toBeNull();
  });

  it('shows each column with what it is taken for, lets it be changed, and checks', async () => {
    const rendered = await open(job);
    expect(screen.getByText(/CSV, windows-1252, getrennt durch ;/)).toBeTruthy();
    expect(screen.getByText('Erika Brandt')).toBeTruthy();
    fireEvent.change(screen.getByLabelText('Wird übernommen als: Ort'), { target: { value: 'city' } });
    fireEvent.click(screen.getByLabelText('unverändert lassen'));
    await press('Prüfen, was sich ändern würde');
    expect(asked(rendered)).toEqual([
      ['map', { id: ID, mapping: ['name', 'city'], existing: 'leave' }],
      ['check', { id: ID }],
    ]);
  });

  it('shows what would change before anything is, with the reason of each bad row', async () => {
    const counts = { new: 3, changed: 1, same: 5, duplicate: 0, faulty: 1 };
    const rendered = await open({ ...job, state: 'checked', counts });
    expect(screen.getByText('Bis hierher ist nichts geschrieben.')).toBeTruthy();
    const bad = screen.getByRole('row', { name: /^7/ });
    expect(within(bad).getByText('kein Name')).toBeTruthy();
    await press('4 Zeilen übernehmen');
    expect(asked(rendered)).toEqual([['run', { id: ID }]]);
  });

  it('shows how far it is and that it waits, and can be stopped', async () => {
    const rendered = await open({ ...job, state: 'running', done: 50, total: 200, isWaiting: true });
    expect(screen.getByRole('status').textContent).toContain('50 von 200 Zeilen');
    expect(screen.getByText(/Die Zentrale ist gerade nicht erreichbar/)).toBeTruthy();
    await press('Anhalten');
    expect(asked(rendered)).toEqual([['stop', { id: ID }]]);
  });

  it('can be undone as a whole, and says what that covers', async () => {
    const rendered = await open({ ...job, state: 'done', applied: 4, conflicts: 1 });
    expect(screen.getByText('4 Zeilen sind in der Zentrale.')).toBeTruthy();
    expect(screen.getByText(/außer sie wurden seither bearbeitet/)).toBeTruthy();
    await press('Ganzen Import zurücknehmen');
    expect(asked(rendered)).toEqual([['undo', { id: ID }]]);
  });
});

describe('the export', () => {
  it('saves the list page by page as it is narrowed', async () => {
    const saved: Blob[] = [];
    vi.spyOn(URL, 'createObjectURL').mockImplementation((blob) => {
      saved.push(blob as Blob);
      return 'blob:x';
    });
    const rendered = render(<ExportButton list="customers" text="Brandt" />, { state: { session: lead } });
    rendered.bridge.answer('imports.exportLists', () => [{ name: 'customers', columns: ['name', 'phone1'] }]);
    rendered.bridge.answer('imports.exportCount', () => 2);
    rendered.bridge.answer('imports.exportPage', (input) =>
      (input as { after: string | null }).after === null
        ? { rows: [['Erika Brandt', '+49 221 4710612']], next: 'a' }
        : { rows: [['Frank Brandt', '']], next: null },
    );
    await act(async () => undefined);
    await press('Als Datei sichern: Kunden');
    await act(async () => undefined);
    await press('Sichern');
    await act(async () => vi.waitFor(() => expect(saved.length).toBe(1)));
    const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(await saved[0]?.arrayBuffer());
    expect(text).toBe("\ufeffName;Telefon 1\r\nErika Brandt;'+49 221 4710612\r\nFrank Brandt;\r\n");
    vi.restoreAllMocks();
  });
});
