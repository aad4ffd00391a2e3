/** Moves the focus among the boxes of a list, `by` rows on from the one that has it; from none, to the first. */
export function walk(list: HTMLElement | null, by: 1 | -1): void {
  const boxes = [...(list?.querySelectorAll<HTMLElement>('li input[type="checkbox"]') ?? [])];
  const here = boxes.findIndex((box) => box === document.activeElement);
  const next = here < 0 ? boxes[0] : boxes[here + by];
  next?.focus();
}

/** Before a row leaves the list: the focus goes to the next one, or to the one before where it was the last. */
export function stepAside(list: HTMLElement | null): void {
  const row = document.activeElement?.closest('li');
  const neighbour = row?.nextElementSibling ?? row?.previousElementSibling;
  if (!row || !list?.contains(row)) return;
  neighbour?.querySelector<HTMLElement>('input[type="checkbox"]')?.focus();
}
