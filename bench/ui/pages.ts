import type { Page } from 'playwright-core';
import { spread } from '../lib/stats.ts';
import type { Spread } from '../lib/stats.ts';
import type { Caller } from './call-history.ts';
import type { MeasuredDesk } from './desk.ts';

/** One sheet, ms. */
export interface OpenedSheet {
  /** Which of the callers. */
  readonly caller: number;
  /** From the address to the painted sheet, all of it that the window shows answered. */
  readonly took: number;
  /** Of that: until the desk was asked, */
  readonly asking: number;
  /** until the last of its answers was there, */
  readonly answering: number;
  /** until it was painted. */
  readonly painting: number;
  /** From the address until the last of what is below the window was there as well. */
  readonly whole: number;
  /** A frame with next to nothing new, right before. */
  readonly frame: number;
}

export interface SheetResult {
  /** ms, as of one sheet. */
  readonly opened: Spread;
  readonly asking: Spread;
  readonly answering: Spread;
  readonly painting: Spread;
  readonly whole: Spread;
  readonly slowest: readonly OpenedSheet[];
  readonly processor: SheetCost;
  /** ms of a frame with next to nothing new, right before each. */
  readonly emptyFrame: Spread;
  /** Median over median. */
  readonly timesEmptyFrame: number;
}

/** Processor time of one sheet and the way back from it, mean, ms: it does not depend on what else runs. */
export interface SheetCost {
  /** Of the page's main thread. */
  readonly page: number;
  /** Of that in scripts, */
  readonly script: number;
  /** in styles and layout. */
  readonly layout: number;
  /** Of the desk's process, what it does of its own accord included; undefined where the system does not say it. */
  readonly desk: number | undefined;
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
/** Of the slowest sheets so many are told one by one. */
const TOLD = 8;
/** px a frame: a wheel that is turned without a pause, 180 calls a second. */
const STEP = 120;
const ROW = 39;
const SCREEN = 768;

interface Measured {
  readonly page: Page;
  readonly desk: Pick<MeasuredDesk, 'cpuMs'>;
  readonly callers: readonly Caller[];
  readonly say: (line: string) => void;
}

/** Every sheet another one's, from the start page. */
export async function measureSheets({ page, desk, callers, say }: Measured): Promise<SheetResult> {
  say('opening sheets');
  const open = async (caller: number): Promise<OpenedSheet> => {
    const { id, name } = callers[caller % callers.length] ?? { id: '', name: '' };
    const opened = await page.evaluate<Omit<OpenedSheet, 'caller'>>(
      `uiBench.openSheet(${JSON.stringify(id)}, ${JSON.stringify(name)})`,
    );
    return { caller, ...opened };
  };
  for (let caller = 0; caller < WARM_UP; caller++) await open(caller);
  const costOf = await costSince({ page, desk });
  const sheets: OpenedSheet[] = [];
  for (let caller = WARM_UP; caller < OPENED + WARM_UP; caller++) sheets.push(await open(caller));
  const processor = await costOf(sheets.length);
  const of = (part: keyof OpenedSheet): Spread => spread(sheets.map((sheet) => sheet[part]));
  const [opened, emptyFrame] = [of('took'), of('frame')];
  return {
    ...{ opened, asking: of('asking'), answering: of('answering'), painting: of('painting') },
    whole: of('whole'),
    slowest: sheets
      .toSorted((a, b) => b.took - a.took)
      .slice(0, TOLD)
      .map(rounded),
    ...{ processor, emptyFrame, timesEmptyFrame: tenth(opened.p50 / emptyFrame.p50) },
  };
}

const tenth = (value: number): number => Math.round(value * 10) / 10;
const rounded = ({ caller, took, asking, answering, painting, whole, frame }: OpenedSheet): OpenedSheet => ({
  ...{ caller, took: tenth(took), asking: tenth(asking), answering: tenth(answering) },
  ...{ painting: tenth(painting), whole: tenth(whole), frame: tenth(frame) },
});

/** From now on: the mean of so many sheets. */
async function costSince({
  page,
  desk,
}: Pick<Measured, 'page' | 'desk'>): Promise<(sheets: number) => Promise<SheetCost>> {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('Performance.enable', { timeDomain: 'threadTicks' });
  const read = async () => {
    const { metrics } = await cdp.send('Performance.getMetrics');
    // Seconds.
    const ms = (name: string): number => (metrics.find((metric) => metric.name === name)?.value ?? 0) * 1000;
    return {
      page: ms('TaskDuration'),
      script: ms('ScriptDuration'),
      layout: ms('LayoutDuration') + ms('RecalcStyleDuration'),
      desk: await desk.cpuMs(),
    };
  };
  const before = await read();
  return async (sheets) => {
    const after = await read();
    await cdp.detach();
    const mean = (from: number, to: number): number => tenth((to - from) / sheets);
    return {
      page: mean(before.page, after.page),
      script: mean(before.script, after.script),
      layout: mean(before.layout, after.layout),
      desk: before.desk === undefined || after.desk === undefined ? undefined : mean(before.desk, after.desk),
    };
  };
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
