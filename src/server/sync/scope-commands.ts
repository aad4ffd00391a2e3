import { findAccount, normaliseLogin, setHomeScope, setScopes } from '#server/auth/accounts.ts';
import { OPERATOR, writeAudit } from '#server/auth/audit.ts';
import type { OperatorCommand } from '#server/server-feature.ts';
import type { Tx } from '#server/store/store.ts';
import { AppError } from '#shared/kernel/app-error.ts';

/** Branches and the like. A tenant begins with one, which has no name until it is given one. */
export interface Scope {
  readonly id: string;
  readonly name: string;
}

export async function listScopes(tx: Tx): Promise<readonly Scope[]> {
  return tx.query<Scope & object>(
    `SELECT scope_id AS id, coalesce(name, '') AS name FROM (
       SELECT scope_id, max(name) AS name FROM (
         SELECT scope_id, name FROM scope WHERE tenant_id = $1
         UNION ALL SELECT default_scope_id, NULL FROM tenant WHERE tenant_id = $1
         UNION ALL SELECT scope_id, NULL FROM scope_member WHERE tenant_id = $1) AS all_scopes GROUP BY scope_id) AS known
     ORDER BY name, id`,
    [tx.tenantId],
  );
}

/** Throws AppError `scope.bad-name`, `scope.exists`. */
export async function createScope(
  tx: Tx,
  { id, name, now }: Scope & { readonly now: number },
): Promise<void> {
  if (name.trim() === '' || name.includes(',')) {
    throw new AppError('scope.bad-name', 'a scope has a name, without commas', { name });
  }
  const made = await tx.query(
    `INSERT INTO scope (tenant_id, scope_id, name, created_at) VALUES ($1, $2, $3, $4)
     ON CONFLICT DO NOTHING RETURNING 1`,
    [tx.tenantId, id, name.trim(), now],
  );
  if (made.length === 0) throw new AppError('scope.exists', `there is a scope ${name}`, { name });
}

/**
 * The scopes a person's desks hold, from their next pull on; the first is where new rows go.
 * Throws AppError `account.unknown`, `scope.unknown`, `scope.none`.
 */
export async function assignScopes(
  tx: Tx,
  {
    login,
    wanted,
    now,
  }: { readonly login: string; readonly wanted: readonly string[]; readonly now: number },
): Promise<readonly Scope[]> {
  const account = await findAccount(tx, normaliseLogin(login));
  if (!account) throw new AppError('account.unknown', `no login ${login}`, { login });
  const known = await listScopes(tx);
  const scopes = wanted.map((word) => {
    const scope = known.find(({ id, name }) => word === id || (name !== '' && word === name));
    if (!scope) throw new AppError('scope.unknown', `no scope ${word}`, { scope: word });
    return scope;
  });
  const [home] = scopes;
  if (!home) throw new AppError('scope.none', 'a person has one scope at least');
  await setScopes(
    tx,
    account.userId,
    scopes.map(({ id }) => id),
  );
  await setHomeScope(tx, account.userId, home.id);
  await writeAudit(tx, { what: 'account.scopes', at: now, actor: OPERATOR, subject: account.userId });
  return scopes;
}

const tenant = { tenant: { type: 'string', required: true } } as const;
const labelOf = ({ id, name }: Scope): string => (name === '' ? id : `${name} (${id})`);

export const scopeCommands: readonly OperatorCommand[] = [
  {
    name: 'create-scope',
    usage: '--tenant SLUG --name "Branch"',
    purpose: 'Makes a scope: what a branch has for itself. Prints its id.',
    flags: { ...tenant, name: { type: 'string', required: true } },
    async run(flags, { inTenant, newId, clock }) {
      const id = newId();
      const name = flags.text('name');
      await inTenant(flags.text('tenant'), (tx) => createScope(tx, { id, name, now: clock.now() }));
      return `Scope ${name} made (${id}).`;
    },
  },
  {
    name: 'list-scopes',
    usage: '--tenant SLUG',
    purpose: 'Lists the scopes of a tenant.',
    flags: tenant,
    async run(flags, { inTenant }) {
      const scopes = await inTenant(flags.text('tenant'), listScopes);
      return scopes.map(labelOf).join('\n');
    },
  },
  {
    name: 'set-scopes',
    usage: '--tenant SLUG --login LOGIN --scopes NAME,NAME…',
    purpose: "Says which scopes a person's desks hold; the first is where new rows go.",
    flags: {
      ...tenant,
      login: { type: 'string', required: true },
      scopes: { type: 'string', required: true },
    },
    async run(flags, { inTenant, clock }) {
      const login = flags.text('login');
      const wanted = flags
        .text('scopes')
        .split(',')
        .map((word) => word.trim())
        .filter((word) => word !== '');
      const scopes = await inTenant(flags.text('tenant'), (tx) =>
        assignScopes(tx, { login, wanted, now: clock.now() }),
      );
      return `${login} has ${scopes.map(labelOf).join(', ')}.`;
    },
  },
];
