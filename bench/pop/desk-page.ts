import type { Browser, Page } from 'playwright-core';
import { WebSocket } from 'ws';
import { z } from 'zod';
import { launchChromium } from '#test/browser/chromium.ts';
import { SESSION_COOKIE } from '#main/shells/browser/access.ts';

export interface DeskPage {
  readonly page: Page;
  /** Asks the desk over a connection of its own, as the page does. */
  ask(channel: string, args: unknown): Promise<unknown>;
  close(): Promise<void>;
}

const reply = z.object({ id: z.number(), reply: z.object({ ok: z.boolean(), value: z.unknown().optional() }) });

/** Chromium on a desk's start address. */
export async function openDeskPage(address: string): Promise<DeskPage> {
  const origin = new URL(address).origin;
  const redeemed = await fetch(address, { redirect: 'manual' });
  const cookie = redeemed.headers.get('set-cookie')?.split(';')[0];
  if (!cookie) throw new Error(`no session at ${origin}: HTTP ${redeemed.status}`);
  const browser: Browser = await launchChromium();
  const context = await browser.newContext({ viewport: { width: 1366, height: 768 } });
  await context.addCookies([{ name: SESSION_COOKIE, value: cookie.slice(SESSION_COOKIE.length + 1), url: origin }]);
  const page = await context.newPage();
  await page.goto(origin);

  const socket = new WebSocket(`${origin.replace('http', 'ws')}/ipc`, { headers: { cookie, origin } });
  const waiting = new Map<number, (value: unknown) => void>();
  socket.on('message', (data) => {
    const parsed = reply.safeParse(JSON.parse((data as Buffer).toString('utf8')));
    if (parsed.success) waiting.get(parsed.data.id)?.(parsed.data.reply.value);
  });
  await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
  let lastId = 0;
  return {
    page,
    ask: (channel, args) =>
      new Promise((resolve) => {
        lastId += 1;
        waiting.set(lastId, resolve);
        socket.send(JSON.stringify({ id: lastId, channel, args }));
      }),
    async close() {
      socket.terminate();
      await browser.close();
    },
  };
}
