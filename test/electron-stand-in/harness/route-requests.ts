import type { BrowserContext, Frame, Request, Route } from 'playwright-core';
import type { Remote } from '../link.ts';
import type { AppSide } from '../sides.ts';
import { toApp } from './addresses.ts';
import type { AppPage } from './app-page.ts';

/** A request that left the app's own origin; the app has no handler for it, so it failed. */
export interface BlockedRequest {
  readonly url: string;
  readonly resourceType: string;
}

/** The frame a request is made for; none for a worker's, or when its page is just opening. */
function frameOf(request: Request): Frame | undefined {
  try {
    return request.frame();
  } catch {
    return undefined;
  }
}

/**
 * Answers every request of the context's pages from the app's protocol handlers; nothing reaches a network. A
 * navigation that a page starts is put to the app first; a refused one ends in "no content": the page stays.
 */
export async function routeRequests(
  context: BrowserContext,
  app: Remote<AppSide>,
  windowOf: (frame: Frame) => readonly [number, AppPage] | undefined,
  onBlocked: (request: BlockedRequest) => void,
): Promise<void> {
  const isRefused = async (request: Request): Promise<boolean> => {
    if (!request.isNavigationRequest()) return false;
    const frame = frameOf(request);
    const owner = frame === undefined ? undefined : windowOf(frame);
    if (frame === undefined || owner === undefined) return true;
    const [id, appPage] = owner;
    const isMainFrame = frame.parentFrame() === null;
    const isReload = frame.url().split('#')[0] === request.url().split('#')[0];
    if (isMainFrame && (appPage.isLoading() || isReload)) return false;
    return !(await app.mayNavigate({ id, url: toApp(request.url()), isMainFrame }));
  };

  const answer = async (route: Route): Promise<void> => {
    const request = route.request();
    if (await isRefused(request)) {
      await route.fulfill({ status: 204 });
      return;
    }
    const url = toApp(request.url());
    const served = await app.serve({ url, method: request.method() });
    if (served === null) {
      onBlocked({ url, resourceType: request.resourceType() });
      await route.abort('blockedbyclient');
      return;
    }
    await route.fulfill({
      status: served.status,
      headers: { ...served.headers },
      body: Buffer.from(served.body),
    });
  };

  // A request still open when the app ends has nobody to answer it.
  await context.route('**/*', (route) => answer(route).catch(() => route.abort().catch(() => undefined)));
}
