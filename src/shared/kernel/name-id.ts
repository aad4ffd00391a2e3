/**
 * UUIDv5 (RFC 9562): the same id for the same name, wherever it is made. Two desks that have not heard of each other
 * so write one row where they mean one thing.
 *
 * A name of few possible values (a telephone number) can be guessed from its id: where the row goes, the id must be
 * as dispensable as the row.
 */
export function nameId(name: string): string {
  const bytes = sha1([...NAMESPACE, ...utf8(name)]).slice(0, 16);
  bytes[6] = 0x50 | ((bytes[6] ?? 0) & 0x0f);
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f);
  const hex = bytes.map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** Rufblatt's own: 9f0c3a52-7d1e-4b86-8c55-2e64d1b7a903. Never to change: ids on desks and in the centre rest on it. */
const NAMESPACE = [
  0x9f, 0x0c, 0x3a, 0x52, 0x7d, 0x1e, 0x4b, 0x86, 0x8c, 0x55, 0x2e, 0x64, 0xd1, 0xb7, 0xa9, 0x03,
] as const;

/** Half a surrogate pair becomes the replacement character, as TextEncoder has it. */
function utf8(text: string): readonly number[] {
  const escaped = encodeURIComponent(text.replace(/\p{Surrogate}/gu, '\ufffd'));
  return [...escaped.matchAll(/%([0-9A-F]{2})|(.)/g)].map(([, hex, sign]) =>
    hex === undefined ? (sign ?? '').charCodeAt(0) : Number.parseInt(hex, 16),
  );
}

/** FIPS 180-4. Here because this layer runs where there is no crypto module; it tells names apart, it guards nothing. */
function sha1(message: readonly number[]): number[] {
  let [a, b, c, d, e] = [0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0];
  const data = padded(message);
  for (let start = 0; start < data.length; start += 64) {
    const words = schedule(data, start);
    const before = [a, b, c, d, e] as const;
    words.forEach((word, t) => {
      const next = (rotl(a, 5) + round(t, b, c, d) + e + word) | 0;
      [a, b, c, d, e] = [next, a, rotl(b, 30), c, d];
    });
    [a, b, c, d, e] = [
      (a + before[0]) | 0,
      (b + before[1]) | 0,
      (c + before[2]) | 0,
      (d + before[3]) | 0,
      (e + before[4]) | 0,
    ];
  }
  return [a, b, c, d, e].flatMap(bigEndian);
}

function padded(message: readonly number[]): readonly number[] {
  const zeros = (119 - (message.length % 64)) % 64;
  const bits = message.length * 8;
  const length = [...bigEndian(Math.floor(bits / 2 ** 32)), ...bigEndian(bits)];
  return [...message, 0x80, ...Array.from({ length: zeros }, () => 0), ...length];
}

function schedule(data: readonly number[], start: number): readonly number[] {
  const words: number[] = [];
  const byte = (at: number): number => data[start + at] ?? 0;
  for (let t = 0; t < 16; t++) {
    words.push((byte(4 * t) << 24) | (byte(4 * t + 1) << 16) | (byte(4 * t + 2) << 8) | byte(4 * t + 3));
  }
  const word = (t: number): number => words[t] ?? 0;
  for (let t = 16; t < 80; t++) words.push(rotl(word(t - 3) ^ word(t - 8) ^ word(t - 14) ^ word(t - 16), 1));
  return words;
}

function round(t: number, b: number, c: number, d: number): number {
  if (t < 20) return ((b & c) | (~b & d)) + 0x5a827999;
  if (t < 40) return (b ^ c ^ d) + 0x6ed9eba1;
  if (t < 60) return ((b & c) | (b & d) | (c & d)) + 0x8f1bbcdc;
  return (b ^ c ^ d) + 0xca62c1d6;
}

const rotl = (word: number, by: number): number => (word << by) | (word >>> (32 - by));
const bigEndian = (word: number): readonly number[] => [24, 16, 8, 0].map((shift) => (word >>> shift) & 0xff);
