/**
 * What Electron's contextBridge does between the page and the preload: plain values are copied, functions and
 * promises become proxies that call across. The two worlds share a document, so they talk by synchronous events
 * whose names nobody else knows; Blink clones an event's detail from world to world.
 *
 * The same code runs on both sides. Self-contained: its source text is what runs.
 */
export function contextBridge(secret: string, side: 'page' | 'preload') {
  const [inbox, outbox] =
    side === 'page' ? [`${secret}:page`, `${secret}:preload`] : [`${secret}:preload`, `${secret}:page`];
  const functionKey = `${secret}:function`;
  const promiseKey = `${secret}:promise`;

  type Message =
    | { readonly call: number; readonly seq: number; readonly args: readonly unknown[] }
    | { readonly reply: number; readonly value?: unknown; readonly error?: string }
    | { readonly settle: number; readonly value?: unknown; readonly error?: string }
    | { readonly expose: string; readonly value: unknown };

  const functions = new Map<number, (...args: unknown[]) => unknown>();
  const promises = new Map<number, { resolve(value: unknown): void; reject(error: unknown): void }>();
  const replies = new Map<number, { readonly value?: unknown; readonly error?: string }>();
  let last = 0;

  const post = (message: Message): void => {
    dispatchEvent(new CustomEvent(outbox, { detail: message }));
  };
  const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

  const isPlain = (value: object): boolean => Object.prototype.toString.call(value) === '[object Object]';

  const pack = (value: unknown): unknown => {
    if (typeof value === 'function') {
      functions.set(++last, value as (...args: unknown[]) => unknown);
      return { [functionKey]: last };
    }
    if (typeof value === 'symbol') throw new Error('An object could not be cloned. (symbol)');
    if (typeof value !== 'object' || value === null) return value;
    if (value instanceof Promise) {
      const id = ++last;
      value.then(
        (result: unknown) => post({ settle: id, value: pack(result) }),
        (error: unknown) => post({ settle: id, error: messageOf(error) }),
      );
      return { [promiseKey]: id };
    }
    if (Array.isArray(value)) return value.map(pack);
    if (isPlain(value))
      return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, pack(item)]));
    return value;
  };

  const unpack = (value: unknown): unknown => {
    if (typeof value !== 'object' || value === null) return value;
    if (Array.isArray(value)) return value.map(unpack);
    if (!isPlain(value)) return value;
    const record = value as Record<string, unknown>;
    const called = record[functionKey];
    if (typeof called === 'number') return (...args: unknown[]) => callAcross(called, args);
    const awaited = record[promiseKey];
    if (typeof awaited === 'number') {
      return new Promise((resolve, reject) => promises.set(awaited, { resolve, reject }));
    }
    return Object.fromEntries(Object.entries(record).map(([key, item]) => [key, unpack(item)]));
  };

  const callAcross = (target: number, args: readonly unknown[]): unknown => {
    const seq = ++last;
    post({ call: target, seq, args: args.map(pack) });
    const reply = replies.get(seq);
    replies.delete(seq);
    if (reply === undefined) throw new Error('An object could not be cloned.');
    if (reply.error !== undefined) throw new Error(reply.error);
    return unpack(reply.value);
  };

  const freeze = (value: unknown): unknown => {
    if (typeof value !== 'object' || value === null) return value;
    Object.values(value).forEach(freeze);
    return Object.freeze(value);
  };

  addEventListener(inbox, (event) => {
    const message = (event as CustomEvent<Message | null>).detail;
    if (message === null) return;
    if ('call' in message) {
      try {
        const target = functions.get(message.call);
        if (target === undefined) throw new Error('the other side is gone');
        post({ reply: message.seq, value: pack(target(...message.args.map(unpack))) });
      } catch (error) {
        post({ reply: message.seq, error: messageOf(error) });
      }
    } else if ('reply' in message) {
      replies.set(message.reply, message);
    } else if ('settle' in message) {
      const promise = promises.get(message.settle);
      promises.delete(message.settle);
      if (message.error !== undefined) promise?.reject(new Error(message.error));
      else promise?.resolve(unpack(message.value));
    } else {
      Object.defineProperty(globalThis, message.expose, {
        value: freeze(unpack(message.value)),
        enumerable: true,
      });
    }
  });

  return {
    exposeInMainWorld(name: string, api: unknown): void {
      post({ expose: name, value: pack(api) });
    },
  };
}
