import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { ROOT } from '../../src/launch/root.ts';
import { ARTIFACTS } from './demo-centre.ts';
import { smallerPng } from './smaller-png.ts';

/** Set to 1, a run renews the pictures of the README; otherwise it leaves the work tree as it was. */
const renews = process.env['RUFBLATT_README_IMAGES'] === '1';

/** Fonts and pictures are there, nothing moves, no caret blinks: the same screen gives the same picture. */
export async function takePicture(page: Page, path: string): Promise<void> {
  await writeFile(path, await pictureOf(page));
}

/** Pictures of docs/images that a run takes. */
export type TourPicture = 'pop' | 'sheet' | 'wrap-up' | 'number-clinic';

export async function takeForReadme(page: Page, name: TourPicture): Promise<void> {
  const folder = renews ? join(ROOT, 'docs', 'images') : ARTIFACTS;
  await writeFile(join(folder, `${name}.png`), smallerPng(await pictureOf(page)));
}

async function pictureOf(page: Page): Promise<Buffer> {
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
  return page.screenshot({ animations: 'disabled', caret: 'hide' });
}
