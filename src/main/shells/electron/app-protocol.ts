import { readFile } from 'node:fs/promises';
import { extname, resolve, sep } from 'node:path';
import type { CustomScheme, Protocol } from 'electron';
import { appScheme, isAppUrl } from './app-origin.ts';
import { contentSecurityPolicy } from './content-security-policy.ts';

/** To be registered before the app is ready: a standard, secure origin, as https would be. */
export const appSchemePrivileges: CustomScheme = {
  scheme: appScheme,
  privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true, codeCache: true },
};

const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.mp3': 'audio/mpeg',
  '.ogg': 'audio/ogg',
  '.wav': 'audio/wav',
};

/**
 * The file below `root` that an `app://rufblatt/…` address means; `undefined` for another host, an address
 * that leaves `root` (also percent-encoded or with backslashes), a NUL byte, or a type we do not ship.
 */
export function resolveAppFile(root: string, address: string): { path: string; type: string } | undefined {
  if (!isAppUrl(address)) return undefined;
  let pathname: string;
  try {
    pathname = decodeURIComponent(new URL(address).pathname);
  } catch {
    return undefined;
  }
  if (pathname.includes('\0') || pathname.includes('\\')) return undefined;
  const base = resolve(root);
  const path = resolve(base, pathname === '/' ? 'index.html' : `.${pathname}`);
  if (!path.startsWith(base + sep)) return undefined;
  const type = contentTypes[extname(path)];
  return type === undefined ? undefined : { path, type };
}

const refusal = (status: number): Response => new Response(null, { status, headers: securityHeaders });

const securityHeaders = {
  'content-security-policy': contentSecurityPolicy,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
};

/** Answers one request for a file of the built renderer; 404 tells nothing about what lies outside of it. */
export async function serveAppFile(root: string, request: Request): Promise<Response> {
  if (request.method !== 'GET' && request.method !== 'HEAD') return refusal(405);
  const file = resolveAppFile(root, request.url);
  if (file === undefined) return refusal(404);
  const body = await readFile(file.path).catch(() => undefined);
  if (body === undefined) return refusal(404);
  return new Response(request.method === 'HEAD' ? null : new Uint8Array(body), {
    headers: { ...securityHeaders, 'content-type': file.type },
  });
}

/** Serves the built renderer under `app://rufblatt/`. The app must be ready. */
export function serveApp(protocol: Pick<Protocol, 'handle'>, root: string): void {
  protocol.handle(appScheme, (request) => serveAppFile(root, request));
}
