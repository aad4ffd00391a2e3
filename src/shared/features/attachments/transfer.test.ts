import fc from 'fast-check';
import { expect, it } from 'vitest';
import { MAX_FILE_BYTES } from './model.ts';
import { CHUNK_BODY_BYTES, CHUNK_BYTES, chunkLength, chunkRequest, chunksOf } from './transfer.ts';

it('cuts every file into chunks that are the file again, none of them empty', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: MAX_FILE_BYTES }), (bytes) => {
      const lengths = Array.from({ length: chunksOf(bytes) }, (_, no) => chunkLength(bytes, no));
      expect(lengths.reduce((sum, length) => sum + length, 0)).toBe(bytes);
      expect(lengths.every((length) => length > 0 && length <= CHUNK_BYTES)).toBe(true);
      expect(lengths.slice(0, -1).every((length) => length === CHUNK_BYTES)).toBe(true);
      expect(chunkLength(bytes, chunksOf(bytes))).toBe(0);
    }),
  );
});

it('takes a full chunk and no more in one request', () => {
  const request = (length: number) => ({
    ...{ id: '018f0000-0000-7000-8000-000000000001', sha256: 'a'.repeat(64), no: 0 },
    base64: Buffer.alloc(length).toString('base64'),
  });
  expect(chunkRequest.safeParse(request(CHUNK_BYTES)).success).toBe(true);
  expect(JSON.stringify(request(CHUNK_BYTES)).length).toBeLessThanOrEqual(CHUNK_BODY_BYTES);
  expect(chunkRequest.safeParse(request(CHUNK_BYTES + 3)).success).toBe(false);
});

it('refuses whatever is no such request', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(chunkRequest.safeParse(value).success).toBe(false);
    }),
  );
});
