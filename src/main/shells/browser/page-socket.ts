import type { WebSocket } from 'ws';
import { z } from 'zod';
import { messageOf } from '#shared/kernel/app-error.ts';
import type { IpcRouter } from '../../ipc/router.ts';

const request = z.object({ id: z.int().nonnegative(), channel: z.string().max(120), args: z.unknown() });

/**
 * The contract over one page's WebSocket: `{id, channel, args}` → `{id, reply}`, and `{event, payload}` unasked.
 * A message that is none closes the socket with 1003: the page is ours, so it is either broken or not the page.
 */
export function attachPage(socket: WebSocket, router: IpcRouter, onRefused: (error: unknown) => void): void {
  const send = (message: unknown): void => {
    if (socket.readyState === socket.OPEN) socket.send(JSON.stringify(message));
  };
  const detach = router.onEvent((name, payload) => send({ event: name, payload }));
  socket.on('close', detach);
  socket.on('error', onRefused);
  socket.on('message', (data, isBinary) => {
    // What was on its way behind a message that was refused.
    if (socket.readyState !== socket.OPEN) return;
    let asked: z.infer<typeof request>;
    try {
      if (isBinary) throw new Error('binary message');
      asked = request.parse(JSON.parse((data as Buffer).toString('utf8')));
    } catch (error) {
      onRefused(error);
      socket.close(1003, 'not understood');
      return;
    }
    const { id, channel, args } = asked;
    router
      .call(channel, args)
      .then((reply) => send({ id, reply }))
      // An answer that JSON cannot carry is a bug of the host: the page is told, instead of waiting for ever.
      .catch((error: unknown) => {
        onRefused(error);
        send({
          id,
          reply: { ok: false, error: { code: 'internal', message: messageOf(error), params: { channel } } },
        });
      });
  });
}
