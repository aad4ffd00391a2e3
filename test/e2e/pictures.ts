import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { ROOT } from '../../src/launch/root.ts';
import { ARTIFACTS } from './demo-centre.ts';

/** Set to 1, a run renews the pictures of the README; otherwise it leaves the work tree as it was. */
const renews = process.env['RUFBLATT_README_IMAGES'] === '1';

/** Fonts and pictures are there, nothing moves, no caret blinks: the same screen gives the same picture. */
export async function takePicture(page: Page, path: string): Promise<void> {
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
  await page.screenshot({ path, animations: 'disabled', caret: 'hide' });
}

export async function takeForReadme(page: Page, name: 'pop' | 'sheet' | 'wrap-up'): Promise<void> {
  await takePicture(page, join(renews ? join(ROOT, 'docs', 'images') : ARTIFACTS, `${name}.png`));
}
