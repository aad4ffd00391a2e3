import type { HandedOver } from '#shared/ipc/handed-over.ts';

/** What the host asks of the window system around it. The browser shell answers what it can through its page. */
export interface Shell {
  readonly kind: 'electron' | 'browser';
  notify(notification: Notification): void;
  /** Shows the pop, wide enough for so many calls side by side, without taking the focus. */
  showPop(calls: number): void;
  hidePop(): void;
  showMain(): void;
  /** Opens it in the person's browser; absent where the page does so itself. */
  openAddress?(address: string): void;
  /** Draws the eye to the taskbar entry, or stops doing so. */
  flash(on: boolean): void;
  /**
   * Gives a file to the person. `open`: the caller has made sure that it is of a kind the system may show. Absent: there
   * is nobody to give it to. @throws AppError `files.not-written` {detail}
   */
  handOver?(file: HandedFile, how: 'open' | 'save'): Promise<HandedOver>;
  /** Absent: the shell is a page, and hears only the keys pressed in it. */
  readonly globalKeys?: GlobalKeys;
}

export interface HandedFile {
  /** Without a path, and clean: `features/attachments/file-name.ts`. */
  readonly name: string;
  /** One that is safe to say of it. */
  readonly mediaType: string;
  readonly bytes: Uint8Array;
}

/** Keys that reach the desk while another program has the focus, and what was copied there. */
export interface GlobalKeys {
  /** @param accelerator as parseAccelerator yields it. @returns false: somebody else has them, or nobody may. */
  take(accelerator: string, act: () => void): boolean;
  release(accelerator: string): void;
  /** What is on the clipboard as plain text; empty: nothing of that kind. */
  clipboardText(): Promise<string>;
}

export interface Notification {
  readonly title: string;
  readonly body: string;
  /** A later one with the same tag replaces it. */
  readonly tag: string;
  /** Where a click leads: a route of the renderer. */
  readonly route?: string;
}
