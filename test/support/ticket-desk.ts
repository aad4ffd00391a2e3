import type { Command } from '#shared/commands/command.ts';
import { openDeskReplica } from './desk-replica.ts';
import type { DeskReplica } from './desk-replica.ts';
import { AGENT, idOf } from './memory-rows.ts';

export const [ERIKA, PAUL] = [idOf(1), idOf(2)] as const;
const LEAD = { ...AGENT, roles: ['lead'] as const };

/** A desk where an agent sits, at 1 s, with two customers whose tickets a team has to do with. */
export interface TicketDesk extends DeskReplica {
  /** Runs a command with a lead's rights. */
  lead<A>(command: Command<A>, args: A): void;
}

export function openTicketDesk(): TicketDesk {
  const desk = openDeskReplica();
  desk.addStaff(AGENT.userId, 'Nadine Kröger', '21');
  desk.addParty(ERIKA, 'Erika Brandt');
  desk.addParty(PAUL, 'Paul Weber');
  desk.now = 1_000;
  return Object.assign(desk, {
    lead: <A>(command: Command<A>, args: A): void => desk.run(command, args, LEAD),
  });
}
