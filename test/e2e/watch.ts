import type { Page } from 'playwright-core';

/** Where the focus went since, as the names of events; empty: it stayed where it was. */
export async function watchFocus(page: Page): Promise<() => Promise<readonly string[]>> {
  const moves = await page.evaluateHandle(() => {
    const seen: string[] = [];
    for (const type of ['focusin', 'focusout'])
      document.addEventListener(
        type,
        ({ target }) => seen.push(`${type} ${(target as Element).tagName}`),
        true,
      );
    return seen;
  });
  return () => moves.jsonValue();
}

/** How often the mouse has clicked since; a button pressed by key is no click of it. */
export async function countClicks(page: Page): Promise<() => Promise<number>> {
  const clicks = await page.evaluateHandle(() => {
    const count = { clicks: 0 };
    document.addEventListener('pointerdown', () => void count.clicks++, true);
    return count;
  });
  return async () => (await clicks.jsonValue()).clicks;
}
