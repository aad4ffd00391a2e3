import { AppError } from '#shared/kernel/app-error.ts';
import { send } from './exchange.ts';
import { readRetryAfter } from './retry-after.ts';

export interface Download {
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  /** From here to the end of a file of so many `bytes`. */
  readonly from: number;
  readonly bytes: number;
  readonly signal: AbortSignal;
  readonly ca: string | undefined;
  /** A line on which nothing comes for so long is given up. */
  readonly silenceMs: number;
}

/** An answer that is no part of the file; the caller knows how refusals look. */
export class BadAnswer extends Error {
  readonly status: number;
  readonly text: string;
  readonly retryAfterMs: number | undefined;

  constructor(status: number, text: string, retryAfterMs: number | undefined) {
    super(`HTTP ${status}`);
    this.status = status;
    this.text = text;
    this.retryAfterMs = retryAfterMs;
  }
}

const MAX_REFUSAL_BYTES = 64 * 1024;

/**
 * The bytes as they come, never more than there are to be.
 * @throws {BadAnswer}
 * @throws {AppError} `centre.bad-reply` for another part of the file; errors of the network as they come
 */
export async function* download(options: Download): AsyncGenerator<Uint8Array, void, undefined> {
  const { url, headers, from, bytes, ca, silenceMs } = options;
  const own = new AbortController();
  const signal = AbortSignal.any([options.signal, own.signal]);
  const silence = setTimeout(() => own.abort(new Error('nothing comes any more')), silenceMs);
  try {
    const range = `bytes=${from}-`;
    const response = await send(
      url,
      { method: 'GET', signal, headers: { ...headers, range }, ...(ca !== undefined && { ca }) },
      Buffer.alloc(0),
    );
    const status = response.statusCode ?? 0;
    const isPart = status === 206 && response.headers['content-range']?.startsWith(`bytes ${from}-`);
    const isWhole = status === 200 && from === 0;
    if (!isPart && !isWhole) {
      if (status >= 200 && status < 300) {
        response.destroy();
        throw new AppError('centre.bad-reply', `another part of the file than from ${from} on`);
      }
      let text = '';
      for await (const chunk of response) {
        text += String(chunk);
        if (text.length > MAX_REFUSAL_BYTES) break;
      }
      throw new BadAnswer(status, text, readRetryAfter(response.headers['retry-after']));
    }
    let left = bytes - from;
    for await (const chunk of response as AsyncIterable<Uint8Array>) {
      silence.refresh();
      left -= chunk.byteLength;
      if (left < 0) throw new AppError('centre.bad-reply', 'more than the file has');
      yield chunk;
    }
  } finally {
    clearTimeout(silence);
    own.abort();
  }
}
