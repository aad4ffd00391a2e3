import Fastify from 'fastify';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createHandedFiles, disposition, registerFiles } from './handed-files.ts';

const file = (name: string) => ({ name, mediaType: 'application/pdf', bytes: Buffer.from(`in ${name}`) });

describe('a file for the page', () => {
  it('is fetched once, as something to be saved, in which nothing runs', async () => {
    const files = createHandedFiles();
    const app = Fastify();
    registerFiles(app, files);
    const address = files.offer(file('Größe "1".pdf'));
    const answer = await app.inject(address);
    expect(answer.statusCode).toBe(200);
    expect(answer.body).toBe('in Größe "1".pdf');
    expect(answer.headers).toMatchObject({
      'content-type': 'application/pdf',
      'content-disposition':
        'attachment; filename="Gr__e _1_.pdf"; filename*=UTF-8\'\'Gr%C3%B6%C3%9Fe%20%221%22.pdf',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
      'cache-control': 'no-store',
    });
    expect((await app.inject(address)).statusCode).toBe(404);
    expect((await app.inject('/files/unknown')).statusCode).toBe(404);
    await app.close();
  });

  it('that nobody fetches makes room for later ones', () => {
    const files = createHandedFiles();
    const [first = '', ...others] = Array.from({ length: 5 }, (_, n) => files.offer(file(`${n}.pdf`)));
    const take = (address: string) => files.take(address.slice('/files/'.length))?.name;
    expect(take(first)).toBeUndefined();
    expect(others.map(take)).toEqual(['1.pdf', '2.pdf', '3.pdf', '4.pdf']);
  });

  it('never breaks out of its header, whatever it is called', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 100 }), (name) => {
        expect(disposition(name)).toMatch(/^attachment; filename="[\w.() -]*"; filename\*=UTF-8''[\w.%~-]*$/);
      }),
    );
  });
});
