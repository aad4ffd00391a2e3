import { inflateRawSync } from 'node:zlib';
import { AppError } from '#shared/kernel/app-error.ts';
import { MAX_UNPACKED_BYTES, MAX_ZIP_ENTRIES } from '#shared/features/imports/read/limits.ts';

const END = 0x06054b50;
const ENTRY = 0x02014b50;
const LOCAL = 0x04034b50;
const END_BYTES = 22;
const LONGEST_COMMENT = 0xffff;

/**
 * Unpacks an archive once into nothing, so that none that unfolds into more than a machine can hold is ever handed to
 * a reader: what the directory says of sizes is only believed as an upper bound.
 *
 * @throws AppError `import.zip-bomb`, `import.bad-excel`
 */
export function checkArchive(bytes: Uint8Array, most = MAX_UNPACKED_BYTES): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    walk(bytes, view, most);
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw new AppError('import.bad-excel', 'a damaged archive', {}, { cause: error });
  }
}

function walk(bytes: Uint8Array, view: DataView, most: number): void {
  const end = findEnd(view);
  const count = view.getUint16(end + 10, true);
  if (count > MAX_ZIP_ENTRIES) throw bomb(most);
  let at = view.getUint32(end + 16, true);
  let left = most;
  for (let i = 0; i < count; i++) {
    if (view.getUint32(at, true) !== ENTRY) throw new Error('no entry in the directory');
    const method = view.getUint16(at + 10, true);
    const packed = view.getUint32(at + 20, true);
    const local = view.getUint32(at + 42, true);
    left -= unpackedBytes(bytes, view, { local, packed, method, most: left });
    if (left < 0) throw bomb(most);
    at += 46 + view.getUint16(at + 28, true) + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
}

function unpackedBytes(
  bytes: Uint8Array,
  view: DataView,
  { local, packed, method, most }: { local: number; packed: number; method: number; most: number },
): number {
  if (view.getUint32(local, true) !== LOCAL) throw new Error('no entry where the directory says');
  const from = local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true);
  if (from + packed > bytes.length) throw new Error('an entry beyond the end');
  if (method === 0) return packed;
  if (method !== 8) throw new Error('an unknown way of packing');
  if (packed === 0) return 0;
  try {
    return inflateRawSync(bytes.subarray(from, from + packed), { maxOutputLength: Math.max(1, most) }).length;
  } catch (error) {
    if (error instanceof RangeError) throw bomb(most);
    throw error;
  }
}

function findEnd(view: DataView): number {
  const least = Math.max(0, view.byteLength - END_BYTES - LONGEST_COMMENT);
  for (let at = view.byteLength - END_BYTES; at >= least; at--)
    if (view.getUint32(at, true) === END) return at;
  throw new Error('no directory');
}

const bomb = (most: number): AppError =>
  new AppError('import.zip-bomb', `unpacks into more than ${most} bytes`, { mb: Math.round(most / 2 ** 20) });
