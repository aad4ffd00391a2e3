import type { Page } from 'playwright-core';

const MOST_STOPS = 60;

/** Presses Tab until the focus is on what bears this name, as one works without a mouse. Gives the whole name. */
export async function tabTo(page: Page, name: RegExp): Promise<string> {
  const passed: string[] = [];
  while (passed.length < MOST_STOPS) {
    await page.keyboard.press('Tab');
    const focused = await page.evaluate(nameOfFocused);
    if (name.test(focused)) return focused;
    passed.push(focused.slice(0, 60));
  }
  throw new Error(`Tab does not lead to ${name}; it passed ${passed.join(' | ')}`);
}

/** Runs in the page. */
function nameOfFocused(): string {
  const element = document.activeElement;
  const label = element instanceof HTMLInputElement ? element.labels?.[0]?.textContent : undefined;
  return (element?.getAttribute('aria-label') ?? label ?? element?.textContent ?? '').trim();
}
