import axe from 'axe-core';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';

/**
 * What axe-core holds against the page as it stands, a line each: rule, what to do, where.
 * @param within a selector; default: all of it
 */
export async function violationsOf(page: Page, within?: string): Promise<readonly string[]> {
  const isThere = await page.evaluate(() => 'axe' in window);
  if (!isThere) await page.evaluate(axe.source);
  const results = await page.evaluate<AxeResults>(
    `axe.run(${within === undefined ? 'document' : JSON.stringify(within)}, { resultTypes: ["violations"], runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] })`,
  );
  if (results.passes.length === 0) throw new Error('axe-core has checked nothing');
  return results.violations.flatMap(({ id, nodes }) =>
    nodes.map(
      ({ target, html, any }) =>
        `${id}: ${String(target)} – ${any[0]?.message ?? ''} – ${html.slice(0, 120)}`,
    ),
  );
}
