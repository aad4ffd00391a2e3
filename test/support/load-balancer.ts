import { connect, createServer } from 'node:net';
import type { Socket } from 'node:net';

export interface LoadBalancer {
  /** Where the desks go. */
  readonly url: string;
  /** How many connections went to each node, in the order the nodes were given. */
  readonly taken: readonly number[];
  stop(): Promise<void>;
}

/**
 * As simple as they come: a connection to the next node in turn, or to the one after where that does not listen.
 *
 * @param nodes addresses on this machine, `http://127.0.0.1:8080`
 */
export async function startLoadBalancer(nodes: readonly string[]): Promise<LoadBalancer> {
  const open = new Set<Socket>();
  const taken = nodes.map(() => 0);
  let turn = 0;
  const keep = (socket: Socket): void => {
    open.add(socket);
    socket.on('close', () => open.delete(socket));
  };

  const pass = (near: Socket, triesLeft: number): void => {
    const index = turn % nodes.length;
    turn += 1;
    const { hostname, port } = new URL(nodes[index] ?? '');
    const far = connect(Number(port), hostname);
    keep(far);
    const giveUp = (): void => {
      if (triesLeft > 1 && !near.destroyed) pass(near, triesLeft - 1);
      else near.destroy();
    };
    far.once('error', giveUp);
    far.once('connect', () => {
      taken[index] = (taken[index] ?? 0) + 1;
      far.off('error', giveUp);
      far.on('error', () => near.destroy());
      near.on('error', () => far.destroy());
      near.on('close', () => far.destroy());
      far.on('close', () => near.destroy());
      near.pipe(far).pipe(near);
    });
  };

  const server = createServer((near) => {
    keep(near);
    near.on('error', () => near.destroy());
    pass(near, nodes.length);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the load balancer has no port');
  return {
    url: `http://127.0.0.1:${address.port}`,
    taken,
    async stop() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      for (const socket of open) socket.destroy();
      await closed;
    },
  };
}
