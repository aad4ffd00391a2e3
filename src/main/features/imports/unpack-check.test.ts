import { deflateRawSync } from 'node:zlib';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AppError } from '#shared/kernel/app-error.ts';
import { MAX_UNPACKED_BYTES, MAX_ZIP_ENTRIES } from '#shared/features/imports/read/limits.ts';
import { checkArchive } from './unpack-check.ts';

interface Entry {
  readonly name: string;
  readonly packed: Uint8Array;
  /** What the directory says it unpacks into; nobody need be honest about that. */
  readonly claims: number;
}

/** An archive as `.xlsx` files are, with what the directory says of each entry. */
function archiveOf(entries: readonly Entry[]): Uint8Array {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const { name, packed, claims } of entries) {
    const local = Buffer.alloc(30 + name.length);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(8, 8);
    local.writeUInt32LE(packed.length, 18);
    local.writeUInt32LE(claims, 22);
    local.writeUInt16LE(name.length, 26);
    local.write(name, 30);
    const entry = Buffer.alloc(46 + name.length);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(8, 10);
    entry.writeUInt32LE(packed.length, 20);
    entry.writeUInt32LE(claims, 24);
    entry.writeUInt16LE(name.length, 28);
    entry.writeUInt32LE(at, 42);
    entry.write(name, 46);
    locals.push(local, Buffer.from(packed));
    directory.push(entry);
    at += local.length + packed.length;
  }
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(Buffer.concat(directory).length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...locals, ...directory, end]);
}

const zeros = (bytes: number): Uint8Array => deflateRawSync(Buffer.alloc(bytes));
const sheet = (bytes: number, claims = bytes): Entry => ({
  ...{ name: 'xl/worksheets/sheet1.xml', packed: zeros(bytes), claims },
});
const codeOf = (work: () => void): string => {
  try {
    work();
    return 'good';
  } catch (error) {
    if (error instanceof AppError) return error.code;
    throw error;
  }
};

describe('an archive', () => {
  it('that unpacks into what fits is good, to the byte', () => {
    expect(codeOf(() => checkArchive(archiveOf([sheet(50_000), sheet(50_000)]), 100_000))).toBe('good');
    expect(codeOf(() => checkArchive(archiveOf([sheet(50_000), sheet(50_001)]), 100_000))).toBe(
      'import.zip-bomb',
    );
  });

  it('is believed nothing it claims', () => {
    const small = archiveOf([sheet(5_000_000, 10)]);
    expect(small.length).toBeLessThan(10_000);
    expect(codeOf(() => checkArchive(small, 1_000_000))).toBe('import.zip-bomb');
    expect(codeOf(() => checkArchive(archiveOf([sheet(10, 4_000_000_000)]), 1_000_000))).toBe('good');
  });

  it('of many entries that are little each is one all the same, and so is one of too many', () => {
    const many = Array.from({ length: 200 }, () => sheet(10_000));
    expect(codeOf(() => checkArchive(archiveOf(many), 1_000_000))).toBe('import.zip-bomb');
    const packed = zeros(0);
    const empty = Array.from({ length: MAX_ZIP_ENTRIES + 1 }, (_, i) => ({
      name: `${i}`,
      packed,
      claims: 0,
    }));
    expect(codeOf(() => checkArchive(archiveOf(empty)))).toBe('import.zip-bomb');
  });

  it('tells how much would have been too much', () => {
    expect(() => checkArchive(archiveOf([sheet(3 * 2 ** 20)]), 2 ** 20)).toThrow(
      expect.objectContaining({ params: { mb: 1 } }),
    );
    expect(MAX_UNPACKED_BYTES).toBeLessThanOrEqual(2 ** 30);
  });

  it('that is damaged, cut off or nothing of the kind is refused with the same error', () => {
    const whole = archiveOf([sheet(1_000), sheet(1_000)]);
    fc.assert(
      fc.property(
        fc.oneof(
          fc.uint8Array({ maxLength: 200 }),
          fc.integer({ min: 0, max: whole.length - 1 }).map((length) => whole.subarray(0, length)),
          fc
            .tuple(fc.nat(whole.length - 1), fc.integer({ min: 1, max: 255 }))
            .map(([at, by]) => whole.map((byte, i) => (i === at ? byte ^ by : byte))),
        ),
        (bytes) => {
          expect(['good', 'import.bad-excel', 'import.zip-bomb']).toContain(
            codeOf(() => checkArchive(bytes, 10_000)),
          );
        },
      ),
    );
  });
});
