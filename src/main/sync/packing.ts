import type { Transform } from 'node:stream';
import { constants, createGunzip, createZstdDecompress, gunzipSync, zstdDecompressSync } from 'node:zlib';
import { AppError, messageOf } from '#shared/kernel/app-error.ts';

/** A reply as it came. */
export interface Packed {
  /** In memory of its own. */
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** One of {@link ACCEPTED_ENCODINGS}; empty: not packed. */
  readonly encoding: string;
}

interface Unpacker {
  readonly piecemeal: (chunkSize: number) => Transform;
  readonly atOnce: (bytes: Uint8Array, maxOutputLength: number) => Uint8Array;
}

/** A reply that needs more memory than this to be unpacked is none of ours: 2 to this power, bytes. */
const ZSTD = { params: { [constants.ZSTD_d_windowLogMax]: 23 } };

const UNPACKERS: Readonly<Record<string, Unpacker>> = {
  gzip: {
    piecemeal: (chunkSize) => createGunzip({ chunkSize }),
    atOnce: (bytes, maxOutputLength) => gunzipSync(bytes, { maxOutputLength }),
  },
  // A third of gzip's work on either side. Not in every build of Node.
  ...(process.versions['zstd'] !== undefined && {
    zstd: {
      piecemeal: (chunkSize) => createZstdDecompress({ ...ZSTD, chunkSize }),
      atOnce: (bytes, maxOutputLength) => zstdDecompressSync(bytes, { ...ZSTD, maxOutputLength }),
    },
  }),
};

/** For `accept-encoding`. */
export const ACCEPTED_ENCODINGS = Object.keys(UNPACKERS).join(', ');

/** Rows in JSON become four times as much, and twelve times where they are much alike. */
const UNFOLDS = 12;

/** So many bytes that came packed are when they are unpacked, by experience and at most. */
export const unfolded = (packedBytes: number): number => packedBytes * UNFOLDS;

/** Bytes it has when it is unpacked, as {@link unfolded}. */
export const plainLength = ({ bytes, encoding }: Packed): number =>
  encoding === '' ? bytes.byteLength : unfolded(bytes.byteLength);

/** As {@link Packed} names it. */
export const knownEncoding = (encoding = ''): string => (Object.hasOwn(UNPACKERS, encoding) ? encoding : '');

/** undefined for what is not packed, or in no way that was asked for. `chunkSize`: bytes that are unpacked at a time. */
export const createUnpacker = (encoding: string | undefined, chunkSize: number): Transform | undefined =>
  UNPACKERS[knownEncoding(encoding)]?.piecemeal(chunkSize);

/** Blocks the thread. @throws {AppError} `centre.bad-reply` for other bytes, and for more than so many */
export function unpackNow({ bytes, encoding }: Packed, maxBytes: number): Uint8Array {
  try {
    return UNPACKERS[encoding]?.atOnce(bytes, maxBytes) ?? bytes;
  } catch (error) {
    throw new AppError(
      'centre.bad-reply',
      `a reply in ${encoding}: ${messageOf(error)}`,
      {},
      { cause: error },
    );
  }
}
