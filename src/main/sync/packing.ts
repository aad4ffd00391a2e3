import type { Transform } from 'node:stream';
import { constants, createGunzip, createZstdDecompress } from 'node:zlib';

/** A reply that needs more memory than this to be unpacked is none of ours: 2 to this power, bytes. */
const MOST_WINDOW = 23;

const UNPACKERS: Readonly<Record<string, (chunkSize: number) => Transform>> = {
  gzip: (chunkSize) => createGunzip({ chunkSize }),
  // A third of gzip's work on either side. Not in every build of Node.
  ...(process.versions['zstd'] !== undefined && {
    zstd: (chunkSize) =>
      createZstdDecompress({ chunkSize, params: { [constants.ZSTD_d_windowLogMax]: MOST_WINDOW } }),
  }),
};

/** For `accept-encoding`. */
export const ACCEPTED_ENCODINGS = Object.keys(UNPACKERS).join(', ');

/** undefined for an encoding that was not asked for. `chunkSize`: bytes that are unpacked at a time. */
export function createUnpacker(encoding: string, chunkSize: number): Transform | undefined {
  return Object.hasOwn(UNPACKERS, encoding) ? UNPACKERS[encoding]?.(chunkSize) : undefined;
}
