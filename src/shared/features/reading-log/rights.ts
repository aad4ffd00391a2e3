import { mayKeep } from '../../access/kept-scope.ts';
import type { Actor } from '../../commands/command.ts';

type Roles = Pick<Actor, 'roles'>;

/** Who has opened a sheet: for those who answer for the team or for the data. */
export const mayAskOfParty = (actor: Roles): boolean => actor.roles.includes('lead') || mayKeep(actor);

/** What one colleague has read: for those who answer for the data, never for those who judge the work. */
export const mayAskOfReader = (actor: Roles): boolean => mayKeep(actor);
