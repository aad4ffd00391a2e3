import type { OperatorCommand, OperatorFlags, OperatorPorts } from '#server/server-feature.ts';
import type { Tx } from '#server/store/store.ts';
import { AppError } from '#shared/kernel/app-error.ts';
import { findAccount, normaliseLogin, setDisabled, setPassword } from './accounts.ts';
import type { Account } from './accounts.ts';
import { OPERATOR, pruneAudit, readAudit, writeAudit } from './audit.ts';
import type { AuditEvent } from './audit.ts';
import { hashPassword } from './password.ts';
import { removeSecondFactor } from './second-factor.ts';
import { listDevices, revokeDevice, revokeDevicesOf } from './sessions.ts';
import { readTenantSettings, SETTING_NAMES, setTenantSetting } from './tenant-settings.ts';

const text = { type: 'string', required: true } as const;
const optional = { type: 'string' } as const;
const WHO = '--tenant SLUG --login LOGIN';
const who = { tenant: text, login: text } as const;
const DAY_MS = 86_400_000;

/** Runs in the tenant with the account that `--login` names. Throws AppError `account.unknown`. */
function withAccount<T>(
  flags: OperatorFlags,
  { inTenant }: OperatorPorts,
  work: (tx: Tx, account: Account) => Promise<T>,
): Promise<T> {
  const login = flags.text('login');
  return inTenant(flags.text('tenant'), async (tx) => {
    const account = await findAccount(tx, normaliseLogin(login));
    if (!account) throw new AppError('account.unknown', `no login ${login}`, { login });
    return work(tx, account);
  });
}

const note = (tx: Tx, { clock }: OperatorPorts, what: AuditEvent, subject: string): Promise<void> =>
  writeAudit(tx, { what, at: clock.now(), actor: OPERATOR, subject });

const isoTime = (ms: number): string => new Date(ms).toISOString().replace(/\.\d+Z$/, 'Z');

const password: OperatorCommand = {
  name: 'user password',
  usage: `${WHO} [--password-file FILE] [--final]`,
  purpose:
    'Sets a password, read from standard input or the file; ends all sessions. At the next sign-in the person must choose another, unless it is --final.',
  flags: { ...who, 'password-file': optional, final: { type: 'boolean' } },
  async run(flags, ports) {
    const passwordHash = await hashPassword(flags.secret('password-file'), [flags.text('login')]);
    const mustChange = !flags.isSet('final');
    await withAccount(flags, ports, async (tx, { userId }) => {
      await setPassword(tx, userId, { passwordHash, mustChange });
      await revokeDevicesOf(tx, userId, { now: ports.clock.now() });
      await note(tx, ports, 'password.set', userId);
    });
    return `Password of ${flags.text('login')} set${mustChange ? '; it must be changed at the next sign-in' : ''}.`;
  },
};

const disable = (name: 'disable' | 'enable'): OperatorCommand => ({
  name: `user ${name}`,
  usage: WHO,
  purpose:
    name === 'disable'
      ? 'Closes the account: sessions and sockets end now, desks lock at their next contact.'
      : 'Opens a disabled account again; sessions from before are gone.',
  flags: who,
  async run(flags, ports) {
    await withAccount(flags, ports, async (tx, { userId }) => {
      await setDisabled(tx, userId, name === 'disable');
      await note(tx, ports, `account.${name}d`, userId);
    });
    return `Account ${flags.text('login')} ${name}d.`;
  },
});

const secondFactorOff: OperatorCommand = {
  name: 'user reset-second-factor',
  usage: WHO,
  purpose: 'Takes the second factor away, e.g. of a lost phone; recovery codes with it.',
  flags: who,
  async run(flags, ports) {
    const hadOne = await withAccount(flags, ports, async (tx, { userId }) => {
      await note(tx, ports, 'second-factor.off', userId);
      return removeSecondFactor(tx, userId);
    });
    return hadOne ? `Second factor of ${flags.text('login')} removed.` : 'There was none.';
  },
};

