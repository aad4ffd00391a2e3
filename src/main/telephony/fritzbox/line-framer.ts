/** A line of the call monitor has some 80 bytes; what is longer than this is none. */
export const MAX_LINE_BYTES = 512;

export interface LineFramer {
  /** The lines that ended in this chunk, without their ends; an overlong one comes as undefined. */
  push(chunk: Uint8Array): readonly (string | undefined)[];
}

const LF = 0x0a;
const CR = 0x0d;
const strict = new TextDecoder('utf-8', { fatal: true });

/** Bytes in whatever chunks → lines. Holds MAX_LINE_BYTES at most, however long a line gets. */
export function createLineFramer(): LineFramer {
  let held: Buffer = Buffer.alloc(0);
  let isTooLong = false;

  function take(part: Buffer): void {
    if (isTooLong) return;
    isTooLong = held.length + part.length > MAX_LINE_BYTES;
    held = isTooLong ? Buffer.alloc(0) : Buffer.concat([held, part]);
  }

  function finish(): string | undefined {
    const line = isTooLong ? undefined : decode(held.at(-1) === CR ? held.subarray(0, -1) : held);
    held = Buffer.alloc(0);
    isTooLong = false;
    return line;
  }

  return {
    push(chunk) {
      const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
      const lines: (string | undefined)[] = [];
      let start = 0;
      for (let end = bytes.indexOf(LF); end !== -1; end = bytes.indexOf(LF, start)) {
        take(bytes.subarray(start, end));
        lines.push(finish());
        start = end + 1;
      }
      take(bytes.subarray(start));
      return lines;
    },
  };
}

/** Newer boxes write UTF-8, older ones Latin-1; a line that is not the one is the other. */
function decode(bytes: Buffer): string {
  try {
    return strict.decode(bytes);
  } catch {
    return bytes.toString('latin1');
  }
}
