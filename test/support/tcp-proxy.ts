import { createServer, connect } from 'node:net';
import type { Socket } from 'node:net';
import { Transform } from 'node:stream';

/** A line to a server that can be cut and joined again, as when somebody pulls the cable. */
export interface TcpProxy {
  /** Its own address, in place of the server's. */
  readonly url: string;
  /** Drops what is connected and refuses what comes. */
  cut(): void;
  join(): void;
  /** While true, what the server answers is lost on the way: the request has been carried out, and nobody knows. */
  loseAnswers(lost: boolean): void;
  /** How long each piece of an answer takes on its way, ms. */
  delayAnswers(ms: number): void;
  /**
   * How late, ms, whatever is sent over connections that are made from now on comes a second time, over another
   * connection; nobody sees what is answered there. undefined: not at all.
   */
  repeatRequests(lateMs: number | undefined): void;
  /** Answers to what came a second time, in pieces. */
  repeated(): number;
  stop(): Promise<void>;
}

/** @param target address of the server on this machine, e.g. `http://127.0.0.1:8080` */
export async function startTcpProxy(target: string): Promise<TcpProxy> {
  const { protocol, hostname, port } = new URL(target);
  const open = new Set<Socket>();
  let isCut = false;
  let isLossy = false;
  let delayMs = 0;
  let lateMs: number | undefined;
  let repeats = 0;

  const answers = (): Transform =>
    new Transform({
      transform(chunk, _encoding, done) {
        if (isLossy) done();
        else if (delayMs === 0) done(null, chunk);
        else setTimeout(() => done(null, chunk), delayMs);
      },
    });
  const keep = (socket: Socket): void => {
    open.add(socket);
    socket.on('close', () => open.delete(socket));
  };
  const drop = (): void => {
    for (const socket of open) socket.resetAndDestroy();
  };
  const repeat = (near: Socket, byMs: number): void => {
    const twin = connect(Number(port), hostname);
    keep(twin);
    twin.on('error', () => twin.destroy());
    twin.on('data', () => void repeats++);
    near.on('data', (chunk: Buffer) => void setTimeout(() => twin.writable && twin.write(chunk), byMs));
    near.on('close', () => void setTimeout(() => twin.resetAndDestroy(), byMs));
  };
  const server = createServer((near) => {
    if (isCut) {
      near.resetAndDestroy();
      return;
    }
    const far = connect(Number(port), hostname);
    keep(near);
    keep(far);
    // Whichever end breaks takes the other one with it; that is all there is to say of it.
    near.on('error', () => far.destroy());
    far.on('error', () => near.destroy());
    if (lateMs !== undefined) repeat(near, lateMs);
    near.pipe(far).pipe(answers()).pipe(near);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the proxy has no port');

  return {
    url: `${protocol}//127.0.0.1:${address.port}`,
    cut() {
      isCut = true;
      drop();
    },
    join() {
      isCut = false;
    },
    loseAnswers(lost) {
      isLossy = lost;
    },
    delayAnswers(ms) {
      delayMs = ms;
    },
    repeatRequests(ms) {
      lateMs = ms;
    },
    repeated: () => repeats,
    async stop() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      drop();
      await closed;
    },
  };
}
