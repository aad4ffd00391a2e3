import type { Page } from 'playwright-core';

/** One stop of the Tab key. */
export interface Stop {
  /** Of the element; the same element, the same number. */
  readonly key: number;
  readonly area: Area;
  /** Its role or tag and its words, for a failing test. */
  readonly what: string;
  /** The panel, group or form it stands in. */
  readonly part: string;
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  /** Something about it or right around it looks otherwise than without the focus. */
  readonly isSeen: boolean;
}

/** From the top of the page on. */
export const AREAS = ['skip', 'side', 'head', 'main', 'status', 'over'] as const;
export type Area = (typeof AREAS)[number];

/** Where Tab leads from the top of the page until it leaves it, and whether one sees where one is. */
export async function walkWithTab(page: Page): Promise<readonly Stop[]> {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await toTop(page);
  const stops: Stop[] = [];
  // A page has an end; one that goes on longer than this goes in circles.
  for (let presses = 0; presses < 400; presses++) {
    await page.keyboard.press('Tab');
    const stop = await page.evaluate(stopHere);
    if (!stop || stops.some(({ key }) => key === stop.key)) return stops;
    stops.push(stop);
  }
  throw new Error('Tab never came to an end');
}

/** Where a page just opened has its focus: Tab leads to the first thing there is. */
export const toTop = (page: Page): Promise<void> =>
  page.evaluate(() => {
    document.body.tabIndex = -1;
    document.body.focus();
    document.body.removeAttribute('tabindex');
  });

/** Runs in the page. */
function stopHere(): Stop | null {
  const element = document.activeElement;
  if (!(element instanceof HTMLElement) || element === document.body) return null;
  const held = element as HTMLElement & { stopKey?: number };
  const counter = window as unknown as { stopKeys?: number };
  held.stopKey ??= counter.stopKeys = (counter.stopKeys ?? 0) + 1;

  // Itself, what stands for it (a switch's track), or the line it is the handle of.
  const around: Element[] = [element];
  if (element.nextElementSibling) around.push(element.nextElementSibling);
  for (let above = element.parentElement; above && around.length < 6; above = above.parentElement)
    around.push(above);
  const look = (): string =>
    around
      .map((each) => {
        const { outline, borderColor, boxShadow, backgroundColor, transform } = getComputedStyle(each);
        return [outline, borderColor, boxShadow, backgroundColor, transform].join();
      })
      .join('|');
  const withFocus = look();
  // Put aside without telling the page, which would close what the focus holds open.
  const quiet = (event: Event): void => event.stopImmediatePropagation();
  const kinds = ['blur', 'focusout', 'focus', 'focusin'] as const;
  for (const kind of kinds) window.addEventListener(kind, quiet, true);
  element.blur();
  const without = look();
  element.focus({ preventScroll: true });
  for (const kind of kinds) window.removeEventListener(kind, quiet, true);

  const area = element.matches('a[href="#main"]')
    ? 'skip'
    : element.closest('aside')?.querySelector('nav')
      ? 'side'
      : element.closest('[role="search"]') || element.closest('[aria-label="Laufende Anrufe"]')
        ? 'head'
        : element.closest('main')
          ? 'main'
          : element.closest('footer')
            ? 'status'
            : 'over';
  const box = element.getBoundingClientRect();
  // Tab scrolls; where it stands on the whole of what scrolls is the same before and after.
  let scrolled = 0;
  for (let above = element.parentElement; above; above = above.parentElement) scrolled += above.scrollTop;
  const part = element.closest('section, form, [role="group"], aside, nav');
  return {
    key: held.stopKey,
    area,
    what: `${element.getAttribute('role') ?? element.tagName.toLowerCase()} "${(element.getAttribute('aria-label') ?? element.textContent).trim().slice(0, 40)}"`,
    part: part?.getAttribute('aria-label') ?? part?.querySelector('h2')?.textContent ?? '',
    top: box.top + scrolled,
    left: box.left,
    bottom: box.bottom + scrolled,
    isSeen: withFocus !== without,
  };
}

/** What somebody would stumble over: a line each. */
export function stumbles(stops: readonly Stop[]): readonly string[] {
  const found: string[] = [];
  for (const { what, isSeen, area } of stops)
    if (!isSeen) found.push(`${area}: no focus to be seen on ${what}`);
  for (const [index, stop] of stops.entries()) {
    const before = stops[index - 1];
    if (!before) continue;
    if (AREAS.indexOf(stop.area) < AREAS.indexOf(before.area))
      found.push(`from ${before.area} ${before.what} back to ${stop.area} ${stop.what}`);
    // Within a panel one reads on: further down, or further right on the same line.
    const isBack = stop.bottom <= before.top && stop.left <= before.left;
    if (stop.area === 'main' && stop.part === before.part && isBack)
      found.push(`${stop.part}: from ${before.what} up to ${stop.what}`);
  }
  return found;
}
