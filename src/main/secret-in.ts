import { readFile } from 'node:fs/promises';
import { AppError, messageOf } from '#shared/kernel/app-error.ts';

/** The secret that is all there is in the file. @throws {AppError} `options.bad` {file} */
export async function secretIn(file: string): Promise<string> {
  try {
    return (await readFile(file, 'utf8')).trim();
  } catch (error) {
    throw new AppError(
      'options.bad',
      `${file} cannot be read: ${messageOf(error)}`,
      { file },
      { cause: error },
    );
  }
}
