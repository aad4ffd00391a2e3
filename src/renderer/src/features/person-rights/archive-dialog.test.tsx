import { fireEvent, screen, waitFor } from '@testing-library/react';
import { unzipSync } from 'fflate';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { PersonContents, PersonFile } from '#shared/features/person-rights/person-file.ts';
import { AppError } from '#shared/kernel/app-error.ts';
import * as fixture from '#test/renderer/fixture.ts';
import { render } from '#test/renderer/render.tsx';
import type { Rendered } from '#test/renderer/render.tsx';
import { useToasts } from '../../ui/toast-store.ts';
import { RightsPanel } from './rights-panel.tsx';

const partyId = fixture.partyIdOf(1);
const letter: PersonContents = {
  ...{ table: 'attachment', id: fixture.callIdOf(1), name: 'Widerspruch.pdf', bytes: 4 },
  ...{ sha256: 'a'.repeat(64), deleted: false },
};
const fileWith = (contents: PersonFile['contents']): PersonFile => ({
  ...{ format: 'rufblatt-person-file', version: 1, controller: 'KV', madeAt: '2026-11-22T04:00:00.000Z' },
  ...{ partyId, name: 'Erika Brandt', tables: [], history: [], hidden: [], names: {}, contents },
});

let saved: Blob[];
beforeEach(() => {
  saved = [];
  useToasts.setState({ toasts: [] });
  vi.spyOn(URL, 'createObjectURL').mockImplementation((blob) => `blob:${saved.push(blob as Blob)}`);
  vi.spyOn(URL, 'revokeObjectURL').mockImplementation(() => undefined);
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(() => undefined);
});
afterEach(() => vi.restoreAllMocks());

function panel(contents: PersonFile['contents'], piece: () => unknown): Rendered {
  return render(<RightsPanel partyId={partyId} />, {
    answers: {
      'person-rights.of': () => ({ mayKeep: true, restriction: null }),
      'person-rights.file': () => fileWith(contents),
      'person-rights.contents': piece,
    },
  });
}
const ask = async (name: string): Promise<void> => void fireEvent.click(await screen.findByText(name));
const isSaved = (): Promise<void> => waitFor(() => expect(saved).toHaveLength(1));
const whole = (): unknown => ({ base64: btoa('%PDF'), isLast: true });
async function unpacked(): Promise<Record<string, string>> {
  const files = unzipSync(new Uint8Array((await saved[0]?.arrayBuffer()) ?? []));
  return Object.fromEntries(
    Object.entries(files).map(([path, bytes]) => [path, new TextDecoder().decode(bytes)]),
  );
}
const toasts = (): readonly string[] => useToasts.getState().toasts.map(({ text }) => text);

describe('the file of a person', () => {
  it('is what it always was where nothing is attached', async () => {
    panel([], whole);
    await ask('Auskunft als Daten');
    await isSaved();
    const data = JSON.parse((await saved[0]?.text()) ?? '') as object;
    expect(data).toMatchObject({ format: 'rufblatt-person-file', name: 'Erika Brandt' });
    expect(data).not.toHaveProperty('contents');
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  it('is an archive with the files where some are attached, and the dialog ends by itself', async () => {
    panel([letter], whole);
    await ask('Auskunft zum Lesen');
    await isSaved();
    const files = await unpacked();
    expect(Object.keys(files)).toEqual(['auskunft.html', 'auskunft.json', 'attachments/Widerspruch.pdf']);
    expect(files['attachments/Widerspruch.pdf']).toBe('%PDF');
    expect(files['auskunft.html']).toContain('attachments/Widerspruch.pdf');
    await waitFor(() => expect(toasts()).toEqual(['Die Auskunft über Erika Brandt ist gespeichert.']));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  });

  it('tells what is missing before anything is saved, and fetches it with another try', async () => {
    let isCut = true;
    panel([letter], () => {
      if (isCut) throw new AppError('centre.offline', 'no line');
      return whole();
    });
    await ask('Auskunft zum Lesen');
    expect((await screen.findByRole('alert')).textContent).toMatch(
      /Eine Datei fehlt.*Widerspruch\.pdf: Die Zentrale/,
    );
    expect(saved).toEqual([]);
    isCut = false;
    await ask('Noch einmal versuchen');
    await isSaved();
    expect(Object.keys(await unpacked())).toContain('attachments/Widerspruch.pdf');
  });

  it('says in itself and beside it that it was saved without', async () => {
    panel([letter], () => {
      throw new AppError('person-rights.no-contents', 'not there');
    });
    await ask('Auskunft zum Lesen');
    await ask('Ohne diese Datei speichern');
    await isSaved();
    const files = await unpacked();
    expect(Object.keys(files)).toEqual(['auskunft.html', 'auskunft.json']);
    expect(files['auskunft.html']).toContain('noch nicht hochgeladen');
    expect(JSON.parse(files['auskunft.json'] ?? '')).toMatchObject({
      files: [{ name: 'Widerspruch.pdf', path: null, missing: 'not-uploaded' }],
    });
    await waitFor(() =>
      expect(toasts()).toEqual(['Die Auskunft über Erika Brandt ist gespeichert; eine Datei fehlt darin.']),
    );
  });

  it('is not made when the dialog is closed', async () => {
    let answer: (piece: unknown) => void = () => undefined;
    const shown = panel([letter], () => new Promise((resolve) => (answer = resolve)));
    await ask('Auskunft zum Lesen');
    await waitFor(() =>
      expect(shown.bridge.asked.map(({ channel }) => channel)).toContain('person-rights.contents'),
    );
    await ask('Abbrechen');
    answer({ base64: btoa('%P'), isLast: false });
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(shown.bridge.asked.filter(({ channel }) => channel === 'person-rights.contents')).toHaveLength(1);
    expect(saved).toEqual([]);
  });
});
