import { guessMapping, headerSignature } from '#shared/features/imports/mapping.ts';
import type { Encoding } from '#shared/features/imports/read/encoding.ts';
import { MAX_FILE_BYTES } from '#shared/features/imports/read/limits.ts';
import { AppError } from '#shared/kernel/app-error.ts';
import { JOB, JOB_AND_ROWS } from './job-work.ts';
import type { JobWork } from './job-work.ts';
import type { ReadHead, ReadRow } from './read-file.ts';
import type { FileReader } from './read-in-worker.ts';
import { appendRows, insertJob, jobById, nextRows, patchJob, rememberedMapping } from './store.ts';

const SAMPLE = 50;

export interface FileChoice {
  readonly fileName: string;
  readonly bytes: number;
  readonly encoding: Encoding | 'auto';
}

export type ReaderOf = (options: Pick<FileChoice, 'bytes' | 'encoding'>) => FileReader;

interface Upload {
  readonly id: string;
  readonly reader: FileReader;
  received: number;
  readonly bytes: number;
}

/** The one file that is on its way from the window, piece by piece. */
export class FileUpload {
  readonly #work: JobWork;
  readonly #reader: ReaderOf;
  #upload: Upload | undefined;

  constructor(work: JobWork, reader: ReaderOf) {
    this.#work = work;
    this.#reader = reader;
  }

  isOf(id: string): boolean {
    return this.#upload?.id === id;
  }

  begin({ fileName, bytes, encoding }: FileChoice): { readonly id: string } {
    if (bytes > MAX_FILE_BYTES) {
      const params = { mb: Math.ceil(bytes / 2 ** 20), most: MAX_FILE_BYTES / 2 ** 20 };
      throw new AppError('import.too-large', `a file of ${bytes} bytes`, params);
    }
    if (bytes === 0) throw new AppError('import.empty', 'nothing is in the file');
    this.#work.assertIdle();
    // Whoever began another file has left this one: a window that was closed tells nobody.
    if (this.#upload) {
      this.#work.fail(this.#upload.id, new AppError('import.interrupted', 'another file was begun'));
      this.drop();
    }
    const { host } = this.#work;
    const id = host.newId();
    const { userId } = host.session();
    host.local(JOB, (db) => insertJob(db, { id, userId, fileName, at: host.clock.now() }));
    this.#upload = { id, reader: this.#reader({ bytes, encoding }), received: 0, bytes };
    return { id };
  }

  piece(id: string, piece: Uint8Array): void {
    const upload = this.#uploading(id);
    upload.received += piece.length;
    if (upload.received > upload.bytes) {
      this.drop();
      const error = new AppError('import.unreadable', 'more bytes than were announced');
      this.#work.fail(id, error);
      throw error;
    }
    upload.reader.piece(piece);
  }

  /** All pieces are here; what reads them. */
  end(id: string): FileReader {
    const upload = this.#uploading(id);
    if (upload.received < upload.bytes) throw new AppError('import.unreadable', 'bytes are missing');
    this.#upload = undefined;
    return upload.reader;
  }

  drop(): void {
    this.#upload?.reader.close();
    this.#upload = undefined;
  }

  #uploading(id: string): Upload {
    if (this.#upload?.id !== id) throw new AppError('import.gone', `no file ${id} is on its way`);
    return this.#upload;
  }
}

/** Keeps the rows of the file as they are read, and what its columns are taken for. */
export async function readRows(
  work: JobWork,
  id: string,
  reader: FileReader,
  signal: AbortSignal,
): Promise<void> {
  const { host } = work;
  let count = 0;
  const take = (part: ReadHead | readonly ReadRow[]): void => {
    if (signal.aborted) throw new AppError('import.stopped', 'stopped');
    if ('format' in part) {
      const { format, encoding, delimiter, headers } = part;
      work.patch(id, { format, encoding, delimiter, headers: JSON.stringify(headers) });
      return;
    }
    host.local(JOB, (db) => {
      appendRows(db, id, count, part);
      count += part.length;
      patchJob(db, id, { rows: count, done: count });
    });
  };
  const abort = (): void => reader.close();
  signal.addEventListener('abort', abort);
  try {
    await reader.read(take);
  } finally {
    signal.removeEventListener('abort', abort);
    reader.close();
  }
  guess(work, id);
}

function guess(work: JobWork, id: string): void {
  const { host } = work;
  const job = jobById(host.db, id);
  if (!job) return;
  const headers = JSON.parse(job.headers) as readonly string[];
  const remembered = rememberedMapping(host.db, headerSignature(headers));
  const sample = nextRows(host.db, id, -1, SAMPLE).map(({ cells }) => JSON.parse(cells) as readonly string[]);
  const mapping = remembered ?? guessMapping(headers, sample, work.target().fields);
  host.local(JOB_AND_ROWS, (db) =>
    patchJob(db, id, {
      state: 'read',
      mapping: JSON.stringify(mapping),
      remembered: remembered ? 1 : 0,
      done: 0,
    }),
  );
}
