import { createCipheriv, createDecipheriv, createHash, randomBytes, scrypt } from 'node:crypto';
import { promisify } from 'node:util';
import { z } from 'zod';
import { AppError } from '#shared/kernel/app-error.ts';

/**
 * A backup file:
 *
 * ```
 * RUFBLATT BACKUP 1\n
 * {"createdAt":…,"cipher":null}\n                      header, never encrypted
 * u32 length, body                                     frames; body = kind (1 byte), payload
 *   T {"name":…,"columns":[…]}    a table begins
 *   D gzip(COPY text)             its rows
 *   M manifest                    what was written, table by table
 *   Z sha256 of all bytes before this frame; the last one
 * ```
 * Encrypted, a body is AES-256-GCM under a key made of the passphrase (scrypt, a salt of its own a file), the frame's
 * number as nonce, the header's digest as associated data, and the tag behind it. A file without its `Z` frame is half
 * a backup and is refused, and so is one of which a byte has changed.
 */
export const MAGIC = 'RUFBLATT BACKUP 1\n';
export const MAX_FRAME = 16 * 1024 * 1024;
export const MAX_HEADER = 4096;

export type FrameKind = 'T' | 'D' | 'M' | 'Z';
export interface Frame {
  readonly kind: FrameKind;
  readonly payload: Buffer;
}

const count = z.int().nonnegative();
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
/** What reaches SQL as an identifier. */
const identifier = z.string().regex(/^[a-z_][a-z0-9_]{0,62}$/);

export const headerSchema = z.object({
  createdAt: z.iso.datetime(),
  cipher: z
    .object({ name: z.literal('aes-256-gcm'), salt: z.base64(), logN: z.int().min(15).max(18) })
    .nullable(),
});
export type Header = z.infer<typeof headerSchema>;

export const tableSchema = z.object({ name: identifier, columns: z.array(identifier).min(1) });
export type TableHead = z.infer<typeof tableSchema>;

export const manifestSchema = z.object({
  migrations: z.array(z.object({ id: z.string(), sha256 })).min(1),
  tables: z.array(tableSchema.extend({ rows: count, bytes: count, sha256 })),
  /** Where each tenant's log stood. */
  tenants: z.array(z.object({ tenantId: z.uuid(), epoch: z.string(), ver: count })),
});
export type Manifest = z.infer<typeof manifestSchema>;

export const damaged = (why: string, cause?: unknown): AppError =>
  new AppError('backup.damaged', `the backup cannot be used: ${why}`, {}, { cause });

export const incomplete = (): AppError =>
  new AppError(
    'backup.incomplete',
    'the backup is incomplete: it was never finished, or its end was cut off',
  );

/** Seals and opens the bodies of one file, in their order. */
export interface Sealer {
  seal(body: Buffer): Buffer;
  /** Throws AppError `backup.damaged`. */
  open(body: Buffer): Buffer;
}

const TAG = 16;
const LOG_N = 17;

export function newCipher(): NonNullable<Header['cipher']> {
  return { name: 'aes-256-gcm', salt: randomBytes(16).toString('base64'), logN: LOG_N };
}

/** Throws AppError `backup.passphrase-missing` for an encrypted file without one. */
export async function createSealer(
  header: Header,
  headerBytes: Buffer,
  passphrase: string | undefined,
): Promise<Sealer> {
  const { cipher } = header;
  if (cipher === null) return { seal: (body) => body, open: (body) => body };
  if (!passphrase)
    throw new AppError('backup.passphrase-missing', 'the backup is encrypted: give --passphrase-file');
  const key = await deriveKey(passphrase, Buffer.from(cipher.salt, 'base64'), cipher.logN);
  const associated = createHash('sha256').update(headerBytes).digest();
  let frame = 0;
  const nonce = (): Buffer => {
    const bytes = Buffer.alloc(12);
    bytes.writeUInt32BE(frame, 8);
    frame += 1;
    return bytes;
  };
  return {
    seal(body) {
      const seal = createCipheriv('aes-256-gcm', key, nonce()).setAAD(associated);
      return Buffer.concat([seal.update(body), seal.final(), seal.getAuthTag()]);
    },
    open(body) {
      try {
        const opener = createDecipheriv('aes-256-gcm', key, nonce(), { authTagLength: TAG }).setAAD(
          associated,
        );
        opener.setAuthTag(body.subarray(-TAG));
        return Buffer.concat([opener.update(body.subarray(0, -TAG)), opener.final()]);
      } catch (error) {
        throw damaged('the passphrase is another one, or the file was changed', error);
      }
    },
  };
}

function deriveKey(passphrase: string, salt: Buffer, logN: number): Promise<Buffer> {
  const N = 2 ** logN;
  const derive = promisify<string, Buffer, number, { N: number; maxmem: number }, Buffer>(scrypt);
  // scrypt takes 128 · N · r bytes, r = 8.
  return derive(passphrase.normalize('NFC'), salt, 32, { N, maxmem: 2048 * N });
}
