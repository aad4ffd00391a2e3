import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { ARTIFACTS } from './demo-centre.ts';
import { countClicks } from './watch.ts';

/** What a frequent act may cost (ledger A32). */
const MOST = 3;
/** A file a story: several stories run at once. */
const tableOf = (story: number): string => join(ARTIFACTS, `clicks-story-${story}.json`);

/** Does one act of a story and holds its mouse clicks to three at most; the count goes into its table. */
export async function inThreeClicks(
  page: Page,
  story: number,
  act: string,
  work: () => Promise<unknown>,
): Promise<number> {
  const clicks = await countClicks(page);
  await work();
  const count = await clicks();
  keepClicks(story, act, count);
  return count;
}

/** For acts that were counted otherwise. */
export function keepClicks(story: number, act: string, count: number): void {
  expect(count, act).toBeLessThanOrEqual(MOST);
  mkdirSync(ARTIFACTS, { recursive: true });
  const path = tableOf(story);
  const counts = Object.entries({ ...known(path), [act]: count }).toSorted(([one], [other]) =>
    one.localeCompare(other, 'en'),
  );
  writeFileSync(path, `${JSON.stringify(Object.fromEntries(counts), null, 2)}\n`);
}

function known(path: string): Readonly<Record<string, number>> {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Record<string, number>;
  } catch {
    // None yet, or half of one from a run that was stopped: written anew.
    return {};
  }
}
