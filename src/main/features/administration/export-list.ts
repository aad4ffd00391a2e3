import {
  ADMINISTRATION_PATH,
  mayAdminister,
  scopesReply,
  usersReply,
} from '#shared/features/administration/requests.ts';
import { localTime, rowsWith } from '../../host/export-list.ts';
import type { CentreList } from '../../host/export-list.ts';
import type { Host } from '../../host/host.ts';

/** Who may sign in, as what; for those who look after accounts. */
export const usersList = ({ centre }: Pick<Host, 'centre'>): CentreList => ({
  name: 'users',
  columns: ['name', 'login', 'roles', 'state', 'branches', 'secondFactor', 'devices', 'seenAt'],
  isFor: (session) => mayAdminister(session, 'users'),
  count: () => null,
  async page(_db, { text }) {
    const { users } = await centre(`${ADMINISTRATION_PATH}/users`, {}, usersReply);
    const { scopes } = await centre(`${ADMINISTRATION_PATH}/scopes`, {}, scopesReply);
    const branchOf = (id: string): string => scopes.find((scope) => scope.id === id)?.name || id;
    const rows = users.map(({ name, login, roles, disabled, scopeIds, hasSecondFactor, devices, seenAt }) => [
      ...[name, login, roles.join(', '), disabled ? 'closed' : 'open', scopeIds.map(branchOf).join(', ')],
      ...[hasSecondFactor ? 'x' : '', String(devices), localTime(seenAt)],
    ]);
    return { rows: rowsWith(rows, text), next: null };
  },
});
