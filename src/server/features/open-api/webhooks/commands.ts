import { OPERATOR, writeAudit } from '#server/auth/audit.ts';
import { checkOutgoingUrl } from '#server/http/outgoing.ts';
import type { OperatorCommand } from '#server/server-feature.ts';
import { AppError } from '#shared/kernel/app-error.ts';
import { known, shortTime, wordsOf } from '../token-commands.ts';
import { callerById } from '../tokens.ts';
import { retryDeliveries, subscriptionStatus } from './deliveries.ts';
import type { SubscriptionStatus } from './deliveries.ts';
import { eventsOf } from './events.ts';
import {
  createSubscription,
  removeSubscription,
  rotateSecret,
  unknownSubscription,
} from './subscriptions.ts';

const text = { type: 'string', required: true } as const;
const flag = { type: 'boolean' } as const;
const which = { tenant: text, id: text } as const;
const WHICH = '--tenant SLUG --id ID';
const SECRET = 'This is secret, and is not shown again.';

export const webhookCommands: readonly OperatorCommand[] = [
  {
    name: 'webhook-out create',
    usage:
      '--tenant SLUG --token ID --url URL --events party.changed,ticket.created [--with-row] [--allow-private]',
    purpose:
      'Tells a program of changes its token may read (docs/api.md). --allow-private: also in the own network.',
    flags: { tenant: text, token: text, url: text, events: text, 'with-row': flag, 'allow-private': flag },
    async run(flags, { inTenant, newId, clock, resources, secrets }) {
      const id = newId();
      const tokenId = flags.text('token');
      const allowPrivate = flags.isSet('allow-private');
      const url = checkOutgoingUrl(flags.text('url'), allowPrivate).href;
      const rights = eventsOf(resources);
      const events = known('events', wordsOf(flags.text('events')), [...rights.keys()]);
      const now = clock.now();
      const vault = await secrets.unlock();
      const secret = await inTenant(flags.text('tenant'), async (tx) => {
        const caller = await callerById(tx, tokenId);
        if (!caller) throw new AppError('api-token.unknown', `no token ${tokenId}`, { id: tokenId });
        const lacking = events.find((event) => !caller.rights.includes(rights.get(event) ?? ''));
        if (lacking !== undefined)
          throw new AppError('access.denied', `${lacking}: this token lacks ${rights.get(lacking) ?? ''}`);
        await writeAudit(tx, { what: 'webhook-out.created', at: now, actor: OPERATOR, subject: id });
        const withRow = flags.isSet('with-row');
        return createSubscription(tx, { id, tokenId, url, events, withRow, allowPrivate, now }, vault);
      });
      return [`Webhook to ${url} made (${id}).`, `Signing secret: ${secret}`, SECRET].join('\n');
    },
  },
  {
    name: 'webhook-out status',
    usage: '--tenant SLUG',
    purpose: 'Shows which there are, what waits, what was given up, and why.',
    flags: { tenant: text },
    async run(flags, { inTenant }) {
      const all = await inTenant(flags.text('tenant'), subscriptionStatus);
      return all.length === 0 ? 'No webhooks.' : all.map(lineOf).join('\n');
    },
  },
  {
    name: 'webhook-out retry',
    usage: WHICH,
    purpose: 'Tries at once what was given up or waits, and again for three days.',
    flags: which,
    async run(flags, { inTenant, clock }) {
      const id = flags.text('id');
      const count = await inTenant(flags.text('tenant'), async (tx) => {
        if (!(await subscriptionStatus(tx)).some((each) => each.id === id)) throw unknownSubscription(id);
        return retryDeliveries(tx, id, clock.now());
      });
      return `${count} will be tried again.`;
    },
  },
  {
    name: 'webhook-out rotate',
    usage: WHICH,
    purpose: 'Gives it another signing secret; for a day the old one signs as well.',
    flags: which,
    async run(flags, { inTenant, clock, secrets: { unlock } }) {
      const id = flags.text('id');
      const now = clock.now();
      const secrets = await unlock();
      const secret = await inTenant(flags.text('tenant'), async (tx) => {
        const made = await rotateSecret(tx, id, { now, secrets });
        await writeAudit(tx, { what: 'webhook-out.rotated', at: now, actor: OPERATOR, subject: id });
        return made;
      });
      return [`Signing secret: ${secret}`, SECRET].join('\n');
    },
  },
  {
    name: 'webhook-out remove',
    usage: WHICH,
    purpose: 'Ends it, with all that was still to be delivered.',
    flags: which,
    async run(flags, { inTenant, clock }) {
      const id = flags.text('id');
      await inTenant(flags.text('tenant'), async (tx) => {
        await removeSubscription(tx, id);
        await writeAudit(tx, { what: 'webhook-out.removed', at: clock.now(), actor: OPERATOR, subject: id });
      });
      return `Webhook ${id} removed.`;
    },
  },
];

function lineOf(status: SubscriptionStatus): string {
  const { id, url, events, state, isTokenRevoked, pending, parked, behind } = status;
  const { oldestAt, lastDeliveredAt, lastError } = status;
  const standing = isTokenRevoked ? 'token revoked' : state;
  const trouble = lastError === null ? '' : `  oldest ${shortTime(oldestAt)}  last error ${lastError}`;
  return (
    `${id}  ${url}  ${events.join(',')}  ${standing}  waiting ${pending}  given up ${parked}  behind ${behind}` +
    `  last delivered ${shortTime(lastDeliveredAt)}${trouble}`
  );
}
