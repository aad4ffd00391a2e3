import type { WebSocket } from 'ws';
import { z } from 'zod';
import { messageOf } from '#shared/kernel/app-error.ts';
import type { IpcRouter } from '../../ipc/router.ts';

const request = z.object({ id: z.int().nonnegative(), channel: z.string().max(120), args: z.unknown() });
const message = z.union([request, z.array(request).min(1).max(100)]);
type Request = z.infer<typeof request>;

/**
 * The contract over one page's WebSocket: `{id, channel, args}` → `{id, reply}`, and `{event, payload}` unasked. Of a
 * list of calls the replies come as lists, those together that are there together: none waits for a slower one.
 * A message that is none closes the socket with 1003: the page is ours, so it is either broken or not the page.
 */
export function attachPage(socket: WebSocket, router: IpcRouter, onRefused: (error: unknown) => void): void {
  const send = (text: string): void => {
    if (socket.readyState === socket.OPEN) socket.send(text);
  };
  const detach = router.onEvent((event, payload) => send(JSON.stringify({ event, payload })));
  socket.on('close', detach);
  socket.on('error', onRefused);
  socket.on('message', (data, isBinary) => {
    // What was on its way behind a message that was refused.
    if (socket.readyState !== socket.OPEN) return;
    let asked: z.infer<typeof message>;
    try {
      if (isBinary) throw new Error('binary message');
      asked = message.parse(JSON.parse((data as Buffer).toString('utf8')));
    } catch (error) {
      onRefused(error);
      socket.close(1003, 'not understood');
      return;
    }
    if (Array.isArray(asked)) answerList(asked);
    else void answerOf(asked).then(send);
  });

  /** The reply as it is sent. */
  async function answerOf({ id, channel, args }: Request): Promise<string> {
    try {
      return JSON.stringify({ id, reply: await router.call(channel, args) });
    } catch (error) {
      // An answer that JSON cannot carry is a bug of the host: the page is told, instead of waiting for ever.
      onRefused(error);
      const refusal = { code: 'internal', message: messageOf(error), params: { channel } };
      return JSON.stringify({ id, reply: { ok: false, error: refusal } });
    }
  }

  function answerList(asked: readonly Request[]): void {
    let ready: string[] = [];
    const sendReady = (): void => {
      send(`[${ready.join(',')}]`);
      ready = [];
    };
    for (const one of asked) {
      void answerOf(one).then((reply) => {
        if (ready.push(reply) === 1) setImmediate(sendReady);
      });
    }
  }
}
