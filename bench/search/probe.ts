import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
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

/** Resolves when the hits for this very text are on the screen; asks the page once, for it has the same processors. */
export async function searched(page: Page, text: string): Promise<void> {
  const ending = new AbortController();
  const late = sleep(PATIENCE_MS, 'late', { signal: ending.signal });
  // The end of the waiting; nobody waits for it then.
  late.catch(() => undefined);
  const painted = page.evaluate(`window.searchPainted(${JSON.stringify(text)})`);
  const first = await Promise.race([painted, late]);
  ending.abort();
  if (first === 'late') throw new Error(`no list for "${text}": ${await page.getByRole('main').innerText()}`);
}

/** Those since the last taking, the empty field's left out. */
export async function takeSearchTimes(page: Page): Promise<KeyTimes[]> {
  const times = await page.evaluate<KeyTimes[]>('window.searchTimes.splice(0)');
  return times.filter(({ text }) => text !== '');
}
