import type { Page } from 'playwright-core';

const MOST_STOPS = 60;

/** Presses Tab until the focus is on what bears this name, as one works without a mouse. Gives the whole name. */
export async function tabTo(page: Page, name: RegExp): Promise<string> {
  const passed: string[] = [];
  while (passed.length < MOST_STOPS) {
    await page.keyboard.press('Tab');
    const focused = await page.evaluate(() => {
      const element = document.activeElement;
      return element?.getAttribute('aria-label') ?? element?.textContent ?? '';
    });
    if (name.test(focused)) return focused;
    passed.push(focused);
  }
  throw new Error(`Tab does not lead to ${name}; it passed ${passed.join(' | ')}`);
}
