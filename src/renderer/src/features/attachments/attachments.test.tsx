import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { AttachmentView } from '#shared/features/attachments/contract.ts';
import { PIECE_BYTES } from '#shared/features/attachments/contract.ts';
import * as fixture from '#test/renderer/fixture.ts';
import { render } from '#test/renderer/render.tsx';
import type { Rendered } from '#test/renderer/render.tsx';
import { useToasts } from '../../ui/toast-store.ts';
import { FilesPanel } from './files-panel.tsx';
import { FilesPart } from './files-part.tsx';

const thing = { type: 'ticket', id: '00000000-0000-4000-8000-000000000001' };
const [line] = fixture.interactions;

const view = (more: Partial<AttachmentView> = {}): AttachmentView => ({
  ...{
    id: '00000000-0000-4000-8000-000000000010',
    fileName: 'Widerspruch.pdf',
    mediaType: 'application/pdf',
  },
  ...{ bytes: 1_468_006, sha256: 'a'.repeat(64), addedAt: fixture.NOW, addedBy: 'Nadine Kröger' },
  ...{ mayRemove: true, mayOpen: true, isHere: true, state: 'sent', transfer: null },
  ...more,
});

function panel(files: readonly AttachmentView[], answers = {}): Rendered {
  return render(<FilesPanel thing={thing} />, {
    answers: {
      'attachments.of': () => files,
      'attachments.begin': () => ({ id: 'coming' }),
      'attachments.piece': () => null,
      'attachments.end': () => ({ id: 'attached' }),
      'attachments.drop': () => null,
      'attachments.fetch': () => null,
      'attachments.handOver': () => ({ kind: 'saved', path: '/tmp/Widerspruch.pdf', isOpened: true }),
      ...answers,
    },
  });
}
const channels = (shown: Rendered): readonly string[] =>
  shown.bridge.asked.map(({ channel }) => channel).filter((channel) => channel.startsWith('attachments.'));
const inputs = (shown: Rendered, name: string): readonly unknown[] =>
  shown.bridge.asked.filter(({ channel }) => channel === name).map(({ input }) => input);
const drop = (target: Element, ...files: readonly File[]): boolean =>
  fireEvent.drop(target, { dataTransfer: { types: ['Files'], files } });
const zone = (): HTMLElement => screen.getByRole('button', { name: 'Datei anhängen' });

