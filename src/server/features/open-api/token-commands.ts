import { OPERATOR, writeAudit } from '#server/auth/audit.ts';
import type { NewUser, OperatorCommand } from '#server/server-feature.ts';
import type { Tx } from '#server/store/store.ts';
import { listScopes } from '#server/sync/scope-commands.ts';
import { ROLES } from '#shared/access/access.ts';
import { AppError } from '#shared/kernel/app-error.ts';
import { rightsOfAll } from './operations.ts';
import {
  createApiToken,
  listApiTokens,
  REQUESTS_PER_MINUTE,
  revokeApiToken,
  rotateApiToken,
} from './tokens.ts';

const text = { type: 'string', required: true } as const;
const optional = { type: 'string' } as const;
const MOST_PER_MINUTE = 100_000;

export const wordsOf = (list: string): readonly string[] => [
  ...new Set(
    list
      .split(',')
      .map((word) => word.trim())
      .filter((word) => word !== ''),
  ),
];

export const shortTime = (ms: number | null): string =>
  ms === null ? 'never' : new Date(ms).toISOString().replace(/\.\d+Z$/, 'Z');

export const tokenCommands: readonly OperatorCommand[] = [
  {
    name: 'api-token create',
    usage:
      '--tenant SLUG --name PROGRAM --scopes parties:read,tickets:write [--roles agent] [--branches NAME,…] [--per-minute 600]',
    purpose: 'Makes a token for a program (docs/api.md). It is shown once.',
    flags: {
      ...{ tenant: text, name: text, scopes: text },
      ...{ roles: optional, branches: optional, 'per-minute': optional },
    },
    async run(flags, { introduce, newId, clock, resources }) {
      const id = newId();
      const name = flags.text('name').trim();
      const rights = known('scopes', wordsOf(flags.text('scopes')), rightsOfAll(resources));
      const roles = known('roles', wordsOf(flags.text('roles') || 'agent'), ROLES);
      const perMinute = Number(flags.text('per-minute') || REQUESTS_PER_MINUTE);
      if (!Number.isInteger(perMinute) || perMinute < 1 || perMinute > MOST_PER_MINUTE)
        throw new AppError('flags.bad', `--per-minute takes 1 to ${MOST_PER_MINUTE}`, { flag: 'per-minute' });
      const now = clock.now();
      const token = await introduce(flags.text('tenant'), async (tx) => {
        const scopeIds = await branchesOf(tx, wordsOf(flags.text('branches')));
        await writeAudit(tx, { what: 'api-token.created', at: now, actor: OPERATOR, subject: id });
        const made = await createApiToken(tx, { id, name, rights, roles, scopeIds, perMinute, now });
        return { user: programAsUser(id, name), scopeId: scopeIds[0] ?? '', made };
      });
      return shown(`Token ${name} made (${id}).`, token);
    },
  },
  {
    name: 'api-token list',
    usage: '--tenant SLUG',
    purpose: 'Shows which there are, what they may, and when they were last used.',
    flags: { tenant: text },
    async run(flags, { inTenant }) {
      const tokens = await inTenant(flags.text('tenant'), listApiTokens);
      const lines = tokens.map(
        ({ id, name, rights, roles, lastUsedAt, revokedAt }) =>
          `${id}  ${name}  ${rights.join(',')}  as ${roles.join(',')}  last used ${shortTime(lastUsedAt)}` +
          (revokedAt === null ? '' : `  revoked ${shortTime(revokedAt)}`),
      );
      return lines.length === 0 ? 'No tokens.' : lines.join('\n');
    },
  },
  {
    name: 'api-token rotate',
    usage: '--tenant SLUG --id ID',
    purpose: 'Gives a program another token; the old one is worth nothing from now on.',
    flags: { tenant: text, id: text },
    async run(flags, { inTenant, clock }) {
      const id = flags.text('id');
      const now = clock.now();
      const token = await inTenant(flags.text('tenant'), async (tx) => {
        const made = await rotateApiToken(tx, id, now);
        await writeAudit(tx, { what: 'api-token.rotated', at: now, actor: OPERATOR, subject: id });
        return made;
      });
      return shown(`Token ${id} rotated.`, token);
    },
  },
  {
    name: 'api-token revoke',
    usage: '--tenant SLUG --id ID',
    purpose: 'Refuses it from now on, for good; its webhooks end with it.',
    flags: { tenant: text, id: text },
    async run(flags, { inTenant, clock }) {
      const id = flags.text('id');
      const now = clock.now();
      await inTenant(flags.text('tenant'), async (tx) => {
        await revokeApiToken(tx, id, now);
        await writeAudit(tx, { what: 'api-token.revoked', at: now, actor: OPERATOR, subject: id });
      });
      return `Token ${id} revoked.`;
    },
  },
];

const LONGEST_NAME = 70;

/** What desks call the author of what a program writes, also long after its token was revoked. */
function programAsUser(userId: string, name: string): NewUser {
  const shown = `API: ${name.slice(0, LONGEST_NAME)}`;
  return { userId, name: shown, shortName: shown, extension: null, mail: null };
}

const shown = (what: string, token: string): string =>
  [what, `Token: ${token}`, 'This is secret, and is not shown again.'].join('\n');

/** Throws AppError `flags.bad`. */
export function known<W extends string>(
  flag: string,
  words: readonly string[],
  all: readonly W[],
): readonly W[] {
  const found = words.map((word) => {
    const match = all.find((each) => each === word);
    if (match === undefined)
      throw new AppError('flags.bad', `--${flag}: no ${word}; there are ${all.join(', ')}`, { flag });
    return match;
  });
  if (found.length === 0) throw new AppError('flags.bad', `--${flag} names nothing`, { flag });
  return found;
}

/** Ids of the named scopes; without a name those of the whole tenant, its own first. Throws AppError `scope.unknown`. */
async function branchesOf(tx: Tx, words: readonly string[]): Promise<readonly string[]> {
  const all = await listScopes(tx);
  if (words.length > 0)
    return words.map((word) => {
      const scope = all.find(({ id, name }) => id === word || (name !== '' && name === word));
      if (!scope) throw new AppError('scope.unknown', `no scope ${word}`, { scope: word });
      return scope.id;
    });
  const [own] = await tx.query<{ id: string }>(
    'SELECT default_scope_id AS id FROM tenant WHERE tenant_id = $1',
    [tx.tenantId],
  );
  return [...new Set([...(own ? [own.id] : []), ...all.map(({ id }) => id)])];
}
