import { LIST } from '../ui/focus-in.ts';

const ROW = 'li, tr, [data-row]';
const HEADING = 'h1, h2, h3';

/**
 * What has a claim to the focus of an element that goes, nearest first: its row, the rows after it, the one before it and
 * on upwards, the list, the heading of its part of the screen. They are those of now: asked once it is gone, it has none.
 */
export function focusHeirsOf(element: Element): readonly Element[] {
  const heirs: Element[] = [];
  for (let at: Element | null = element; at; at = at.parentElement) {
    if (at.matches(ROW)) heirs.push(at, ...neighboursOf(at));
    else if (at.matches(LIST)) heirs.push(at);
    else if (at.matches('section')) heirs.push(...[...at.querySelectorAll(HEADING)].slice(0, 1));
  }
  return heirs;
}

function neighboursOf(row: Element): readonly Element[] {
  const rows = [...(row.parentElement?.children ?? [])].filter((one) => one.matches(ROW));
  const at = rows.indexOf(row);
  return [...rows.slice(at + 1), ...rows.slice(0, at).toReversed()];
}
