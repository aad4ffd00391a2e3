import { X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { AppError, messageOf } from '#shared/kernel/app-error.ts';

const CERTIFICATE = /-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g;

/**
 * Reads the certificates a centre's own must come from. PEM.
 *
 * @throws {AppError} `options.bad` {file} where there is none, or one that is broken: nobody else is believed instead
 */
export async function readAuthorities(file: string): Promise<string> {
  try {
    const found = (await readFile(file, 'utf8')).match(CERTIFICATE) ?? [];
    if (found.length === 0) throw new Error('no certificate (PEM) in it');
    return found.map((pem) => new X509Certificate(pem).toString().trim()).join('\n');
  } catch (error) {
    throw new AppError(
      'options.bad',
      `${file} cannot be used for --centre-ca: ${messageOf(error)}`,
      { file },
      { cause: error },
    );
  }
}
