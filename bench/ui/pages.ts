import type { Page } from 'playwright-core';
import { spread } from '../lib/stats.ts';
import type { Spread } from '../lib/stats.ts';
import type { Caller } from './call-history.ts';

export interface SheetResult {
  /** ms from the address to the painted sheet, everything on it answered. */
  readonly opened: Spread;
  /** ms of a frame with next to nothing new, right before each. */
  readonly emptyFrame: Spread;
  /** Median over median. */
  readonly timesEmptyFrame: number;
}

export interface ScrollResult {
  readonly calls: number;
  /** ms between the frames. */
  readonly frames: Spread;
  /** Frames the browser worked on for more than 50 ms. */
  readonly long: number;
  /** Frames in which a row in view was still on its way. */
  readonly blank: number;
  /** The same over the same length with nothing in it. */
  readonly nothing: { readonly frames: Spread; readonly long: number };
}

const OPENED = 100;
const WARM_UP = 10;
/** px a frame: a wheel that is turned without a pause, 180 calls a second. */
const STEP = 120;
const ROW = 39;
const SCREEN = 768;

/** Every sheet another one's, from the start page. */
export async function measureSheets(
  page: Page,
  callers: readonly Caller[],
  say: (line: string) => void,
): Promise<SheetResult> {
  say('opening sheets');
  const opened: number[] = [];
  const frames: number[] = [];
  for (let index = 0; index < OPENED + WARM_UP; index++) {
    const { id, name } = callers[index % callers.length] ?? { id: '', name: '' };
    const { took, frame } = await page.evaluate<{ readonly took: number; readonly frame: number }>(
      `uiBench.openSheet(${JSON.stringify(id)}, ${JSON.stringify(name)})`,
    );
    if (index < WARM_UP) continue;
    opened.push(took);
    frames.push(frame);
  }
  const [all, emptyFrame] = [spread(opened), spread(frames)];
  return { opened: all, emptyFrame, timesEmptyFrame: Math.round((all.p50 / emptyFrame.p50) * 10) / 10 };
}

interface Scrolled {
  readonly times: readonly number[];
  readonly long: readonly number[];
  readonly blank: number;
  readonly passed: number;
}

/** From the newest call to the oldest of `calls`, faster than anybody reads. */
export async function measureScroll(
  page: Page,
  calls: number,
  say: (line: string) => void,
): Promise<ScrollResult> {
  say(`scrolling through ${calls} calls`);
  const way = JSON.stringify({ step: STEP, length: calls * ROW });
  const nothing = await page.evaluate<Scrolled>(`uiBench.scrollNothing(${way})`);
  const list = await page.evaluate<Scrolled>(`uiBench.scrollCalls(${way})`);
  // Less than all of it by what the screen shows at the end.
  const least = calls * ROW - SCREEN;
  if (list.passed < least) throw new Error(`the list ended after ${list.passed} of ${least} px`);
  return {
    calls,
    frames: spread(list.times),
    long: list.long.length,
    blank: list.blank,
    nothing: { frames: spread(nothing.times), long: nothing.long.length },
  };
}
