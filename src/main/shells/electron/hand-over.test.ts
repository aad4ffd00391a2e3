import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createHandOver } from './hand-over.ts';

let downloads: string;
let opened: string[];
let asked: string[];
let wanted: string | undefined;
let refusal: string;
const file = (name: string) => ({ name, mediaType: 'application/pdf', bytes: Buffer.from('Inhalt') });
const give = (name: string, how: 'open' | 'save') =>
  createHandOver({
    downloads: () => downloads,
    ask: async (proposed) => {
      asked.push(proposed);
      return wanted;
    },
    open: async (path) => {
      opened.push(path);
      return refusal;
    },
  })(file(name), how);

beforeEach(async () => {
  downloads = await mkdtemp(join(tmpdir(), 'rufblatt-downloads-'));
  [opened, asked, wanted, refusal] = [[], [], undefined, ''];
});
afterEach(() => rm(downloads, { recursive: true, force: true }));

describe('a file for the person', () => {
  it('is put into the downloads and shown, beside what is there', async () => {
    await writeFile(join(downloads, 'Brief.pdf'), 'von gestern');
    const path = join(downloads, 'Brief (2).pdf');
    expect(await give('Brief.pdf', 'open')).toEqual({ kind: 'saved', path, isOpened: true });
    expect(opened).toEqual([path]);
    expect(await readFile(path, 'utf8')).toBe('Inhalt');
    expect(await readFile(join(downloads, 'Brief.pdf'), 'utf8')).toBe('von gestern');
  });

  it('is never started, whoever asks for it', async () => {
    for (const name of ['Rechnung.exe', 'Rechnung.pdf.exe', 'Makro.docm', 'Seite.html', 'ohne'])
      expect(await give(name, 'open')).toMatchObject({ kind: 'saved', isOpened: false });
    expect(opened).toEqual([]);
  });

  it('stays in the downloads, whatever it is called', async () => {
    await give('../../ausgebrochen.pdf', 'open');
    await give('..', 'open');
    expect((await readdir(downloads)).toSorted()).toEqual(['ausgebrochen.pdf', 'unnamed']);
  });

  it('is saved where the person wants it, over what is there, or nowhere', async () => {
    expect(await give('Brief.pdf', 'save')).toEqual({ kind: 'cancelled' });
    wanted = join(downloads, 'anders.pdf');
    await writeFile(wanted, 'alt');
    expect(await give('Brief.pdf', 'save')).toEqual({ kind: 'saved', path: wanted, isOpened: false });
    expect(await readFile(wanted, 'utf8')).toBe('Inhalt');
    expect(asked).toEqual([join(downloads, 'Brief.pdf'), join(downloads, 'Brief.pdf')]);
    expect(opened).toEqual([]);
  });

  it('that cannot be shown lies there, and it is said', async () => {
    refusal = 'No application';
    expect(await give('Brief.pdf', 'open')).toMatchObject({ kind: 'saved', isOpened: false });
  });

  it('that cannot be written is told', async () => {
    wanted = join(downloads, 'no', 'such', 'folder.pdf');
    await expect(give('Brief.pdf', 'save')).rejects.toMatchObject({
      code: 'files.not-written',
      params: { detail: wanted },
    });
  });
});
