import { randomBytes } from 'node:crypto';
import type { BrowserContext, CDPSession, Page } from 'playwright-core';
import type { Remote } from '../link.ts';
import type { AppSide, FrameSource } from '../sides.ts';
import { contextBridge } from '../worlds/context-bridge.ts';
import { runPreload } from '../worlds/preload-world.ts';
import { wireCodec } from '../worlds/wire-codec.ts';
import { toApp, toWeb } from './addresses.ts';

/** As Electron names the world of the preload. */
const preloadWorld = 'Electron Isolated Context';

const codec = wireCodec();

export interface AppPage {
  readonly page: Page;
  load(url: string): Promise<void>;
  push(channel: string, args: readonly unknown[]): Promise<void>;
  /** True while the app itself navigates this page: such a navigation is not asked about. */
  readonly isLoading: () => boolean;
}

interface Plan {
  readonly id: number;
  readonly preload: string | null;
  readonly subframes: boolean;
  readonly width: number;
  readonly height: number;
}

/** The frames of a page, as the browser process knows them: no page can lie about them. */
async function trackFrames(cdp: CDPSession): Promise<(frameId: string) => FrameSource | undefined> {
  const frames = new Map<string, { url: string; readonly parent: string | undefined }>();
  cdp.on('Page.frameAttached', ({ frameId, parentFrameId }) => {
    frames.set(frameId, { url: 'about:blank', parent: parentFrameId });
  });
  cdp.on('Page.frameNavigated', ({ frame }) => {
    frames.set(frame.id, { url: toApp(frame.url), parent: frame.parentId });
  });
  cdp.on('Page.navigatedWithinDocument', ({ frameId, url }) => {
    const frame = frames.get(frameId);
    if (frame !== undefined) frame.url = toApp(url);
  });
  cdp.on('Page.frameDetached', ({ frameId }) => frames.delete(frameId));
  await cdp.send('Page.enable');
  const { frameTree } = await cdp.send('Page.getFrameTree');
  frames.set(frameTree.frame.id, { url: toApp(frameTree.frame.url), parent: undefined });
  return (frameId) => {
    const frame = frames.get(frameId);
    if (frame === undefined) return undefined;
    const parentUrl = frame.parent === undefined ? null : (frames.get(frame.parent)?.url ?? '');
    return { url: frame.url, parentUrl };
  };
}

/** Puts the preload into its own world of every document to come; returns how to reach that world. */
async function installPreload(
  cdp: CDPSession,
  app: Remote<AppSide>,
  plan: Plan,
  preload: string,
): Promise<AppPage['push']> {
  const secret = `standin${randomBytes(12).toString('hex')}`;
  const binding = `${secret}Post`;
  const frameSource = await trackFrames(cdp);
  const frameOfContext = new Map<number, string>();
  let mainFrame: string | undefined;
  const contextOfFrame = new Map<string, number>();

  cdp.on('Runtime.executionContextCreated', ({ context }) => {
    if (context.name !== preloadWorld) return;
    const { frameId } = context.auxData as unknown as { frameId: string };
    frameOfContext.set(context.id, frameId);
    contextOfFrame.set(frameId, context.id);
    if (frameSource(frameId)?.parentUrl === null) mainFrame = frameId;
  });
  cdp.on('Runtime.executionContextsCleared', () => {
    frameOfContext.clear();
    contextOfFrame.clear();
  });

  const inWorld = async (contextId: number, call: string): Promise<void> => {
    await cdp.send('Runtime.evaluate', {
      contextId,
      expression: `globalThis[${JSON.stringify(secret)}].${call}`,
    });
  };

  cdp.on('Runtime.bindingCalled', ({ name, payload, executionContextId }) => {
    if (name !== binding) return;
    const { id, channel, args } = JSON.parse(payload) as { id: number; channel: string; args: string };
    const frame = frameSource(frameOfContext.get(executionContextId) ?? '') ?? { url: '', parentUrl: null };
    const answer = (error: string | null, value: string): void => {
      // The page may be gone by now; then nobody waits for this answer.
      inWorld(
        executionContextId,
        `reply(${String(id)}, ${JSON.stringify(error)}, ${JSON.stringify(value)})`,
      ).catch(() => undefined);
    };
    app.invoke({ id: plan.id, frame, channel, args: codec.decode(args) as unknown[] }).then(
      (value) => answer(null, codec.encode(value)),
      (error: unknown) => answer(`Error invoking remote method '${channel}': ${String(error)}`, ''),
    );
  });

  await cdp.send('Runtime.enable');
  await cdp.send('Runtime.addBinding', { name: binding, executionContextName: preloadWorld });
  await cdp.send('Page.addScriptToEvaluateOnNewDocument', {
    source: `(${String(contextBridge)})(${JSON.stringify(secret)}, 'page');`,
  });
  const surroundings = JSON.stringify({ secret, binding, subframes: plan.subframes });
  await cdp.send('Page.addScriptToEvaluateOnNewDocument', {
    worldName: preloadWorld,
    source: `(${String(runPreload)})(${surroundings}, function (require, module, exports) {\n${preload}\n}, ${String(wireCodec)}, ${String(contextBridge)});`,
  });

  return async (channel, args) => {
    const contextId = mainFrame === undefined ? undefined : contextOfFrame.get(mainFrame);
    if (contextId === undefined) return;
    await inWorld(contextId, `push(${JSON.stringify(channel)}, ${JSON.stringify(codec.encode(args))})`);
  };
}

/** A `BrowserWindow`'s page in Chromium, with the app's preload where Electron would put it. */
export async function openAppPage(
  context: BrowserContext,
  app: Remote<AppSide>,
  plan: Plan,
): Promise<AppPage> {
  const page = await context.newPage();
  await page.setViewportSize({ width: plan.width, height: plan.height });
  const cdp = await context.newCDPSession(page);
  const push = plan.preload === null ? undefined : await installPreload(cdp, app, plan, plan.preload);

  let loading = false;
  const tell = (url: string, finished: boolean): void => {
    // The window may be closed already; then nobody is interested.
    app.navigated({ id: plan.id, url: toApp(url), finished }).catch(() => undefined);
  };
  page.on('framenavigated', (frame) => {
    if (frame === page.mainFrame()) tell(frame.url(), false);
  });
  page.on('load', () => tell(page.url(), true));

  cdp.on('Page.windowOpen', ({ url }) => {
    app.mayOpenWindow({ id: plan.id, url: toApp(url) }).then(
      (allowed) => {
        if (allowed) throw new Error('electron stand-in: a window opened by a page is not implemented');
      },
      () => undefined,
    );
  });
  page.on('popup', (popup) => void popup.close());

  return {
    page,
    isLoading: () => loading,
    async load(url) {
      loading = true;
      try {
        await page.goto(toWeb(url));
      } finally {
        loading = false;
      }
    },
    push: push ?? (() => Promise.resolve()),
  };
}
