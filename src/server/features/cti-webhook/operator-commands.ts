import { findAccount, normaliseLogin } from '#server/auth/accounts.ts';
import type { OperatorCommand } from '#server/server-feature.ts';
import type { Tx } from '#server/store/store.ts';
import { AppError } from '#shared/kernel/app-error.ts';
import { addLine, removeLine } from './lines.ts';
import { SIGNATURE_HEADER } from './signature.ts';
import { createWebhook, listWebhooks, removeWebhook } from './webhooks.ts';

const text = { type: 'string', required: true } as const;

const createWebhookCommand: OperatorCommand = {
  name: 'create-webhook',
  usage: '--tenant SLUG --name NAME [--signed]',
  purpose: 'Makes an address a cloud PBX posts its calls to (docs/telephony/webhook.md).',
  flags: { tenant: text, name: text, signed: { type: 'boolean' } },
  async run(flags, { inTenant, newId, clock }) {
    const id = newId();
    const name = flags.text('name');
    const { path, signingKey } = await inTenant(flags.text('tenant'), (tx) =>
      createWebhook(tx, { id, name, signed: flags.isSet('signed'), now: clock.now() }),
    );
    const key = signingKey === undefined ? [] : [`Key for ${SIGNATURE_HEADER}: ${signingKey}`];
    return [
      `Webhook ${name} made (${id}).`,
      `Path at the centre's public address: ${path}`,
      ...key,
      'This is secret, and is not shown again.',
    ].join('\n');
  },
};

const listWebhooksCommand: OperatorCommand = {
  name: 'list-webhooks',
  usage: '--tenant SLUG',
  purpose: 'Shows which there are; their addresses are nowhere kept.',
  flags: { tenant: text },
  async run(flags, { inTenant }) {
    const webhooks = await inTenant(flags.text('tenant'), listWebhooks);
    const rows = webhooks.map(
      ({ id, name, signed, disabled }) =>
        `${id}  ${name}${signed ? ' (signed)' : ''}${disabled ? ' (disabled)' : ''}`,
    );
    return rows.length === 0 ? 'No webhooks.' : rows.join('\n');
  },
};

const removeWebhookCommand: OperatorCommand = {
  name: 'remove-webhook',
  usage: '--tenant SLUG --id ID',
  purpose: 'From now on posts to its address are refused.',
  flags: { tenant: text, id: text },
  async run(flags, { inTenant }) {
    const id = flags.text('id');
    const isGone = await inTenant(flags.text('tenant'), (tx) => removeWebhook(tx, id));
    if (!isGone) throw new AppError('webhook.unknown', `no webhook ${id}`, { id });
    return `Webhook ${id} removed.`;
  },
};

const addLineCommand: OperatorCommand = {
  name: 'add-line',
  usage: '--tenant SLUG --login LOGIN --line w0',
  purpose:
    'What the PBX calls this person: its user id, extension, mail address or number, as it writes them.',
  flags: { tenant: text, login: text, line: text },
  async run(flags, { inTenant }) {
    const line = flags.text('line');
    await inTenant(flags.text('tenant'), async (tx) => {
      await addLine(tx, { userId: await userOf(tx, flags.text('login')), line });
    });
    return `Calls at ${line} ring at ${flags.text('login')}.`;
  },
};

const removeLineCommand: OperatorCommand = {
  name: 'remove-line',
  usage: '--tenant SLUG --login LOGIN --line w0',
  purpose: 'Undoes add-line.',
  flags: { tenant: text, login: text, line: text },
  async run(flags, { inTenant }) {
    const line = flags.text('line');
    await inTenant(flags.text('tenant'), async (tx) => {
      await removeLine(tx, { userId: await userOf(tx, flags.text('login')), line });
    });
    return `Calls at ${line} no longer ring at ${flags.text('login')}.`;
  },
};

export const operatorCommands: readonly OperatorCommand[] = [
  createWebhookCommand,
  listWebhooksCommand,
  removeWebhookCommand,
  addLineCommand,
  removeLineCommand,
];

async function userOf(tx: Tx, login: string): Promise<string> {
  const account = await findAccount(tx, normaliseLogin(login));
  if (!account) throw new AppError('account.unknown', `no login ${login}`, { login });
  return account.userId;
}
