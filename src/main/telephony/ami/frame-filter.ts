import { admit } from './frame-rules.ts';

export interface FrameLimits {
  /** Bytes of one line; a longer one is dropped, the frame goes on without it. */
  readonly line: number;
  /** Lines of one frame; a longer frame is dropped whole. */
  readonly lines: number;
  /** Bytes of one frame; likewise. */
  readonly frame: number;
}

export const defaultLimits: FrameLimits = { line: 8_192, lines: 400, frame: 65_536 };

/** The first line is not Asterisk's. */
export class NotAPbxError extends Error {
  override readonly name = 'NotAPbxError';
}

export interface FrameFilter {
  /**
   * Raw bytes of the PBX → the frames they complete, cleaned, as text. Memory stays below the limits whatever comes.
   * @throws {NotAPbxError} when the greeting is not one.
   */
  push(chunk: Uint8Array): string;
  /** Whether the greeting was seen. */
  readonly greeted: boolean;
  /** Lines and frames left out for their size, for the health panel. */
  readonly dropped: number;
}

const greeting = 'Asterisk Call Manager';
const newline = 0x0a;
const carriageReturn = 0x0d;
const none: Buffer = Buffer.alloc(0);

export function createFrameFilter(limits: FrameLimits = defaultLimits): FrameFilter {
  let greeted = false;
  let dropped = 0;

  let partial = none;
  let lineTooLong = false;

  let lines: string[] = [];
  let frameBytes = 0;
  let frameTooBig = false;

  function endFrame(): string {
    const frame = frameTooBig ? undefined : admit(lines);
    if (frameTooBig) dropped += 1;
    lines = [];
    frameBytes = 0;
    frameTooBig = false;
    return frame ?? '';
  }

  function endLine(bytes: Buffer): string {
    const tooLong = lineTooLong;
    lineTooLong = false;
    const text = tooLong
      ? ''
      : bytes.toString('utf8', 0, bytes.at(-1) === carriageReturn ? bytes.length - 1 : bytes.length);
    if (!greeted) {
      if (!text.startsWith(greeting))
        throw new NotAPbxError('the first line is not that of an Asterisk manager port');
      greeted = true;
      return '';
    }
    if (tooLong) {
      dropped += 1;
      return '';
    }
    if (text === '') return endFrame();
    frameBytes += bytes.length;
    if (lines.length >= limits.lines || frameBytes > limits.frame) {
      frameTooBig = true;
      lines = [];
    }
    if (!frameTooBig) lines.push(text);
    return '';
  }

  function keep(rest: Buffer): void {
    if (lineTooLong || rest.length === 0) return;
    if (partial.length + rest.length > limits.line) {
      lineTooLong = true;
      partial = none;
    } else {
      partial = partial.length === 0 ? rest : Buffer.concat([partial, rest]);
    }
  }

  return {
    get greeted() {
      return greeted;
    },
    get dropped() {
      return dropped;
    },
    push(chunk) {
      const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
      let out = '';
      let from = 0;
      for (let end = bytes.indexOf(newline); end >= 0; end = bytes.indexOf(newline, from)) {
        keep(bytes.subarray(from, end));
        const line = partial;
        partial = none;
        out += endLine(line);
        from = end + 1;
      }
      // A copy: a view would keep the whole chunk in memory.
      keep(Buffer.from(bytes.subarray(from)));
      if (!greeted && (lineTooLong || partial.length > 256))
        throw new NotAPbxError('no greeting of an Asterisk manager port');
      return out;
    },
  };
}
