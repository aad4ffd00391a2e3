/** What holds rows. */
export const LIST = 'ul, ol, table';

/** Takes the focus to the first thing in it that takes it, else to itself; a list is for itself. @returns whether it has it now */
export function focusIn(element: Element): boolean {
  const first = element.matches(LIST)
    ? null
    : element.querySelector<HTMLElement>('a[href], button:not([disabled]), input:not([disabled])');
  if (first) return take(first);
  if (!(element instanceof HTMLElement)) return false;
  if (!element.hasAttribute('tabindex')) element.tabIndex = -1;
  return take(element);
}

function take(element: HTMLElement): boolean {
  element.focus();
  return document.activeElement === element;
}
