import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { createDeskProcess } from '#demo/desk-process.ts';
import { searchParties } from '#main/features/parties/search.ts';
import { stopAll } from '#shared/kernel/service.ts';
import type { Service } from '#shared/kernel/service.ts';
import { defaultDeskSettings } from '#shared/settings/desk-settings.ts';
import { launchChromium } from '#test/browser/chromium.ts';
import { openDeskPage } from '#test/support/desk-page.ts';
import type { FilledProfile } from '../lib/filled-profile.ts';
import { spread } from '../lib/stats.ts';
import type { Spread } from '../lib/stats.ts';
import { searched, takeSearchTimes, watchSearches } from './probe.ts';
import type { KeyTimes } from './probe.ts';
import { searchQueries } from './queries.ts';
import type { SearchQuery } from './queries.ts';

export interface SearchResult {
  readonly parties: number;
  /** ms from the key to the painted list, for every key of every query. */
  readonly keyToPaint: Spread;
  /** Of that: key → asked, asked → answered, answered → painted. */
  readonly stages: Readonly<Record<'toAsk' | 'answer' | 'toPaint', Spread>>;
  /** ms from the key to the painted list where letters come faster than anybody types: see HURRY_MS. */
  readonly hurried: Spread;
  /** ms from the last key of a query, by what was typed. */
  readonly byKind: Readonly<Record<string, { readonly p95: number; readonly found: string }>>;
  /** ms of the search alone, on the whole text, in the desk's process. */
  readonly search: Spread;
  /** ms of what other systems run: LIKE '%text%' over name, town and number, of the same texts. */
  readonly like: Spread;
  /** Median of the LIKE over the median of the search, same run, same replica. */
  readonly timesFaster: number;
}

const START_SCRIPT = join(import.meta.dirname, '../../src/launch/start.ts');
const QUERIES_EACH = 4;
const LIMIT = 100;
const LIKES = 15;

/** From a painted list to the next key: about eight letters a second. */
const KEY_PAUSE_MS = 100;
/** Fifteen letters a second: the browser is not yet done with the frames of the last list (docs/scaling.md). */
const HURRY_MS = 30;
/** A frame of the screen. Pauses differ by up to this, or every key would meet the same moment between two frames. */
const FRAME_MS = 17;

/** The desk as it ships, in Chromium: somebody types, key by key. */
export async function benchSearch(filled: FilledProfile, say: (line: string) => void): Promise<SearchResult> {
  const queries = searchQueries(filled.parties, QUERIES_EACH);
  say('measuring the search alone, and LIKE');
  const alone = filled.withReplica((replica) => {
    const { db } = replica;
    const profile = defaultDeskSettings.dialProfile;
    const like = db.prepare(
      `SELECT p.id, p.name FROM party p WHERE p.name LIKE $text OR p.city LIKE $text OR p.customer_no LIKE $text
         OR p.id IN (SELECT party_id FROM contact_point WHERE raw LIKE $text) LIMIT ${LIMIT}`,
    );
    return {
      search: spread(
        queries.map(({ text }) => timeOf(() => searchParties(db, { text, limit: LIMIT, profile }))),
      ),
      like: spread(everyNth(queries, LIKES).map(({ text }) => timeOf(() => like.all({ text: `%${text}%` })))),
    };
  });
  const typed = await typeAll(filled, queries, say);
  const keys = typed.atEase.flatMap((each) => each.keys);
  const of = (from: 'keyAt' | 'askedAt' | 'repliedAt', to: 'askedAt' | 'repliedAt' | 'paintedAt'): Spread =>
    spread(keys.map((key) => key[to] - key[from]));
  return {
    parties: filled.parties,
    keyToPaint: of('keyAt', 'paintedAt'),
    stages: {
      toAsk: of('keyAt', 'askedAt'),
      answer: of('askedAt', 'repliedAt'),
      toPaint: of('repliedAt', 'paintedAt'),
    },
    hurried: spread(
      typed.hurried.flatMap((each) => each.keys.map(({ keyAt, paintedAt }) => paintedAt - keyAt)),
    ),
    byKind: Object.fromEntries(
      Object.entries(Object.groupBy(typed.atEase, ({ query }) => query.kind)).map(([kind, group]) => [
        kind,
        summary(group),
      ]),
    ),
    ...alone,
    timesFaster: Math.round(alone.like.p50 / alone.search.p50),
  };
}