const devices: OperatorCommand = {
  name: 'user devices',
  usage: '--tenant SLUG [--login LOGIN]',
  purpose: 'Lists where people are signed in: id, when last seen, who, device.',
  flags: { tenant: text, login: optional },
  async run(flags, ports) {
    const now = ports.clock.now();
    const found =
      flags.text('login') === ''
        ? await ports.inTenant(flags.text('tenant'), (tx) => listDevices(tx, { now }))
        : await withAccount(flags, ports, (tx, { userId }) => listDevices(tx, { now, userId }));
    const lines = found.map(
      ({ id, seenAt, userName, name }) => `${id}  ${isoTime(seenAt)}  ${userName}  ${name}`,
    );
    return lines.length === 0 ? 'No devices.' : lines.join('\n');
  },
};

const revoke: OperatorCommand = {
  name: 'user revoke',
  usage: `${WHO} [--device ID]`,
  purpose: 'Signs one device of the person out, or all: at once, and the desk locks at its next contact.',
  flags: { ...who, device: optional },
  async run(flags, ports) {
    const now = ports.clock.now();
    const id = flags.text('device');
    const count = await withAccount(flags, ports, async (tx, { userId }) => {
      await note(tx, ports, 'device.revoked', userId);
      if (id === '') return revokeDevicesOf(tx, userId, { now });
      if ((await revokeDevice(tx, { id, userId, now })) === undefined)
        throw new AppError('device.unknown', `no device ${id}`, { id });
      return 1;
    });
    return `${count} signed out.`;
  },
};

const setting: OperatorCommand = {
  name: 'tenant setting',
  usage: '--tenant SLUG [--name NAME --value JSON]',
  purpose: `Shows what the tenant has decided, or changes it: ${SETTING_NAMES.join(', ')} (docs/security.md).`,
  flags: { tenant: text, name: optional, value: optional },
  async run(flags, ports) {
    const name = flags.text('name');
    return ports.inTenant(flags.text('tenant'), async (tx) => {
      if (name !== '') {
        await setTenantSetting(tx, name, parseValue(flags.text('value')));
        await note(tx, ports, 'setting.changed', name);
      }
      return JSON.stringify(await readTenantSettings(tx), null, 2);
    });
  },
};

const audit: OperatorCommand = {
  name: 'audit show',
  usage: '--tenant SLUG [--limit 100]',
  purpose: 'The newest entries of the audit log: when (UTC), what, who, about whom, from where.',
  flags: { tenant: text, limit: optional },
  async run(flags, { inTenant }) {
    const limit = wholeNumber('limit', flags.text('limit') || '100');
    const lines = await inTenant(flags.text('tenant'), (tx) => readAudit(tx, { limit }));
    return lines
      .map(({ at, what, actor, subject, address }) =>
        [isoTime(at), what, actor ?? '-', subject ?? '-', address ?? '-'].join('  '),
      )
      .join('\n');
  },
};

const prune: OperatorCommand = {
  name: 'audit prune',
  usage: '--tenant SLUG --keep-days N',
  purpose:
    'Deletes older entries; only the owner of the tables can. That it was done is an entry of its own.',
  flags: { tenant: text, 'keep-days': text },
  async run(flags, { asOwner, clock }) {
    const days = wholeNumber('keep-days', flags.text('keep-days'));
    const now = clock.now();
    const count = await asOwner(flags.text('tenant'), (tx) => pruneAudit(tx, now - days * DAY_MS, now));
    return `${count} entries deleted.`;
  },
};

export const authCommands: readonly OperatorCommand[] = [
  password,
  disable('disable'),
  disable('enable'),
  secondFactorOff,
  devices,
  revoke,
  setting,
  audit,
  prune,
];

/** `true`, `14`, `["lead"]`; anything else is a word. */
function parseValue(typed: string): unknown {
  try {
    return JSON.parse(typed) as unknown;
  } catch {
    return typed;
  }
}

function wholeNumber(flag: string, typed: string): number {
  if (/^\d{1,6}$/.test(typed)) return Number(typed);
  throw new AppError('flags.bad', `--${flag} takes a whole number, not ${typed}`, { flag });
}
