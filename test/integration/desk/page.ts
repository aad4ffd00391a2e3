import { WebSocket } from 'ws';
import { AppError } from '#shared/kernel/app-error.ts';
import type { IpcReply } from '#shared/ipc/contract.ts';

/** What the host told unasked. */
export interface Told {
  readonly event: string;
  readonly payload: unknown;
}

const CLOSED: IpcReply = {
  ok: false,
  error: { code: 'page.closed', message: 'the connection to the desk is closed', params: {} },
};

/** A page of the desk without a browser: redeems the start address and speaks the contract over its WebSocket. */
export interface TestPage {
  readonly told: readonly Told[];
  /** Rejects with the AppError the desk refuses with. */
  ask<T = unknown>(channel: string, args?: unknown): Promise<T>;
  close(): Promise<void>;
}

export async function openPage(startAddress: string): Promise<TestPage> {
  const { origin } = new URL(startAddress);
  const redeemed = await fetch(startAddress, { redirect: 'manual' });
  const cookie = redeemed.headers.get('set-cookie')?.split(';')[0];
  if (!cookie) throw new Error(`the start address was refused: HTTP ${redeemed.status}`);
  const socket = new WebSocket(`${origin.replace('http', 'ws')}/ipc`, { headers: { cookie, origin } });
  const told: Told[] = [];
  const waiting = new Map<number, (reply: IpcReply) => void>();
  socket.on('message', (data) => {
    const message = JSON.parse((data as Buffer).toString('utf8')) as
      Told | { readonly id: number; readonly reply: IpcReply };
    if ('event' in message) told.push(message);
    else {
      waiting.get(message.id)?.(message.reply);
      waiting.delete(message.id);
    }
  });
  const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()));
  void closed.then(() => {
    for (const settle of waiting.values()) settle(CLOSED);
  });
  await new Promise<void>((resolve, reject) => socket.once('open', resolve).once('error', reject));

  let last = 0;
  return {
    told,
    async ask<T>(channel: string, args: unknown = {}) {
      const id = ++last;
      const reply = await new Promise<IpcReply>((resolve) => {
        if (socket.readyState !== WebSocket.OPEN) return resolve(CLOSED);
        waiting.set(id, resolve);
        return socket.send(JSON.stringify({ id, channel, args }));
      });
      if (!reply.ok) throw new AppError(reply.error.code, reply.error.message, reply.error.params);
      return reply.value as T;
    },
    async close() {
      socket.close();
      await closed;
    },
  };
}
