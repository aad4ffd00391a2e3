import { existsSync } from 'node:fs';
import { chromium, type Browser } from 'playwright-core';
import { unpackBundledChromium } from './bundled-chromium.ts';

export interface ChromiumOptions {
  /** Further command line switches. */
  readonly args?: readonly string[];
  /** A window instead of headless; only with a browser of the machine's own (`RUFBLATT_CHROMIUM`). */
  readonly headed?: boolean;
}

interface Executable {
  readonly executablePath: string;
  readonly env: Readonly<Record<string, string>>;
}

/** Nothing but loopback resolves or connects: a test that reaches for the network fails at once. */
const loopbackOnly = '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1';

const switches: readonly string[] = [
  loopbackOnly,
  '--force-color-profile=srgb',
  '--font-render-hinting=none',
  '--disable-gpu',
  '--no-pings',
  '--disable-domain-reliability',
];

async function findExecutable(env: NodeJS.ProcessEnv): Promise<Executable> {
  const own = env['RUFBLATT_CHROMIUM'];
  if (own !== undefined && own !== '') {
    if (!existsSync(own)) throw new Error(`RUFBLATT_CHROMIUM points to ${own}, which does not exist`);
    return { executablePath: own, env: {} };
  }
  if (process.platform === 'linux' && process.arch === 'x64') {
    const bundled = await unpackBundledChromium();
    return { executablePath: bundled.executablePath, env: bundled.env };
  }
  throw new Error(
    `No Chromium for ${process.platform}/${process.arch} comes with the dev dependencies. ` +
      'Set RUFBLATT_CHROMIUM to the executable of an installed Chromium or Chrome.',
  );
}

/**
 * Starts the Chromium the tests run in: the one from npm on Linux x64 (no system package, no font needed),
 * elsewhere the executable named by `RUFBLATT_CHROMIUM`. It resolves no name but loopback.
 *
 * Chromium's own sandbox is off: it needs user namespaces or a setuid helper, which CI machines and root do
 * not have, and the pages are our own.
 * @throws with what to set when there is no browser for this platform
 */
export async function launchChromium(options: ChromiumOptions = {}): Promise<Browser> {
  const { executablePath, env } = await findExecutable(process.env);
  const inherited = Object.entries(process.env).filter(
    (pair): pair is [string, string] => pair[1] !== undefined,
  );
  return chromium.launch({
    executablePath,
    headless: options.headed !== true,
    chromiumSandbox: false,
    args: [...switches, ...(options.args ?? [])],
    env: { ...Object.fromEntries(inherited), ...env },
  });
}
