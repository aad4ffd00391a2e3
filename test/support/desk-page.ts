import type { Browser, Page } from 'playwright-core';
import { WebSocket } from 'ws';
import { z } from 'zod';
import { AppError } from '#shared/kernel/app-error.ts';

export interface DeskPage {
  readonly page: Page;
  /** Asks the desk over a connection of its own, as the page does. Rejects with the desk's AppError. */
  ask(channel: string, args: unknown): Promise<unknown>;
  /** What the desk tells unasked, on that connection. */
  onEvent(listener: (name: string, payload: unknown) => void): void;
  close(): Promise<void>;
}

const message = z.union([
  z.object({
    id: z.number(),
    reply: z.discriminatedUnion('ok', [
      z.object({ ok: z.literal(true), value: z.unknown().optional() }),
      z.object({ ok: z.literal(false), error: z.object({ code: z.string(), message: z.string() }) }),
    ]),
  }),
  z.object({ event: z.string(), payload: z.unknown().optional() }),
]);

/**
 * A browser page on a desk's start address, at the size of a small office screen, in German and in the office's time.
 *
 * @param watch is given the page before it loads anything.
 * @param timezoneId the office's, as in the tz database
 */
export async function openDeskPage(
  browser: Browser,
  address: string,
  watch: (page: Page) => void = () => {},
  timezoneId = 'Europe/Berlin',
): Promise<DeskPage> {
  const { origin } = new URL(address);
  const cookie = await redeem(address);
  // A context each: cookies do not tell one port from another.
  const context = await browser.newContext({
    viewport: { width: 1366, height: 768 },
    locale: 'de-DE',
    timezoneId,
  });
  const [, name = '', value = ''] = /^([^=]+)=(.*)$/.exec(cookie) ?? [];
  await context.addCookies([{ name, value, url: origin }]);
  const page = await context.newPage();
  watch(page);
  await page.goto(origin);

  const socket = new WebSocket(`${origin.replace('http', 'ws')}/ipc`, { headers: { cookie, origin } });
  const asked = new Map<number, PromiseWithResolvers<unknown>>();
  const listeners = new Set<(name: string, payload: unknown) => void>();
  socket.on('message', (data) => {
    const heard = message.parse(JSON.parse((data as Buffer).toString('utf8')));
    if ('event' in heard) {
      for (const listener of listeners) listener(heard.event, heard.payload);
    } else if (heard.reply.ok) asked.get(heard.id)?.resolve(heard.reply.value);
    else asked.get(heard.id)?.reject(new AppError(heard.reply.error.code, heard.reply.error.message));
  });
  socket.on('close', () => {
    for (const { reject } of asked.values()) reject(new Error('the desk closed the connection'));
  });
  await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
  let lastId = 0;
  return {
    page,
    ask(channel, args) {
      const answer = Promise.withResolvers<unknown>();
      const id = ++lastId;
      asked.set(id, answer);
      socket.send(JSON.stringify({ id, channel, args }));
      return answer.promise.finally(() => asked.delete(id));
    },
    onEvent: (listener) => void listeners.add(listener),
    async close() {
      socket.terminate();
      await context.close();
    },
  };
}

async function redeem(address: string): Promise<string> {
  const redeemed = await fetch(address, { redirect: 'manual' });
  const cookie = redeemed.headers.get('set-cookie')?.split(';')[0];
  if (!cookie) throw new Error(`no session at ${new URL(address).origin}: HTTP ${redeemed.status}`);
  return cookie;
}
