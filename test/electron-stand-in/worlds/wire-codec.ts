/**
 * Text form of what structured clone carries, for the binding between page and test, which takes strings only.
 * Dates, maps, sets, typed arrays, bigints, undefined and errors survive; functions and symbols throw, as they do
 * in Electron's IPC. Self-contained: its source text also runs inside the preload's world.
 */
export function wireCodec() {
  const refuse = (what: string): never => {
    throw new Error(`An object could not be cloned. (${what})`);
  };

  const toBase64 = (bytes: Uint8Array): string => {
    let text = '';
    for (const byte of bytes) text += String.fromCharCode(byte);
    return btoa(text);
  };
  const fromBase64 = (text: string): Uint8Array<ArrayBuffer> =>
    Uint8Array.from(atob(text), (character) => character.charCodeAt(0));

  const pack = (value: unknown, above: readonly object[]): unknown => {
    if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
    if (value === undefined) return { u: 1 };
    if (typeof value === 'number') {
      return Number.isFinite(value) && !Object.is(value, -0)
        ? value
        : { n: Object.is(value, -0) ? '-0' : String(value) };
    }
    if (typeof value === 'bigint') return { i: String(value) };
    if (typeof value !== 'object') return refuse(typeof value);
    if (above.includes(value)) return refuse('the stand-in does not carry cycles');
    const path = [...above, value];
    const inner = (item: unknown): unknown => pack(item, path);
    if (Array.isArray(value)) return { a: value.map(inner) };
    if (value instanceof Date) return { d: value.getTime() };
    if (value instanceof Map) return { m: [...value].map(([key, item]) => [inner(key), inner(item)]) };
    if (value instanceof Set) return { s: [...value].map(inner) };
    if (value instanceof ArrayBuffer) return { b: toBase64(new Uint8Array(value)), t: 'ArrayBuffer' };
    if (value instanceof Uint8Array) return { b: toBase64(value), t: 'Uint8Array' };
    if (value instanceof Error) return { e: [value.name, value.message] };
    const tag = Object.prototype.toString.call(value);
    if (tag !== '[object Object]') return refuse(`the stand-in does not carry ${tag}`);
    return { o: Object.entries(value).map(([key, item]) => [key, inner(item)]) };
  };

  type Packed = Readonly<Record<string, unknown>>;
  const unpack = (packed: unknown): unknown => {
    if (packed === null || typeof packed !== 'object') return packed;
    const [tag, data] = Object.entries(packed as Packed)[0] as [string, never];
    const pairs = (list: readonly (readonly [unknown, unknown])[]) =>
      list.map(([key, item]) => [unpack(key), unpack(item)] as const);
    switch (tag) {
      case 'u':
        return undefined;
      case 'n':
        return Number(data);
      case 'i':
        return BigInt(data);
      case 'd':
        // JSON has no NaN: an invalid date comes as null.
        return new Date(data ?? Number.NaN);
      case 'a':
        return (data as unknown[]).map(unpack);
      case 'm':
        return new Map(pairs(data));
      case 's':
        return new Set((data as unknown[]).map(unpack));
      case 'b': {
        const bytes = fromBase64(data);
        return (packed as Packed)['t'] === 'ArrayBuffer' ? bytes.buffer : bytes;
      }
      case 'e': {
        const [name, message] = data as [string, string];
        return Object.assign(new Error(message), { name });
      }
      case 'o':
        return Object.fromEntries(pairs(data) as [string, unknown][]);
      default:
        throw new Error(`unknown wire tag ${tag}`);
    }
  };

  return {
    encode: (value: unknown): string => JSON.stringify(pack(value, [])),
    decode: (text: string): unknown => unpack(JSON.parse(text)),
  };
}
