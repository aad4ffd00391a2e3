import type { TicketStateLine } from '#shared/features/tickets/contract.ts';
import { TICKET_STATES } from '#shared/features/tickets/model.ts';
import type { TicketState } from '#shared/features/tickets/model.ts';
import type { StateColour } from '#shared/features/tickets/states.ts';
import type { ReadableDb } from '../../replica/db.ts';

interface StateRow {
  readonly id: string;
  readonly name: string | null;
  readonly built_in: TicketState | null;
  readonly category: TicketState;
  readonly colour: StateColour;
  readonly position: number;
  readonly retired: 0 | 1;
}

export interface StateOf {
  readonly id: string | null;
  readonly name: string | null;
  readonly colour: StateColour;
}

interface Carrier {
  readonly state: TicketState;
  readonly state_id: string | null;
}

/**
 * How the state of a ticket is called. Two desks that changed one ticket without a line may have left a state beside
 * something it does not count as: then the built-in one counts, for that is what all lists go by.
 */
export function stateNames(db: ReadableDb): (ticket: Carrier) => StateOf {
  const { own, builtIn } = rowsIn(db);
  return ({ state, state_id: id }) => {
    const row = own.find((each) => each.id === id && each.category === state);
    const shown = row ?? builtIn(state);
    return { id: row?.id ?? null, name: shown?.name ?? null, colour: shown?.colour ?? 'plain' };
  };
}

export function listStates(db: ReadableDb): readonly TicketStateLine[] {
  const { own, builtIn } = rowsIn(db);
  const uses = new Map<string, number>();
  const nameOf = stateNames(db);
  const carried = db
    .prepare<[], Carrier & { n: number }>(
      'SELECT state, state_id, count(*) AS n FROM ticket GROUP BY state, state_id',
    )
    .all();
  for (const { n, ...ticket } of carried) {
    const state = nameOf(ticket).id ?? ticket.state;
    uses.set(state, (uses.get(state) ?? 0) + n);
  }
  const line = (category: TicketState, row: StateRow | undefined): TicketStateLine => {
    const state = row && row.built_in === null ? row.id : category;
    return {
      ...{ state, name: row?.name ?? null, rowId: row?.id ?? null, category },
      ...{ colour: row?.colour ?? 'plain', retired: row?.retired === 1, tickets: uses.get(state) ?? 0 },
    };
  };
  return TICKET_STATES.flatMap((category) => {
    const given = { row: builtIn(category), at: builtIn(category)?.position ?? 0, name: '' };
    const others = own
      .filter((row) => row.category === category)
      .map((row) => ({ row, at: row.position, name: row.name ?? '' }));
    return [given, ...others]
      .toSorted((one, other) => one.at - other.at || one.name.localeCompare(other.name, 'de'))
      .map(({ row }) => line(category, row));
  });
}

/** Of two rows for one built-in state, which two scopes may have, the newer counts. */
function rowsIn(db: ReadableDb): {
  readonly own: readonly StateRow[];
  readonly builtIn: (state: TicketState) => StateRow | undefined;
} {
  const rows = db
    .prepare<[], StateRow>(
      'SELECT id, name, built_in, category, colour, position, retired FROM ticket_state ORDER BY id',
    )
    .all();
  return {
    own: rows.filter((row) => row.built_in === null),
    builtIn: (state) => rows.findLast((row) => row.built_in === state),
  };
}
