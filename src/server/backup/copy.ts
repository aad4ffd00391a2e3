import { once } from 'node:events';
import type { Writable } from 'node:stream';
import type { Client, Submittable } from 'pg';

/** What the driver hands to a query of one's own; its types name only a part of it. */
interface Wire {
  readonly stream: Writable & { pause(): void; resume(): void };
  query(text: string): void;
  sendCopyFromChunk(chunk: Buffer): void;
  endCopyFrom(): void;
  sendCopyFail(message: string): void;
}

/** Read ahead of a slow disk, at most. */
const HIGH_WATER = 4 * 1024 * 1024;
const CHUNK = 256 * 1024;

/** The driver calls the `handle…` methods; see "Frontend/Backend Protocol", COPY Operations, in PostgreSQL's documentation. */
class CopyOut {
  readonly #sql: string;
  #wire: Wire | undefined;
  #waiting: Buffer[] = [];
  #bytes = 0;
  #hasEnded = false;
  #failure: Error | undefined;
  #wake: () => void = () => undefined;

  constructor(sql: string) {
    this.#sql = sql;
  }

  submit(connection: unknown): void {
    this.#wire = connection as Wire;
    this.#wire.query(this.#sql);
  }

  handleCopyData({ chunk }: { readonly chunk: Buffer }): void {
    // The driver uses its buffer again.
    this.#waiting.push(Buffer.from(chunk));
    this.#bytes += chunk.length;
    if (this.#bytes > HIGH_WATER) this.#wire?.stream.pause();
    if (this.#bytes >= CHUNK) this.#wake();
  }

  handleCommandComplete(): void {}

  handleReadyForQuery(): void {
    this.#hasEnded = true;
    this.#wake();
  }

  handleError(error: Error): void {
    this.#failure ??= error;
    this.#hasEnded = true;
    this.#wake();
  }

  async *chunks(): AsyncGenerator<Buffer> {
    try {
      for (;;) {
        if (this.#bytes < CHUNK && !this.#hasEnded)
          await new Promise<void>((resolve) => (this.#wake = resolve));
        if (this.#failure) throw this.#failure;
        if (this.#bytes > 0) yield this.#take();
        else if (this.#hasEnded) return;
      }
    } finally {
      // Whoever stops reading half-way has no use for the connection any more.
      if (!this.#hasEnded) this.#wire?.stream.destroy();
    }
  }

  #take(): Buffer {
    const chunk = Buffer.concat(this.#waiting);
    this.#waiting = [];
    this.#bytes = 0;
    this.#wire?.stream.resume();
    return chunk;
  }
}

class CopyIn {
  readonly #sql: string;
  readonly started = Promise.withResolvers<Wire>();
  readonly ended = Promise.withResolvers<void>();
  #wire: Wire | undefined;
  #failure: Error | undefined;

  constructor(sql: string) {
    this.#sql = sql;
    // Awaited in their turn; a rejection in between must not count as unhandled.
    this.started.promise.catch(() => undefined);
    this.ended.promise.catch(() => undefined);
  }

  submit(connection: unknown): void {
    this.#wire = connection as Wire;
    this.#wire.query(this.#sql);
  }

  handleCopyInResponse(): void {
    if (this.#wire) this.started.resolve(this.#wire);
  }

  handleCommandComplete(): void {}

  handleReadyForQuery(): void {
    if (!this.#failure) this.ended.resolve();
  }

  handleError(error: Error): void {
    this.#failure = error;
    this.started.reject(error);
    this.ended.reject(error);
  }

  get hasFailed(): boolean {
    return this.#failure !== undefined;
  }
}

/** Text format. @param sql `COPY … TO STDOUT` */
export function copyOut(client: Client, sql: string): AsyncGenerator<Buffer> {
  const copy = new CopyOut(sql);
  client.query(copy as Submittable);
  return copy.chunks();
}

/**
 * Text format; a fault of the source comes to nothing at the server as well.
 *
 * @param sql `COPY … FROM STDIN`
 */
export async function copyIn(client: Client, sql: string, source: AsyncIterable<Buffer>): Promise<void> {
  const copy = new CopyIn(sql);
  client.query(copy as Submittable);
  const wire = await copy.started.promise;
  try {
    for await (const chunk of source) {
      if (copy.hasFailed) break;
      wire.sendCopyFromChunk(chunk);
      if (wire.stream.writableNeedDrain) await Promise.race([once(wire.stream, 'drain'), copy.ended.promise]);
    }
  } catch (error) {
    wire.sendCopyFail('the source failed');
    await copy.ended.promise.catch(() => undefined);
    throw error;
  }
  wire.endCopyFrom();
  await copy.ended.promise;
}
