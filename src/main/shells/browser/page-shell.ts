import type { Shell } from '../shell.ts';

/** A page has no windows to show: pop, reminders and notices are drawn by the page from the host's events. */
export const pageShell: Shell = {
  kind: 'browser',
  notify() {},
  showPop() {},
  hidePop() {},
  showMain() {},
  flash() {},
};
