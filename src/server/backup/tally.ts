import { createHash } from 'node:crypto';

/** Counts a table's rows while they pass. In COPY's text format a line feed ends a row and is nowhere else. */
export class Tally {
  readonly #digest = createHash('sha256');
  rows = 0;
  bytes = 0;

  add(chunk: Buffer): void {
    this.#digest.update(chunk);
    this.bytes += chunk.length;
    for (let at = chunk.indexOf(LINE_FEED); at !== -1; at = chunk.indexOf(LINE_FEED, at + 1)) this.rows += 1;
  }

  /** Ends it. */
  result(): { readonly rows: number; readonly bytes: number; readonly sha256: string } {
    return { rows: this.rows, bytes: this.bytes, sha256: this.#digest.digest('hex') };
  }
}

const LINE_FEED = 0x0a;

/** How far a long work has got, rows of all tables. */
export type OnProgress = (done: number, total: number) => void;
