import { Menu, Tray, nativeImage } from 'electron';
import type { ShellTexts } from './shell-texts.ts';

export interface TrayPlan {
  readonly name: string;
  readonly icon: string;
  readonly texts: ShellTexts;
  readonly open: () => void;
  readonly quit: () => void;
}

export interface TrayIcon {
  /** How the desk is doing, a line each: tooltip, and disabled lines on top of the menu. */
  setState(lines: readonly string[]): void;
  destroy(): void;
}

/** The icon in the notification area: with the main window hidden, the way back in and out. */
export function createTray({ name, icon, texts, open, quit }: TrayPlan): TrayIcon {
  const tray = new Tray(nativeImage.createFromPath(icon));
  const setState = (lines: readonly string[]): void => {
    tray.setToolTip([name, ...lines].join('\n'));
    tray.setContextMenu(
      Menu.buildFromTemplate([
        ...lines.map((label) => ({ label, enabled: false })),
        ...(lines.length > 0 ? [{ type: 'separator' as const }] : []),
        { label: texts.open, click: open },
        { label: texts.quit, click: quit },
      ]),
    );
  };
  setState([]);
  tray.on('click', open);
  return { setState, destroy: () => tray.destroy() };
}
