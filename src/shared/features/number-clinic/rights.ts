import type { Role } from '../../commands/command.ts';

const MAY: readonly Role[] = ['lead', 'steward', 'admin'];

/** Many people's numbers at once: as `contact.repair` has it. */
export const mayRepair = ({ roles }: { readonly roles: readonly Role[] }): boolean =>
  roles.some((role) => MAY.includes(role));
