import type { WebContents } from 'electron';
import { externalLink } from './external-links.ts';

type Confinable = Pick<WebContents, 'on' | 'setWindowOpenHandler'>;

/**
 * A window shows the app and stays there: routes are hashes, so there is nothing to navigate to. No second
 * window is ever opened by a page; a link meant for one goes to the system when its scheme is allowed.
 */
export function confineNavigation(contents: Confinable, openExternal: (address: string) => void): void {
  contents.on('will-navigate', (event) => event.preventDefault());
  contents.on('will-frame-navigate', (event) => event.preventDefault());
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(({ url }) => {
    const address = externalLink(url);
    if (address !== undefined) openExternal(address);
    return { action: 'deny' };
  });
}
