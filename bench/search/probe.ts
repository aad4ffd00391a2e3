import { join } from 'node:path';
import type { Page } from 'playwright-core';

/** One key: when it went down, when the search was asked and answered, when its hits were on the screen; ms. */
export interface KeyTimes {
  readonly text: string;
  readonly keyAt: number;
  readonly askedAt: number;
  readonly repliedAt: number;
  readonly paintedAt: number;
  readonly hits: readonly { readonly id: string; readonly name: string }[];
}

const PATIENCE_MS = 30_000;

/** To be called before the page loads anything. */
export function watchSearches(page: Page): Promise<unknown> {
  return page.addInitScript({ path: join(import.meta.dirname, 'page-probe.js') });
}

/** Waits until the hits for this very text are on the screen. */
export async function searched(page: Page, text: string): Promise<void> {
  await page.waitForFunction(
    `window.searchTimes.some((time) => time.text === ${JSON.stringify(text)})`,
    undefined,
    { timeout: PATIENCE_MS },
  );
}

/** Those since the last taking, the empty field's left out. */
export async function takeSearchTimes(page: Page): Promise<KeyTimes[]> {
  const times = (await page.evaluate('window.searchTimes.splice(0)')) as KeyTimes[];
  return times.filter(({ text }) => text !== '');
}
