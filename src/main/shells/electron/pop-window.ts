import type { BrowserWindow, Rectangle, Screen } from 'electron';
import { appUrl } from './app-origin.ts';
import { createWindow } from './create-window.ts';

/** DIP; of one call. */
const popSize = { width: 400, height: 300 } as const;
const margin = 16;

/**
 * The bottom right corner of a display's work area, as wide as so many calls side by side; shrunk to fit where the
 * display is smaller than that.
 */
export function popBounds(workArea: Rectangle, calls: number): Rectangle {
  const width = Math.min(popSize.width * calls, workArea.width - 2 * margin);
  const height = Math.min(popSize.height, workArea.height - 2 * margin);
  return {
    width,
    height,
    x: workArea.x + workArea.width - width - margin,
    y: workArea.y + workArea.height - height - margin,
  };
}

export interface PopWindowPlan {
  readonly title: string;
  readonly preload: string;
  readonly openExternal: (address: string) => void;
  readonly isQuitting: () => boolean;
}

/**
 * Creates the pop, hidden, so that a call only has to show it. It keeps painting while hidden
 * (`backgroundThrottling: false`): what becomes visible is the call, not the last one.
 */
export function createPopWindow(plan: PopWindowPlan): BrowserWindow {
  const window = createWindow({
    title: plan.title,
    ...popSize,
    show: false,
    frame: false,
    alwaysOnTop: true,
    skipTaskbar: true,
    resizable: false,
    minimizable: false,
    maximizable: false,
    fullscreenable: false,
    preload: plan.preload,
    openExternal: plan.openExternal,
    webPreferences: { backgroundThrottling: false },
  });
  window.setVisibleOnAllWorkspaces(true, { visibleOnFullScreen: true });
  window.on('close', (event) => {
    if (plan.isQuitting()) return;
    event.preventDefault();
    window.hide();
  });
  return window;
}

/** Loads the pop's page and resolves once it is there. */
export const loadPopWindow = (window: BrowserWindow): Promise<void> => window.loadURL(appUrl('/pop'));

/** Shows the pop on the display with the cursor, never taking the focus from what the agent is typing in. */
export function showPopWindow(
  window: BrowserWindow,
  screen: Pick<Screen, 'getCursorScreenPoint' | 'getDisplayNearestPoint'>,
  calls: number,
): void {
  const { workArea } = screen.getDisplayNearestPoint(screen.getCursorScreenPoint());
  window.setBounds(popBounds(workArea, calls));
  window.showInactive();
}
