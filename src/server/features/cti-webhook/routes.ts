import type { FastifyInstance, FastifyRequest } from 'fastify';
import { principalOf } from '#server/auth/authenticate.ts';
import { parseToken } from '#server/auth/token.ts';
import { refusal } from '#server/http/refusal.ts';
import type { UsersOfLines } from '#server/server-feature.ts';
import type { Store } from '#server/store/store.ts';
import { CENTRE_CALLS_PATH } from '#shared/calls/centre-call.ts';
import type { Clock } from '#shared/kernel/clock.ts';
import type { DeskHub } from './desk-hub.ts';
import { fieldsOfForm, parseHook } from './hook.ts';
import type { Hook } from './hook.ts';
import { unseal } from './seal.ts';
import { checkSignature, SIGNATURE_HEADER } from './signature.ts';
import { takeHook } from './take-hook.ts';
import { findWebhook, WEBHOOK_PATH } from './webhooks.ts';

export interface WebhookDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly usersOfLines: UsersOfLines;
  /** A post of this tenant was taken. */
  readonly onTaken: (tenantId: string) => void;
}

const FORM = 'application/x-www-form-urlencoded';
const JSON_TYPE = 'application/json';
const BODY_LIMIT = 16 * 1024;
/** From one address: some two hundred calls a minute. Guessing a token of 256 bits is hopeless anyway. */
export const HOOKS_PER_MINUTE = 600;

type Post = FastifyRequest<{ Params: { token: string }; Body: Buffer }>;

/** Where a PBX posts; the token in the path, and a signature where one was agreed, are all it shows. */
export function webhookRoute(app: FastifyInstance, deps: WebhookDeps): void {
  // The signature is over the bytes as they came, so nothing may parse them before.
  app.removeAllContentTypeParsers();
  app.addContentTypeParser([FORM, JSON_TYPE], { parseAs: 'buffer' }, (_request, body, done) =>
    done(null, body),
  );

  const config = { rateLimit: { max: HOOKS_PER_MINUTE, timeWindow: 60_000 } };
  app.post(`${WEBHOOK_PATH}/:token`, { config, bodyLimit: BODY_LIMIT }, async (request: Post, reply) => {
    const hook = await take(request, deps);
    if (hook.event !== 'newCall' || !isForm(request)) return reply.code(204).send();
    return reply.type('application/xml').send(askForMore(request));
  });
}

/** Behind authenticate. */
export function eventsRoute(app: FastifyInstance, hub: DeskHub): void {
  app.get(CENTRE_CALLS_PATH, { websocket: true }, (socket, request) => hub.add(socket, principalOf(request)));
}

async function take(request: Post, { store, clock, usersOfLines, onTaken }: WebhookDeps): Promise<Hook> {
  const { token } = request.params;
  const key = parseToken(token);
  const webhook = key && (await store.withSnapshot(key.tenantId, (tx) => findWebhook(tx, key)));
  if (!key || !webhook) {
    request.log.warn({ address: request.ip }, 'call event with an unknown token');
    throw refusal(401, 'webhook.unknown', 'there is no such webhook');
  }
  const { tenantId } = key;
  const { id: webhookId, sealedKey } = webhook;
  const body = request.body ?? Buffer.alloc(0);
  try {
    if (sealedKey) {
      const signingKey = unseal(sealedKey, token).toString();
      checkSignature(signingKey, body, request.headers[SIGNATURE_HEADER], clock.now());
    }
    const hook = parseHook(isForm(request) ? fieldsOfForm(body.toString()) : parseJson(body));
    const now = clock.now();
    const people = await store.withTenant(tenantId, (tx) =>
      takeHook(tx, { webhookId, hook, now }, usersOfLines),
    );
    onTaken(tenantId);
    request.log.debug(
      { tenant: tenantId, webhook: webhookId, event: hook.event, people },
      'call event taken',
    );
    return hook;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    request.log.warn({ tenant: tenantId, webhook: webhookId, code }, 'call event refused');
    throw error;
  }
}

function isForm({ headers }: Post): boolean {
  return (headers['content-type'] ?? '').toLowerCase().startsWith(FORM);
}

function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString());
  } catch {
    throw refusal(400, 'request.malformed', 'not JSON');
  }
}

/** sipgate tells how a call goes on only where the answer to its beginning asks for it. */
function askForMore({ protocol, host, url }: Post): string {
  const here = escapeXml(`${protocol}://${host}${url.split('?')[0] ?? ''}`);
  return `<?xml version="1.0" encoding="UTF-8"?>\n<Response onAnswer="${here}" onHangup="${here}"/>\n`;
}

function escapeXml(text: string): string {
  return text.replace(/[<>&"']/g, (char) => `&#${String(char.codePointAt(0))};`);
}
