import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, sep } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isAppUrl } from './app-origin.ts';
import { resolveAppFile, serveAppFile } from './app-protocol.ts';

const root = join(sep, 'srv', 'renderer');

describe('resolveAppFile', () => {
  it.each([
    ['app://rufblatt/', join(root, 'index.html')],
    ['app://rufblatt/index.html#/pop', join(root, 'index.html')],
    ['app://rufblatt/assets/a%20b.js?v=1', join(root, 'assets', 'a b.js')],
    ['app://rufblatt/a/../index.html', join(root, 'index.html')],
  ])('%s', (address, path) => {
    expect(resolveAppFile(root, address)?.path).toBe(path);
  });

  it.each([
    'app://rufblatt/..%2f..%2fetc%2fpasswd.js',
    'app://rufblatt/%2e%2e%2fmain/index.js',
    'app://rufblatt/..%5c..%5cmain.js',
    'app://rufblatt/%00.js',
    'app://rufblatt/%',
    'app://rufblatt/..%2frenderer-other/index.js',
    'app://rufblatt/source.ts',
    'app://other/index.html',
    'app://user@rufblatt/index.html',
    'https://rufblatt/index.html',
    'not an address',
  ])('refuses %s', (address) => {
    expect(resolveAppFile(root, address)).toBeUndefined();
  });

  it('never leaves the folder, however the path is spelt', () => {
    const piece = fc.constantFrom(
      '..',
      '.',
      '%2e%2e',
      '%2f',
      '/',
      '%5c',
      '\\',
      'a',
      '%00',
      '%252e',
      'x.js',
      '//',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const file = resolveAppFile(root, `app://rufblatt/${pieces.join('')}.js`);
        expect(file === undefined || file.path.startsWith(root + sep)).toBe(true);
      }),
    );
  });
});

describe('serveAppFile', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'rufblatt-renderer-'));
    await mkdir(join(folder, 'assets.js'));
    await writeFile(join(folder, 'index.html'), '<p>Größe');
  });
  afterAll(() => rm(folder, { recursive: true }));

  it('serves a file with its type and the content security policy', async () => {
    const response = await serveAppFile(folder, new Request('app://rufblatt/'));
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(response.headers.get('content-security-policy')).toContain(
      "default-src 'none'; script-src 'self'",
    );
    expect(await response.text()).toBe('<p>Größe');
  });

  it.each([
    ['POST', 'app://rufblatt/', 405],
    ['GET', 'app://rufblatt/none.js', 404],
    ['GET', 'app://rufblatt/assets.js', 404],
    ['HEAD', 'app://rufblatt/', 200],
  ])('%s %s is %i without a body', async (method, url, status) => {
    const response = await serveAppFile(folder, new Request(url, { method }));
    expect(response.status).toBe(status);
    expect(await response.text()).toBe('');
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
  });
});

describe('isAppUrl', () => {
  it.each(['app://rufblatt/', 'app://rufblatt/index.html#/pop'])('%s is ours', (url) =>
    expect(isAppUrl(url)).toBe(true),
  );

  it.each([
    'app://rufblatt.evil/',
    'app://evil/rufblatt',
    'https://rufblatt/',
    'app:rufblatt',
    'data:text/html,app://rufblatt/',
    'about:blank',
    '',
  ])('%j is not', (url) => expect(isAppUrl(url)).toBe(false));
});
