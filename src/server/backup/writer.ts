import { createHash } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { createSealer, headerSchema, MAGIC, newCipher } from './format.ts';
import type { FrameKind } from './format.ts';
import { syncFolder } from '../sync-folder.ts';

export interface BackupWriter {
  write(kind: FrameKind, payload: Buffer): Promise<void>;
  /** Writes the last frame, has everything on the disk, and only then gives the file its name. Bytes written. */
  finish(): Promise<number>;
  /** Leaves nothing behind. */
  abandon(): Promise<void>;
}

export interface WriterOptions {
  readonly file: string;
  readonly createdAt: number;
  readonly passphrase: string | undefined;
}

/** Writes beside the file, as `<file>.part`. Readable for its owner alone. */
export async function createBackupWriter({
  file,
  createdAt,
  passphrase,
}: WriterOptions): Promise<BackupWriter> {
  const part = `${file}.part`;
  // One left by a backup that was killed is nobody's.
  await rm(part, { force: true });
  const handle = await open(part, 'wx', 0o600);
  const digest = createHash('sha256');
  let bytes = 0;
  const put = async (data: Buffer): Promise<void> => {
    digest.update(data);
    bytes += data.length;
    for (let at = 0; at < data.length;) at += (await handle.write(data, at)).bytesWritten;
  };
  const abandon = async (): Promise<void> => {
    await handle.close().catch(() => undefined);
    await rm(part, { force: true });
  };
  try {
    const header = headerSchema.parse({
      createdAt: new Date(createdAt).toISOString(),
      cipher: passphrase ? newCipher() : null,
    });
    const headerBytes = Buffer.from(`${MAGIC}${JSON.stringify(header)}\n`);
    const sealer = await createSealer(header, headerBytes, passphrase);
    await put(headerBytes);
    const write = async (kind: FrameKind, payload: Buffer): Promise<void> => {
      const body = sealer.seal(Buffer.concat([Buffer.from(kind, 'latin1'), payload]));
      const length = Buffer.alloc(4);
      length.writeUInt32BE(body.length);
      await put(Buffer.concat([length, body]));
    };
    return {
      write,
      abandon,
      async finish() {
        await write('Z', digest.copy().digest());
        await handle.sync();
        await handle.close();
        await rename(part, file);
        await syncFolder(dirname(file));
        return bytes;
      },
    };
  } catch (error) {
    await abandon();
    throw error;
  }
}
