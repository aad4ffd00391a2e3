import { MAX_REPLY_BYTES } from '#main/sync/centre-client.ts';

/** What arrives of a body in place of it. */
export interface Damaged {
  readonly what: string;
  readonly chunks: Iterable<Uint8Array>;
}

/** Cut off anywhere, come twice in one, or without an end: none of it is a reply. */
export function damageBody(body: Buffer, random: () => number): Damaged {
  const kind = random();
  if (kind < 0.6) {
    const end = Math.floor(random() * body.length);
    return { what: 'half a reply', chunks: [body.subarray(0, end)] };
  }
  if (kind < 0.9) return { what: 'a reply twice', chunks: [body, body] };
  return { what: 'a reply too long', chunks: tooLong(body) };
}

const BLANKS = Buffer.alloc(1024 * 1024, ' ');

/** JSON ends where it ends, whatever blanks follow: only its size tells. */
function* tooLong(body: Buffer): Iterable<Uint8Array> {
  yield body;
  for (let bytes = 0; bytes <= MAX_REPLY_BYTES; bytes += BLANKS.length) yield BLANKS;
}
