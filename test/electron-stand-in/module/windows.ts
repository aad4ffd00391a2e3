import type { BrowserWindow } from './browser-window.ts';

const open = new Map<number, BrowserWindow>();
let last = 0;
let focused: number | undefined;

export const nextWindowId = (): number => ++last;
export const register = (window: BrowserWindow): void => void open.set(window.id, window);
export const unregister = (id: number): void => {
  open.delete(id);
  if (focused === id) focused = undefined;
};

export const openWindows = (): readonly BrowserWindow[] => [...open.values()];

/** @throws {Error} when that window is gone */
export function windowById(id: number): BrowserWindow {
  const window = open.get(id);
  if (window === undefined) throw new Error(`window ${String(id)} is gone`);
  return window;
}

export const focusedId = (): number | undefined => focused;

/** Moves the focus and tells the windows that lose and get it. */
export function moveFocus(id: number | undefined): void {
  if (focused === id) return;
  const before = focused === undefined ? undefined : open.get(focused);
  focused = id;
  before?.emit('blur');
  if (id !== undefined) open.get(id)?.emit('focus');
}
