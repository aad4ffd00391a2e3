import { randomBytes } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import type { HandedFile } from '../shell.ts';

export const FILES_PATH = '/files';
/** Of those that nobody has fetched: a page that was closed never will. */
const MOST = 4;

export interface HandedFiles {
  /** Where the page finds it, once. */
  offer(file: HandedFile): string;
  take(token: string): HandedFile | undefined;
}

/** Files that wait to be fetched by the page they were asked for in; nothing of them is on the disk. */
export function createHandedFiles(): HandedFiles {
  const waiting = new Map<string, HandedFile>();
  return {
    offer(file) {
      const [oldest] = waiting.keys();
      if (waiting.size >= MOST && oldest !== undefined) waiting.delete(oldest);
      const token = randomBytes(16).toString('hex');
      waiting.set(token, file);
      return `${FILES_PATH}/${token}`;
    },
    take(token) {
      const file = waiting.get(token);
      waiting.delete(token);
      return file;
    },
  };
}

/** Behind the session's cookie. Whatever is in it, the browser saves it: it shows and runs nothing of it here. */
export function registerFiles(app: FastifyInstance, files: HandedFiles): void {
  app.get<{ Params: { token: string } }>(`${FILES_PATH}/:token`, (request, reply) => {
    const file = files.take(request.params.token);
    if (!file) return reply.code(404).type('text/plain').send('no such file, or it was fetched already');
    return reply
      .headers({
        'content-type': file.mediaType,
        'content-length': file.bytes.byteLength,
        'content-disposition': disposition(file.name),
        'content-security-policy': "default-src 'none'; sandbox",
        'x-content-type-options': 'nosniff',
        'cache-control': 'no-store',
      })
      .send(Buffer.from(file.bytes));
  });
}

/** RFC 6266: a name in ASCII for old readers, and the whole one. */
export function disposition(name: string): string {
  const ascii = name.replaceAll(/[^\w.() -]/g, '_');
  // What encodeURIComponent leaves and RFC 8187 does not allow.
  const whole = encodeURIComponent(name).replaceAll(
    /['()*!]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${ascii}"; filename*=UTF-8''${whole}`;
}