interface Typed {
  readonly query: SearchQuery;
  readonly keys: readonly KeyTimes[];
}

function summary(group: readonly Typed[]): { readonly p95: number; readonly found: string } {
  const found = group.filter(({ query, keys }) => isFound(query, keys)).length;
  const last = group.flatMap(({ keys }) => keys.slice(-1)).map(({ keyAt, paintedAt }) => paintedAt - keyAt);
  return { p95: spread(last).p95, found: `${found} of ${group.length}` };
}

/** The very party where the text is its alone, else somebody of that name. */
function isFound({ party, isSharp }: SearchQuery, keys: readonly KeyTimes[]): boolean {
  const hits = keys.at(-1)?.hits ?? [];
  const name = party.lastName ?? party.name;
  return hits.some((hit) => hit.id === party.id || (!isSharp && hit.name.includes(name)));
}

async function typeAll(
  { home, profile }: FilledProfile,
  queries: readonly SearchQuery[],
  say: (line: string) => void,
): Promise<Readonly<Record<'atEase' | 'hurried', readonly Typed[]>>> {
  const running: Service[] = [];
  try {
    const desk = createDeskProcess({
      name: 'the desk',
      script: START_SCRIPT,
      args: ['--shell', 'browser', '--no-open', '--profile', profile, '--data', home],
    });
    await desk.start();
    running.push(desk);
    const browser = await launchChromium();
    running.push({ start() {}, stop: () => browser.close() });
    const { page, close } = await openDeskPage(browser, desk.address ?? '');
    running.push({ start() {}, stop: close });
    // What runs before the page does is there from the next load on.
    await watchSearches(page);
    await page.reload();
    await page.evaluate(`window.location.hash = '#/customers'`);
    const field = page.getByRole('main').getByRole('textbox').first();
    await field.waitFor();
    await field.focus();
    await typeOne(page, 'Aufwärmen', KEY_PAUSE_MS);
    const typeEach = async (some: readonly SearchQuery[], pause: number): Promise<Typed[]> => {
      const typed: Typed[] = [];
      for (const [index, query] of some.entries()) {
        await field.fill('');
        await field.focus();
        await sleep(pause);
        typed.push({ query, keys: await typeOne(page, query.text, pause) });
        if (index % 14 === 13) say(`${index + 1} of ${some.length} queries typed`);
      }
      return typed;
    };
    const atEase = await typeEach(queries, KEY_PAUSE_MS);
    return {
      atEase,
      hurried: await typeEach(everyNth(queries, queries.length / QUERIES_EACH), HURRY_MS),
    };
  } finally {
    await stopAll(running);
  }
}

/** Every key's list is waited for: none is overtaken by the next. */
async function typeOne(page: Page, text: string, pause: number): Promise<KeyTimes[]> {
  await takeSearchTimes(page);
  for (let length = 1; length <= text.length; length++) {
    await page.keyboard.type(text.charAt(length - 1));
    await searched(page, text.slice(0, length));
    // Seven and a frame's length have no divisor in common: all moments of a frame come up.
    await sleep(pause + ((length * 7) % FRAME_MS));
  }
  return takeSearchTimes(page);
}

function timeOf(work: () => unknown): number {
  const begin = performance.now();
  work();
  return performance.now() - begin;
}

function everyNth<T>(list: readonly T[], count: number): T[] {
  const step = Math.max(1, Math.floor(list.length / count));
  return list.filter((_, index) => index % step === 0).slice(0, count);
}
