import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { principalOf } from '#server/auth/authenticate.ts';
import { parseBody } from '#server/http/body.ts';
import { refusal } from '#server/http/refusal.ts';
import type { LinesOfUser } from '#server/server-feature.ts';
import type { Store, Tx } from '#server/store/store.ts';
import { CENTRE_DOOR_PATH } from '#shared/calls/centre-call.ts';
import type { CentreDoor } from '#shared/calls/centre-call.ts';
import { mayLead } from '#shared/access/leading.ts';
import { adminRequests, CTI_ADMIN_PATH } from '#shared/features/cti-webhook/admin.ts';
import type { WebhookBook } from '#shared/features/cti-webhook/admin.ts';
import type { Clock } from '#shared/kernel/clock.ts';
import type { NewId } from '#shared/kernel/ids.ts';
import { addLine, listLines, removeLine } from './lines.ts';
import { createWebhook, disableWebhook, listWebhooks, rotateWebhook } from './webhooks.ts';
import type { MadeWebhook } from './webhooks.ts';

export interface AdminDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly newId: NewId;
  readonly linesOfUser: LinesOfUser;
}

/** Behind authenticate; a person who is neither lead nor administrator is refused whatever they ask. */
export function adminRoutes(app: FastifyInstance, { store, clock, newId }: AdminDeps): void {
  function answer<K extends keyof typeof adminRequests>(
    name: K,
    work: (tx: Tx, body: z.infer<(typeof adminRequests)[K]>) => Promise<object | undefined>,
  ): void {
    app.post(`${CTI_ADMIN_PATH}/${name}`, async (request: FastifyRequest) => {
      const { actor } = principalOf(request);
      if (!mayLead(actor)) {
        request.log.warn({ user: actor.userId, act: name }, 'webhook administration refused');
        throw refusal(403, 'webhook.forbidden', 'leads and administrators only');
      }
      const body = parseBody<z.infer<(typeof adminRequests)[K]>>(adminRequests[name] as never, request.body);
      const result = await store.withTenant(actor.tenantId, (tx) => work(tx, body));
      if (name !== 'list') request.log.info({ user: actor.userId, act: name }, 'webhook administration');
      return result ?? {};
    });
  }

  answer('list', async (tx): Promise<WebhookBook> => {
    const webhooks = await listWebhooks(tx);
    return { webhooks: [...webhooks], lines: [...(await listLines(tx))], people: [...(await peopleOf(tx))] };
  });
  answer('create', async (tx, { name, signed }) => {
    const id = newId();
    return madeReply(id, await createWebhook(tx, { id, name, signed, now: clock.now() }));
  });
  answer('rotate', async (tx, { id }) => madeReply(id, known(id, await rotateWebhook(tx, id))));
  answer('disable', async (tx, { id, disabled }) => {
    known(id, (await disableWebhook(tx, id, disabled ? clock.now() : null)) || undefined);
    return undefined;
  });
  answer('add-line', async (tx, { userId, line }) => {
    const people = await peopleOf(tx);
    if (!people.some((person) => person.userId === userId))
      throw refusal(404, 'webhook.no-person', 'no such person', { userId });
    await addLine(tx, { userId, line });
    return undefined;
  });
  answer('remove-line', async (tx, body) => {
    await removeLine(tx, body);
    return undefined;
  });
}

/** What a desk may know of its own door: whether anything can come in through it. */
export function doorRoute(app: FastifyInstance, { store, linesOfUser }: AdminDeps): void {
  app.post(CENTRE_DOOR_PATH, async (request): Promise<CentreDoor> => {
    const { tenantId, userId } = principalOf(request).actor;
    return store.withTenant(tenantId, async (tx) => {
      const webhooks = await listWebhooks(tx);
      const own = (await listLines(tx)).filter((line) => line.userId === userId);
      const fromStaff = await linesOfUser(tx, userId);
      return {
        addresses: webhooks.filter(({ disabled }) => !disabled).length,
        lines: own.length + fromStaff.length,
      };
    });
  });
}

function madeReply(id: string, { path, signingKey }: MadeWebhook): object {
  return { id, path, signingKey: signingKey ?? null };
}

function known<T>(id: string, found: T | undefined): T {
  if (found === undefined) throw refusal(404, 'webhook.unknown', `no webhook ${id}`, { id });
  return found;
}

async function peopleOf(tx: Tx): Promise<readonly { readonly userId: string; readonly name: string }[]> {
  return tx.query(
    `SELECT user_id AS "userId", name FROM account WHERE tenant_id = $1 AND NOT disabled ORDER BY name, user_id`,
    [tx.tenantId],
  );
}
