/** A peer that does not speak SIP, or sends more than a SIP message may have here. */
export class SipFramingError extends Error {
  override readonly name = 'SipFramingError';
}

/** Bytes. A dialog document of 32 calls takes some 16 kB. */
export const framingBounds = { head: 32 * 1024, body: 96 * 1024 } as const;

export interface SipFramer {
  /**
   * The messages that are complete with this chunk, in order. Keep-alives (lone CRLFs) are passed over.
   * @throws SipFramingError; nothing may be pushed afterwards
   */
  push(chunk: Buffer): readonly string[];
}

const HEAD_END = Buffer.from('\r\n\r\n');
const CR = 0x0d;
const LF = 0x0a;

/** Cuts a stream into SIP messages by Content-Length (RFC 3261, 18.3); holds back at most one message. */
export function createSipFramer(): SipFramer {
  let held: Buffer = Buffer.alloc(0);
  /** Bytes of `held` known to hold no end of the head: never searched twice. */
  let searched = 0;
  /** Length of the whole message, once its head is there. */
  let wanted: number | undefined;

  return {
    push(chunk) {
      held = held.length === 0 ? chunk : Buffer.concat([held, chunk]);
      const messages: string[] = [];
      for (;;) {
        if (wanted === undefined) {
          const skipped = leadingBlankLines(held);
          held = held.subarray(skipped);
          if (skipped > 0) searched = 0;
          const end = held.indexOf(HEAD_END, Math.max(0, searched - HEAD_END.length));
          if (end > framingBounds.head || (end === -1 && held.length > framingBounds.head))
            throw new SipFramingError('the head of a message is too long');
          if (end === -1) {
            searched = held.length;
            return messages;
          }
          const headLength = end + HEAD_END.length;
          wanted = headLength + contentLength(held.toString('latin1', 0, headLength));
        }
        if (held.length < wanted) return messages;
        messages.push(held.toString('utf8', 0, wanted));
        held = held.subarray(wanted);
        wanted = undefined;
        searched = 0;
      }
    },
  };
}

function leadingBlankLines(bytes: Buffer): number {
  let at = 0;
  while (bytes[at] === CR && bytes[at + 1] === LF) at += 2;
  return at;
}

/** On a stream every message must tell its length, once. */
function contentLength(head: string): number {
  const found = [...head.matchAll(/\r\n(?:content-length|l)[ \t]*:[ \t]*([^\r\n]*)/gi)].map(
    ([, value = '']) => value.trim(),
  );
  const [value = ''] = found;
  if (new Set(found).size !== 1 || !/^\d{1,9}$/.test(value))
    throw new SipFramingError('no length of the message');
  const length = Number(value);
  if (length > framingBounds.body) throw new SipFramingError('the body of a message is too long');
  return length;
}
