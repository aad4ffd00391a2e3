import type { Role } from '../../commands/command.ts';

const MAY: readonly Role[] = ['lead', 'steward', 'admin'];

/** Files in and out: many people's data at once. */
export const mayTransfer = ({ roles }: { readonly roles: readonly Role[] }): boolean =>
  roles.some((role) => MAY.includes(role));
