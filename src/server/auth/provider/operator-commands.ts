import type { OperatorCommand } from '#server/server-feature.ts';
import { checkOutgoingUrl } from '#server/http/outgoing.ts';
import { AppError } from '#shared/kernel/app-error.ts';
import { findAccount, normaliseLogin, setMail } from '../accounts.ts';
import { OPERATOR, writeAudit } from '../audit.ts';
import { describeProvider, linkIdentity, removeProvider, setProvider } from './provider.ts';

const text = { type: 'string', required: true } as const;

const set: OperatorCommand = {
  name: 'provider set',
  usage:
    '--tenant SLUG --issuer URL --client-id ID [--client-secret-file FILE] [--public] [--link-by-mail] [--allow-private]',
  purpose:
    "Lets the tenant's people sign in with another house's account (OpenID Connect). The secret is read from the file or standard input; --public has none. Register CENTRE/api/auth/browser/callback there.",
  flags: {
    tenant: text,
    issuer: text,
    'client-id': text,
    'client-secret-file': { type: 'string' },
    public: { type: 'boolean' },
    'link-by-mail': { type: 'boolean' },
    'allow-private': { type: 'boolean' },
  },
  async run(flags, { inTenant, clock, secrets }) {
    const allowPrivate = flags.isSet('allow-private');
    const issuer = checkOutgoingUrl(flags.text('issuer'), allowPrivate).href;
    const provider = {
      issuer,
      clientId: flags.text('client-id'),
      clientSecret: flags.isSet('public') ? null : flags.secret('client-secret-file'),
      allowPrivate,
      linkByMail: flags.isSet('link-by-mail'),
    };
    const vault = await secrets.unlock();
    await inTenant(flags.text('tenant'), async (tx) => {
      await setProvider(tx, provider, vault);
      await writeAudit(tx, { what: 'provider.changed', at: clock.now(), actor: OPERATOR, subject: issuer });
    });
    return `People of ${flags.text('tenant')} sign in at ${issuer}.`;
  },
};

const remove: OperatorCommand = {
  name: 'provider remove',
  usage: '--tenant SLUG',
  purpose: 'From now on passwords only; sessions stay.',
  flags: { tenant: text },
  async run(flags, { inTenant, clock }) {
    await inTenant(flags.text('tenant'), async (tx) => {
      await removeProvider(tx);
      await writeAudit(tx, { what: 'provider.changed', at: clock.now(), actor: OPERATOR, subject: 'none' });
    });
    return 'Passwords only.';
  },
};

const link: OperatorCommand = {
  name: 'user link',
  usage: '--tenant SLUG --login LOGIN (--subject SUBJECT | --mail ADDRESS)',
  purpose:
    "Says who somebody is at the tenant's provider: its subject, or the verified address by which the first sign-in links.",
  flags: { tenant: text, login: text, subject: { type: 'string' }, mail: { type: 'string' } },
  async run(flags, { inTenant, clock }) {
    const [login, subject, mail] = [flags.text('login'), flags.text('subject'), flags.text('mail')];
    if ((subject === '') === (mail === ''))
      throw new AppError('flags.bad', 'either --subject or --mail', { flag: 'subject' });
    await inTenant(flags.text('tenant'), async (tx) => {
      const account = await findAccount(tx, normaliseLogin(login));
      if (!account) throw new AppError('account.unknown', `no login ${login}`, { login });
      const provider = await describeProvider(tx);
      if (!provider) throw new AppError('provider.none', 'the tenant has no provider');
      if (subject === '') await setMail(tx, account.userId, mail);
      else await linkIdentity(tx, account.userId, { issuer: provider.issuer.replace(/\/$/, ''), subject });
      await writeAudit(tx, {
        what: 'account.linked',
        at: clock.now(),
        actor: OPERATOR,
        subject: account.userId,
      });
    });
    return `${login} is linked.`;
  },
};

export const providerCommands: readonly OperatorCommand[] = [set, remove, link];