describe('the files of a thing', () => {
  it('may be as large as the centre says, or as usual', async () => {
    panel([]);
    expect(await screen.findByText('bis 20 MB je Datei')).toBeTruthy();
    render(<FilesPanel thing={thing} />, {
      state: { session: { ...fixture.session, fileMb: 50 } },
      answers: { 'attachments.of': () => [] },
    });
    expect(await screen.findByText('bis 50 MB je Datei')).toBeTruthy();
  });

  it('stand with their size, by whom, and where their contents are', async () => {
    panel([
      view(),
      view({ id: '2', fileName: 'Makro.docm', bytes: 900, mayOpen: false, state: 'waiting' }),
      view({ id: '3', fileName: 'Foto.png', bytes: 240_000, isHere: false }),
      view({ id: '4', fileName: 'Scan.pdf', transfer: { way: 'down', done: 25, total: 100 } }),
    ]);
    const items = await screen.findAllByRole('listitem');
    expect(items.map((item) => item.textContent)).toEqual([
      expect.stringMatching(/Widerspruch\.pdf.*1,4 MB.*Nadine Kröger/),
      expect.stringMatching(/Makro\.docm.*900 Byte.*noch nicht hochgeladen/),
      expect.stringMatching(/Foto\.png.*234 KB.*nicht auf diesem Desk/),
      expect.stringMatching(/Scan\.pdf.*wird geholt: 25 %/),
    ]);
    expect(screen.getByRole('button', { name: 'Widerspruch.pdf öffnen' })).toBeDefined();
    // Nothing in which something may run is opened.
    expect(screen.queryByRole('button', { name: 'Makro.docm öffnen' })).toBeNull();
    expect(screen.getByRole('button', { name: 'Makro.docm speichern unter …' })).toBeDefined();
    expect(screen.getByRole('button', { name: 'Holen von Scan.pdf abbrechen' })).toBeDefined();
  });

  it('are fetched where they are not here, and opened', async () => {
    const shown = panel([view({ isHere: false })]);
    fireEvent.click(await screen.findByRole('button', { name: 'Widerspruch.pdf öffnen' }));
    await waitFor(() => expect(inputs(shown, 'attachments.handOver')).toMatchObject([{ how: 'open' }]));
    expect(channels(shown).filter((name) => name !== 'attachments.of')).toEqual([
      'attachments.fetch',
      'attachments.handOver',
    ]);
  });

  it('are added piece by piece, one after the other; what cannot be is told, and the others go on', async () => {
    const shown = panel([], {
      'attachments.begin': ({ bytes }: { bytes: number }) => {
        if (bytes === 0) throw Object.assign(new Error('empty'), { code: 'attachment.empty', params: {} });
        return { id: 'coming' };
      },
    });
    await screen.findByRole('button', { name: 'Datei anhängen' });
    drop(
      zone(),
      new File([new Uint8Array(PIECE_BYTES + 5)], 'Lang.pdf', { type: 'application/pdf' }),
      new File([], 'Leer.txt'),
      new File(['kurz'], 'Kurz.txt', { type: 'text/plain' }),
    );
    await waitFor(() => expect(inputs(shown, 'attachments.end')).toHaveLength(2));
    expect(inputs(shown, 'attachments.begin')).toMatchObject([
      { fileName: 'Lang.pdf', mediaType: 'application/pdf', bytes: PIECE_BYTES + 5, subject: thing },
      { fileName: 'Leer.txt', bytes: 0 },
      { fileName: 'Kurz.txt', bytes: 4 },
    ]);
    const pieces = inputs(shown, 'attachments.piece') as readonly { base64: string }[];
    expect(pieces.map(({ base64 }) => atob(base64).length)).toEqual([PIECE_BYTES, 5, 4]);
  });

  it('that break off on their way are dropped', async () => {
    const shown = panel([], {
      'attachments.piece': () => {
        throw Object.assign(new Error('no'), { code: 'attachment.interrupted', params: {} });
      },
    });
    await screen.findByRole('button', { name: 'Datei anhängen' });
    drop(zone(), new File(['kurz'], 'Kurz.txt'));
    await waitFor(() => expect(inputs(shown, 'attachments.drop')).toEqual([{ id: 'coming' }]));
    expect(channels(shown)).not.toContain('attachments.end');
  });

  it('come from the clipboard as pictures with a name of their own, and a pasted text stays a text', async () => {
    const shown = panel([]);
    await screen.findByRole('button', { name: 'Datei anhängen' });
    const picture = new File(['png'], 'image.png', { type: 'image/png' });
    fireEvent.paste(zone(), { clipboardData: { types: ['text/plain', 'Files'], files: [picture] } });
    fireEvent.paste(zone(), { clipboardData: { types: ['Files'], files: [picture] } });
    await waitFor(() => expect(inputs(shown, 'attachments.end')).toHaveLength(1));
    expect(inputs(shown, 'attachments.begin')).toMatchObject([
      { fileName: expect.stringMatching(/^Bild .+\.png$/) },
    ]);
  });

  it('are removed, and put back by the undo as they were', async () => {
    const shown = panel([view()]);
    fireEvent.click(await screen.findByRole('button', { name: 'Widerspruch.pdf entfernen' }));
    await waitFor(() =>
      expect(inputs(shown, 'commands.run')).toMatchObject([
        { name: 'attachment.remove', args: { id: view().id } },
      ]),
    );
    await waitFor(() => expect(useToasts.getState().toasts.at(-1)?.undo).toBeDefined());
    useToasts.getState().toasts.at(-1)?.undo?.();
    const { fileName, mediaType, bytes, sha256 } = view();
    await waitFor(() =>
      expect(inputs(shown, 'commands.run').at(-1)).toMatchObject({
        ...{ name: 'attachment.add', args: { subject: thing, fileName, mediaType, bytes, sha256 } },
      }),
    );
  });

  it('get a better name, cleaned before it is kept', async () => {
    const shown = panel([view({ fileName: 'Scan_0001.pdf' })]);
    fireEvent.click(await screen.findByRole('button', { name: 'Scan_0001.pdf umbenennen' }));
    const dialog = await screen.findByRole('dialog');
    const field = within(dialog).getByRole('textbox', { name: 'Dateiname' });
    fireEvent.change(field, { target: { value: ' Widerspruch: Brandt.pdf ' } });
    fireEvent.click(within(dialog).getByRole('button', { name: 'Speichern' }));
    await waitFor(() =>
      expect(inputs(shown, 'commands.run')).toMatchObject([
        { name: 'attachment.rename', args: { fileName: 'Widerspruch_ Brandt.pdf' } },
      ]),
    );
  });

  it('of an entry that is only read cannot be changed, and none are shown where there are none', async () => {
    const { container } = render(
      <FilesPart thing={{ type: 'interaction', id: line?.id ?? '' }} canAdd={false} />,
      {
        answers: { 'attachments.of': () => [view()] },
      },
    );
    await screen.findByRole('button', { name: 'Widerspruch.pdf öffnen' });
    expect(screen.queryByRole('button', { name: /entfernen|umbenennen|anhängen/ })).toBeNull();
    expect(container.querySelector('input[type=file]')).toBeNull();
  });

  it('of something that has no files is nothing', () => {
    const shown = render(<FilesPanel thing={{ ...thing, type: 'campaign' }} />);
    expect(channels(shown)).toEqual([]);
    expect(shown.container.querySelector('section')).toBeNull();
  });
});
