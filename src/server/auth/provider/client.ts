import * as oidc from 'openid-client';
import { sendOutgoing } from '#server/http/outgoing.ts';
import { AppError, messageOf } from '#shared/kernel/app-error.ts';
import type { Claims, SignInProvider } from './provider.ts';

/** Metadata of an issuer are asked for again after so long. */
const KEEP_MS = 10 * 60_000;

/** What is behind a tenant's provider; every request goes through {@link sendOutgoing}. */
export interface ProviderClient {
  /** Throws AppError `provider.unreachable`, `outgoing.*`. */
  authorizationUrl(
    provider: SignInProvider,
    request: {
      readonly redirectUri: string;
      readonly state: string;
      readonly nonce: string;
      readonly verifier: string;
    },
  ): Promise<string>;
  /** Checks signature, issuer, audience, nonce and times. Throws AppError `provider.failed`, `outgoing.*`. */
  exchange(
    provider: SignInProvider,
    callback: {
      readonly url: URL;
      readonly state: string;
      readonly nonce: string;
      readonly verifier: string;
    },
  ): Promise<Claims>;
}

export function createProviderClient(now: () => number): ProviderClient {
  const known = new Map<string, { readonly at: number; readonly configuration: oidc.Configuration }>();

  async function discover(provider: SignInProvider): Promise<oidc.Configuration> {
    const key = JSON.stringify(provider);
    const before = known.get(key);
    if (before && now() - before.at < KEEP_MS) return before.configuration;
    const { issuer, clientId, clientSecret, allowPrivate } = provider;
    const configuration = await oidc.discovery(
      new URL(issuer),
      clientId,
      undefined,
      clientSecret === null ? oidc.None() : oidc.ClientSecretBasic(clientSecret),
      {
        [oidc.customFetch]: guardedFetch(allowPrivate),
        // Plain http is refused by the guard unless the operator allows the private network.
        ...(allowPrivate && { execute: [oidc.allowInsecureRequests] }),
      },
    );
    known.set(key, { at: now(), configuration });
    return configuration;
  }

  return {
    async authorizationUrl(provider, { redirectUri, state, nonce, verifier }) {
      const configuration = await translate('provider.unreachable', () => discover(provider));
      const parameters = {
        redirect_uri: redirectUri,
        scope: 'openid email',
        state,
        nonce,
        code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
      };
      return oidc.buildAuthorizationUrl(configuration, parameters).href;
    },
    exchange: (provider, { url, state, nonce, verifier }) =>
      translate('provider.failed', async () => {
        const configuration = await discover(provider);
        const tokens = await oidc.authorizationCodeGrant(configuration, url, {
          expectedState: state,
          expectedNonce: nonce,
          pkceCodeVerifier: verifier,
          idTokenExpected: true,
        });
        const claims = tokens.claims();
        if (!claims) throw new Error('no id token');
        const { iss, sub, email, email_verified: isVerified } = claims;
        const verifiedMail = isVerified === true && typeof email === 'string' ? email : undefined;
        return { issuer: iss, subject: sub, verifiedMail };
      }),
  };
}

/** What the library throws may quote tokens: its words stay here. The guard's own errors are for people. */
async function translate<T>(code: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    for (let cause: unknown = error; cause instanceof Error; cause = cause.cause)
      if (cause instanceof AppError) throw cause;
    throw new AppError(code, messageOf(error), {}, { cause: error });
  }
}

function guardedFetch(allowPrivate: boolean): oidc.CustomFetch {
  return async (url, { method, headers, body, signal }) => {
    const reply = await sendOutgoing({
      url,
      method,
      headers: Object.fromEntries(new Headers(headers)),
      allowPrivate,
      ...(body !== undefined && body !== null && { body: await new Response(body as string).text() }),
      ...(signal && { signal }),
    });
    const hasNoBody = reply.status === 204 || reply.status === 304;
    return new Response(hasNoBody ? null : new Uint8Array(reply.body), {
      status: reply.status,
      headers: reply.headers,
    });
  };
}
