/** What the host asks of the window system around it. The browser shell answers what it can through its page. */
export interface Shell {
  readonly kind: 'electron' | 'browser';
  notify(notification: Notification): void;
  /** Shows the pop, wide enough for so many calls side by side, without taking the focus. */
  showPop(calls: number): void;
  hidePop(): void;
  showMain(): void;
  /** Draws the eye to the taskbar entry, or stops doing so. */
  flash(on: boolean): void;
}

export interface Notification {
  readonly title: string;
  readonly body: string;
  /** A later one with the same tag replaces it. */
  readonly tag: string;
  /** Where a click leads: a route of the renderer. */
  readonly route?: string;
}
