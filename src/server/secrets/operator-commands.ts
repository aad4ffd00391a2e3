import type { OperatorCommand } from '#server/server-feature.ts';
import { AppError } from '#shared/kernel/app-error.ts';

const rotate: OperatorCommand = {
  name: 'rotate-secrets',
  usage: '[--new-key]',
  purpose:
    'Seals every secret in the database with the first key of the key file; --new-key makes one and puts it in front. Older keys may go from the file afterwards.',
  flags: { 'new-key': { type: 'boolean' } },
  async run(flags, { secrets }) {
    const { sealed, keyId, keyFile } = await secrets.rotate({ newKey: flags.isSet('new-key') });
    return `${sealed} secrets were sealed anew; all are under the key ${keyId} now, the first one of ${keyFile}.`;
  },
};

const drop: OperatorCommand = {
  name: 'drop-lost-secrets',
  usage: '--yes',
  purpose:
    'After the key file was lost for good: removes second factors, sign-in providers and the keys of unsent work that no key opens any more, and gives webhooks another signing secret.',
  flags: { yes: { type: 'boolean' } },
  async run(flags, { secrets }) {
    if (!flags.isSet('yes'))
      throw new AppError('secrets.unconfirmed', 'what no key opens is removed for good: confirm with --yes');
    const { lost, sealed } = await secrets.dropLost();
    return `${lost} secrets that no key opens were removed, ${sealed} others sealed anew.`;
  },
};

export const secretCommands: readonly OperatorCommand[] = [rotate, drop];
