import { fill } from '../../slots/slot.ts';
import {
  entryLinks,
  popLine,
  searchHits,
  settingsSection,
  sheetGlance,
  sheetHead,
  todayCard,
  wrapUpPart,
} from '../../slots/slots.ts';
import type { RendererFeature } from '../renderer-feature.ts';
import { de } from './de.ts';
import { en } from './en.ts';
import { EntryTickets } from './entry-tickets.tsx';
import { NewTicketAct } from './new-ticket-act.tsx';
import { OpenTickets } from './open-tickets.tsx';
import { GroupTickets, TeamTickets } from './team-tickets.tsx';
import { TicketGroups } from './ticket-groups.tsx';
import { TicketHit } from './ticket-hit.tsx';
import { TicketScreen } from './ticket-screen.tsx';
import { TicketKinds } from './ticket-kinds.tsx';
import { TicketPart } from './ticket-part.tsx';
import { TicketStates } from './ticket-states.tsx';
import { TicketsLine } from './tickets-line.tsx';

export const ticketsFeature: RendererFeature = {
  name: 'tickets',
  catalogue: { de, en },
  contributions: [
    fill(sheetHead, 60, NewTicketAct),
    fill(sheetGlance, 10, OpenTickets),
    fill(popLine, 20, TicketsLine),
    fill(wrapUpPart, 10, TicketPart),
    fill(todayCard, 29, GroupTickets),
    fill(todayCard, 30, TeamTickets),
    fill(searchHits, 0, TicketHit),
    fill(entryLinks, 10, EntryTickets),
    fill(settingsSection, 12, TicketKinds),
    fill(settingsSection, 13, TicketStates),
    fill(settingsSection, 14, TicketGroups),
  ],
  screens: [{ path: '/tickets/:id', component: TicketScreen, help: 'help.ticket' }],
  routes: { ticket: (id) => `/tickets/${id}` },
};
