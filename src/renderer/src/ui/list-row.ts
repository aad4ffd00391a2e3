/** Which row of a long list an element is in; null: in none. */
export function rowOf(target: EventTarget | null): number | null {
  const row = target instanceof Element ? target.closest<HTMLElement>('[data-row]') : null;
  return row === null ? null : Number(row.dataset['row']);
}

/** To the first thing in the row that takes the focus, else to the row itself; false: it is not in the document. */
export function focusRow(list: HTMLElement | null, index: number): boolean {
  const row = list?.querySelector<HTMLElement>(`[data-row="${index}"]`);
  (row?.querySelector<HTMLElement>('a[href], button') ?? row)?.focus({ preventScroll: true });
  return row !== null && row !== undefined;
}

/** The screen of the frame is what scrolls; a list in something else that does has a `data-scrolls` around it. */
export const screenOf = (list: HTMLElement | null): HTMLElement | null =>
  list?.closest<HTMLElement>('[data-scrolls], main') ?? null;
