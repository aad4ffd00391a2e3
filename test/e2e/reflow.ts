import type { Page } from 'playwright-core';

/**
 * What of the page is cut off or asks for sideways scrolling, a line each. What scrolls up and down is no loss; what can
 * be acted on has to lie whole within everything that clips it.
 */
export function cutOff(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const found: string[] = [];
    const name = (element: Element): string =>
      `${element.tagName.toLowerCase()} "${(element.getAttribute('aria-label') ?? element.textContent).trim().slice(0, 40)}"`;
    if (document.documentElement.scrollWidth > window.innerWidth)
      found.push(`the page is ${document.documentElement.scrollWidth} wide`);
    for (const element of document.querySelectorAll('main, main *')) {
      const { overflowX } = getComputedStyle(element);
      const scrolls = overflowX === 'auto' || overflowX === 'scroll';
      if (scrolls && element.scrollWidth > element.clientWidth + 1) found.push(`sideways: ${name(element)}`);
    }
    const acts = 'a[href], button, input:not([type="hidden"]), select, textarea, [role="option"]';
    for (const element of document.querySelectorAll<HTMLElement>(acts)) {
      if (!element.checkVisibility({ visibilityProperty: true })) continue;
      if (element.matches('a[href="#main"]')) continue;
      const box = element.getBoundingClientRect();
      if (box.width < 2) continue;
      if (box.left < -1 || box.right > window.innerWidth + 1) found.push(`off the page: ${name(element)}`);
      for (let above = element.parentElement; above; above = above.parentElement) {
        const { overflowX, textOverflow } = getComputedStyle(above);
        // Words cut with an ellipsis say that there is more, and whatever they are on opens it.
        if (overflowX === 'visible' || textOverflow === 'ellipsis') continue;
        const edge = above.getBoundingClientRect();
        if (box.left < edge.left - 1 || box.right > edge.right + 1) {
          found.push(`cut off: ${name(element)}`);
          break;
        }
      }
    }
    return found;
  });
}
