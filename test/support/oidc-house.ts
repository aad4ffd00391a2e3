import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Provider } from 'oidc-provider';

export interface OidcHouse {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Signs in as that subject, as a person would in a browser. @returns where the browser ends up */
  browse(address: string, subject: string): Promise<URL>;
  stop(): Promise<void>;
}

/** A real OpenID Connect provider on loopback; any subject signs in with any password. */
export async function startOidcHouse(
  redirectUri: string,
  mailOf: (subject: string) => { readonly email: string; readonly email_verified: boolean },
): Promise<OidcHouse> {
  const [clientId, clientSecret] = ['rufblatt', 'nur-zum-Testen-4711'];
  let provider: Provider | undefined;
  const server = createServer((request, response) => void provider?.callback()(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  provider = new Provider(issuer, {
    clients: [
      {
        client_id: clientId,
        client_secret: clientSecret,
        redirect_uris: [redirectUri],
        grant_types: ['authorization_code'],
        response_types: ['code'],
      },
    ],
    claims: { openid: ['sub'], email: ['email', 'email_verified'] },
    conformIdTokenClaims: false,
    cookies: { keys: ['test'] },
    findAccount: (_context, id) => ({ accountId: id, claims: () => ({ sub: id, ...mailOf(id) }) }),
  });

  async function browse(address: string, subject: string): Promise<URL> {
    const jar = new Map<string, string>();
    let at = new URL(address);
    let form: URLSearchParams | undefined;
    for (let step = 0; step < 20; step += 1) {
      const response = await fetch(at, {
        method: form ? 'POST' : 'GET',
        redirect: 'manual',
        headers: { cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; ') },
        ...(form && { body: form }),
      });
      for (const cookie of response.headers.getSetCookie()) {
        const [pair = ''] = cookie.split(';');
        const [name = '', value = ''] = pair.split(/=(.*)/s);
        jar.set(name, value);
      }
      form = undefined;
      const location = response.headers.get('location');
      const page = await response.text();
      if (location === null) {
        const prompt = /name="prompt" value="(\w+)"/.exec(page)?.[1];
        if (prompt === undefined)
          throw new Error(`no form at ${at.pathname}: ${response.status} ${page.slice(0, 300)}`);
        const action = /action="([^"]+)"/.exec(page)?.[1] ?? at.href;
        at = new URL(action, at);
        form = new URLSearchParams({ prompt, login: subject, password: 'egal' });
        continue;
      }
      at = new URL(location, at);
      if (at.pathname === '/signed-in') return at;
    }
    throw new Error('the browser went round in circles');
  }

  return {
    issuer,
    clientId,
    clientSecret,
    browse,
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
