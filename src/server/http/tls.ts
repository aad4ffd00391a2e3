import { readFile } from 'node:fs/promises';
import type { Server } from 'node:http';
import { createSecureContext, Server as TlsServer } from 'node:tls';
import { AppError, messageOf } from '#shared/kernel/app-error.ts';
import type { TlsFiles } from '#server/flags.ts';

export interface TlsMaterial {
  readonly cert: Buffer;
  readonly key: Buffer;
}

/** Throws AppError `tls.bad` for files that cannot be read, are no PEM, or do not belong together. */
export async function readTls({ certFile, keyFile }: TlsFiles): Promise<TlsMaterial> {
  const [cert, key] = await Promise.all([readPem(certFile), readPem(keyFile)]);
  try {
    createSecureContext({ cert, key });
  } catch (error) {
    throw new AppError(
      'tls.bad',
      `${certFile} and ${keyFile} are no certificate and its key: ${messageOf(error)}`,
      {},
      { cause: error },
    );
  }
  return { cert, key };
}

async function readPem(file: string): Promise<Buffer> {
  try {
    return await readFile(file);
  } catch (error) {
    throw new AppError('tls.bad', `${file} cannot be read: ${messageOf(error)}`, {}, { cause: error });
  }
}

/** New connections get the new certificate; those that are open stay. */
export function replaceTls(server: Server, material: TlsMaterial): void {
  if (server instanceof TlsServer) server.setSecureContext(material);
}
