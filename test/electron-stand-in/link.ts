/** One end of a process's IPC channel: `process` in the child, the `ChildProcess` in the parent. */
export interface Port {
  send(message: unknown): void;
  onMessage(listener: (message: unknown) => void): void;
}

/** An interface whose every method takes one value and answers with a promise. */
export type Remote<T> = {
  readonly [K in keyof T]: T[K] extends (args: infer A) => infer R ? (args: A) => Promise<Awaited<R>> : never;
};

type Message =
  | { readonly kind: 'call'; readonly id: number; readonly name: string; readonly args: unknown }
  | { readonly kind: 'reply'; readonly id: number; readonly value?: unknown; readonly error?: string }
  /** Last words: tells the sender that everything before is out. */
  | { readonly kind: 'leaving' };

/**
 * Joins two processes: calls on the result run in the other one, calls from there run in `local`. Arguments and
 * results are cloned. A call that fails there rejects here with its message; so does every call still open when
 * the returned `close` says why the other side is gone.
 */
export function connect<T extends object>(
  port: Port,
  local: object,
): { remote: Remote<T>; close(reason: string): void } {
  const waiting = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();
  let closed: string | undefined;
  let last = 0;

  const answer = async (id: number, name: string, args: unknown): Promise<void> => {
    let reply: Message;
    try {
      const target = (local as Record<string, unknown>)[name];
      if (typeof target !== 'function') throw new Error(`no such call: ${name}`);
      reply = { kind: 'reply', id, value: await (target.call(local, args) as unknown) };
    } catch (error) {
      reply = { kind: 'reply', id, error: error instanceof Error ? error.message : String(error) };
    }
    if (closed === undefined) port.send(reply);
  };

  port.onMessage((raw) => {
    const message = raw as Message;
    if (message.kind === 'call') {
      void answer(message.id, message.name, message.args);
      return;
    }
    if (message.kind !== 'reply') return;
    const caller = waiting.get(message.id);
    waiting.delete(message.id);
    if (message.error !== undefined) caller?.reject(new Error(message.error));
    else caller?.resolve(message.value);
  });

  const call = (name: string, args: unknown): Promise<unknown> =>
    new Promise((resolve, reject) => {
      if (closed !== undefined) {
        reject(new Error(closed));
        return;
      }
      waiting.set(++last, { resolve, reject });
      port.send({ kind: 'call', id: last, name, args } satisfies Message);
    });

  return {
    remote: new Proxy({} as Remote<T>, {
      get: (_target, name) =>
        typeof name === 'string' && name !== 'then' ? (args: unknown) => call(name, args) : undefined,
    }),
    close(reason) {
      closed = reason;
      for (const caller of waiting.values()) caller.reject(new Error(reason));
      waiting.clear();
    },
  };
}
