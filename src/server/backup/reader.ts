import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import type { z } from 'zod';
import { AppError, messageOf } from '#shared/kernel/app-error.ts';
import {
  createSealer,
  damaged,
  headerSchema,
  incomplete,
  MAGIC,
  manifestSchema,
  MAX_FRAME,
  MAX_HEADER,
  tableSchema,
} from './format.ts';
import type { Frame, FrameKind, Manifest, TableHead } from './format.ts';

const unzip = promisify(gunzip);
/** A chunk of rows unfolded; more is no backup of ours. */
const MAX_CHUNK = 64 * 1024 * 1024;
const KINDS: ReadonlySet<string> = new Set(['T', 'D', 'M', 'Z'] satisfies FrameKind[]);

export type BackupPart =
  | { readonly kind: 'table'; readonly table: TableHead }
  | { readonly kind: 'rows'; readonly chunk: Buffer }
  | { readonly kind: 'manifest'; readonly manifest: Manifest };

/**
 * The parts of a backup in their order; the manifest is the last one.
 *
 * @throws AppError `backup.unreadable`, `backup.foreign`, `backup.incomplete`, `backup.damaged`,
 *   `backup.passphrase-missing`
 */
export async function* readBackup(file: string, passphrase: string | undefined): AsyncGenerator<BackupPart> {
  let hasManifest = false;
  for await (const { kind, payload } of readFrames(file, passphrase)) {
    if (hasManifest && kind !== 'Z') throw damaged('something follows its manifest');
    if (kind === 'T') yield { kind: 'table', table: parse(tableSchema, payload) };
    if (kind === 'D') yield { kind: 'rows', chunk: await unfold(payload) };
    if (kind !== 'M') continue;
    hasManifest = true;
    yield { kind: 'manifest', manifest: parse(manifestSchema, payload) };
  }
  if (!hasManifest) throw damaged('it has no manifest');
}

async function* readFrames(file: string, passphrase: string | undefined): AsyncGenerator<Frame> {
  const handle = await open(file, 'r').catch((error: unknown) => {
    throw new AppError(
      'backup.unreadable',
      `${file} cannot be read: ${messageOf(error)}`,
      {},
      { cause: error },
    );
  });
  try {
    const digest = createHash('sha256');
    const headerBytes = await readHeader(handle);
    digest.update(headerBytes);
    const header = parse(headerSchema, headerBytes.subarray(MAGIC.length));
    const sealer = await createSealer(header, headerBytes, passphrase);
    for (let at = headerBytes.length; ;) {
      const before = digest.copy().digest();
      const length = await readExactly(handle, at, 4);
      const size = length.readUInt32BE();
      if (size === 0 || size > MAX_FRAME) throw damaged('a frame of an impossible length');
      const body = await readExactly(handle, at + 4, size);
      at += 4 + size;
      digest.update(length).update(body);
      const frame = toFrame(sealer.open(body));
      if (frame.kind === 'Z') {
        if (!frame.payload.equals(before)) throw damaged('its checksum is another one');
        if ((await handle.read(Buffer.alloc(1), 0, 1, at)).bytesRead > 0)
          throw damaged('something follows its end');
        return;
      }
      yield frame;
    }
  } finally {
    await handle.close();
  }
}

async function readHeader(handle: FileHandle): Promise<Buffer> {
  const start = Buffer.alloc(MAX_HEADER);
  const { bytesRead } = await handle.read(start, 0, MAX_HEADER, 0);
  const seen = start.subarray(0, bytesRead);
  const magic = Buffer.from(MAGIC);
  if (!seen.subarray(0, magic.length).equals(magic)) {
    if (magic.subarray(0, seen.length).equals(seen)) throw incomplete();
    throw new AppError('backup.foreign', 'this is no backup of a centre, or one of a newer version');
  }
  const end = seen.indexOf('\n', magic.length);
  if (end === -1) throw bytesRead < MAX_HEADER ? incomplete() : damaged('its header has no end');
  return seen.subarray(0, end + 1);
}

async function readExactly(handle: FileHandle, position: number, length: number): Promise<Buffer> {
  const bytes = Buffer.alloc(length);
  for (let read = 0; read < length;) {
    const { bytesRead } = await handle.read(bytes, read, length - read, position + read);
    if (bytesRead === 0) throw incomplete();
    read += bytesRead;
  }
  return bytes;
}

function toFrame(body: Buffer): Frame {
  const kind = body.subarray(0, 1).toString('latin1');
  if (!KINDS.has(kind)) throw damaged('a frame of an unknown kind');
  return { kind: kind as FrameKind, payload: body.subarray(1) };
}

async function unfold(payload: Buffer): Promise<Buffer> {
  try {
    return await unzip(payload, { maxOutputLength: MAX_CHUNK });
  } catch (error) {
    throw damaged('rows that cannot be unpacked', error);
  }
}

function parse<T>(schema: z.ZodType<T>, bytes: Buffer): T {
  try {
    return schema.parse(JSON.parse(bytes.toString('utf8')));
  } catch (error) {
    throw damaged('a part of it is not understood', error);
  }
}
