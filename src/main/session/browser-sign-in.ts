import { createHash, randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import type { Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  browserFinishRequest,
  browserPaths,
  browserStartReply,
  browserStartRequest,
  providerReply,
} from '#shared/auth/browser-protocol.ts';
import { messageOf } from '#shared/kernel/app-error.ts';
import { loginReply } from '#shared/sync/protocol.ts';
import type { Log } from '../host/host.ts';
import type { CentreAddress, CentreClient } from '../sync/centre-client.ts';
import type { SessionService } from './session-service.ts';

const LOOPBACK = '127.0.0.1';
const RETURN_PATH = '/signed-in';
/** Somebody has to find a password and a phone meanwhile. */
const PATIENCE_MS = 10 * 60_000;

export interface BrowserSignInDeps {
  readonly client: (address: CentreAddress) => CentreClient;
  readonly session: Pick<SessionService, 'enter'>;
  readonly device: string;
  /** The system's browser; absent where the page opens the address itself. */
  readonly openAddress?: ((address: string) => void) | undefined;
  /** The session is there: bring the app to the front. */
  readonly onSignedIn: (centre: string) => void;
  readonly log: Log;
}

export interface BrowserSignIn {
  provider(centre: string, tenant: string): Promise<{ readonly name: string | null }>;
  /** A second start ends the one before. @returns the address for the person's browser */
  begin(centre: string, tenant: string): Promise<{ readonly address: string }>;
  stop(): void;
}

interface Attempt {
  readonly centre: string;
  readonly tenant: string;
  readonly verifier: string;
}

/** The desk's end of signing in with another house's account (src/shared/auth/browser-protocol.ts). */
export function createBrowserSignIn(deps: BrowserSignInDeps): BrowserSignIn {
  const { client, session, device, openAddress, onSignedIn, log } = deps;
  let listening: Server | undefined;
  let patience: NodeJS.Timeout | undefined;

  function close(): void {
    clearTimeout(patience);
    listening?.close();
    listening?.closeIdleConnections();
    listening = undefined;
  }

  async function listen(attempt: Attempt): Promise<number> {
    close();
    const server = createServer((request, response) => {
      const url = new URL(request.url ?? '/', `http://${LOOPBACK}`);
      const isOwn = request.headers.host === `${LOOPBACK}:${(server.address() as AddressInfo).port}`;
      if (request.method !== 'GET' || url.pathname !== RETURN_PATH || !isOwn)
        return void response.writeHead(404).end();
      void redeem(attempt, url.searchParams.get('code') ?? '', response);
    });
    listening = server;
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(0, LOOPBACK, resolve);
    });
    patience = setTimeout(close, PATIENCE_MS);
    return (server.address() as AddressInfo).port;
  }

  async function redeem(
    { centre, tenant, verifier }: Attempt,
    code: string,
    response: ServerResponse,
  ): Promise<void> {
    try {
      const body = browserFinishRequest.parse({ tenant, code, verifier });
      await session.enter(centre, await client({ url: centre }).post(browserPaths.finish, body, loginReply));
      answer(response, 200, SIGNED_IN);
      close();
      onSignedIn(centre);
    } catch (error) {
      log.warn('a sign-in by the browser failed', { error: messageOf(error) });
      answer(response, 400, FAILED);
    }
  }

  return {
    async begin(centre, tenant) {
      const verifier = randomBytes(32).toString('base64url');
      const challenge = createHash('sha256').update(verifier).digest('base64url');
      const port = await listen({ centre, tenant, verifier });
      try {
        const returnTo = `http://${LOOPBACK}:${port}${RETURN_PATH}`;
        const body = browserStartRequest.parse({ tenant, device, challenge, returnTo });
        const { address } = await client({ url: centre }).post(browserPaths.start, body, browserStartReply);
        openAddress?.(address);
        return { address: openAddress ? '' : address };
      } catch (error) {
        close();
        throw error;
      }
    },
    provider: (centre, tenant) =>
      client({ url: centre }).post(browserPaths.provider, { tenant }, providerReply),
    stop: close,
  };
}

function answer(response: ServerResponse, status: number, [de, en]: readonly [string, string]): void {
  const page = `<!doctype html><html lang="de"><meta charset="utf-8"><title>Rufblatt</title>
<body style="font:16px/1.5 system-ui,sans-serif;max-width:36rem;margin:15vh auto;padding:0 1.5rem">
<h1 style="font-size:1.25rem">Rufblatt</h1><p>${de}</p><p lang="en">${en}</p></body></html>`;
  response
    .writeHead(status, {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'",
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-store',
      connection: 'close',
    })
    .end(page);
}

const SIGNED_IN = [
  'Sie sind angemeldet. Dieses Fenster kann geschlossen werden.',
  'You are signed in. This window may be closed.',
] as const;
const FAILED = [
  'Die Anmeldung ist nicht gelungen. Bitte in Rufblatt noch einmal beginnen.',
  'Signing in did not work. Please begin again in Rufblatt.',
] as const;
