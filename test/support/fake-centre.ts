import { CommandError } from '#shared/commands/command.ts';
import type { Actor, CommandRegistry } from '#shared/commands/command.ts';
import { runSync } from '#shared/rows/steps.ts';
import type { RowOp } from '#shared/rows/steps.ts';
import type { AnyRow, Value } from '#shared/rows/table.ts';
import { pullReply, pushReply } from '#shared/sync/protocol.ts';
import type {
  Base,
  Outcome,
  PullReply,
  PullRequest,
  PushedCommand,
  PushReply,
  PushRequest,
} from '#shared/sync/protocol.ts';

interface Entry {
  readonly row: AnyRow;
  readonly deleted: boolean;
}

interface LogEntry {
  readonly ver: number;
  readonly tbl: string;
  readonly pk: string;
}

/** A value somebody wrote: applied, or kept because it came too late. */
export interface HistoryEntry {
  readonly tbl: string;
  readonly pk: string;
  readonly field: string;
  readonly value: Value;
  readonly outcome: 'applied' | 'conflict';
  readonly client: string;
  readonly mid: number;
}

interface Decided extends Outcome {
  readonly client: string;
}

/** Everything the centre knows; plain data, so that a backup is a clone of it. */
interface State {
  epoch: string;
  ver: number;
  rows: Map<string, Entry>;
  log: LogEntry[];
  lastMid: Map<string, number>;
  decided: Decided[];
  history: HistoryEntry[];
}

export interface FakeCentreOptions {
  readonly registry: CommandRegistry;
  readonly actor: Actor;
  /** Rows a page carries; small, so that tests see pages that are not complete. */
  readonly pageRows: number;
  readonly scopeId?: string;
  readonly minSchema?: number;
  /** Planted bugs: what a centre must not do. */
  readonly bug?: 'acknowledges-every-page' | 'forgets-duplicates' | 'overwrites-late-values' | 'none';
}

/**
 * The protocol's other side, as small as it can be and still true: one tenant, one scope, in memory, synchronous.
 * A change takes a version of its own, a push is atomic, outcomes ride on complete pages.
 */
export interface FakeCentre {
  push(request: PushRequest): PushReply;
  pull(request: PullRequest): PullReply;
  /** The living rows of all tables, sorted, as `table/id` and their fields. */
  rows(): readonly (readonly [string, Readonly<Record<string, Value>>])[];
  decided(): readonly Decided[];
  history(): readonly HistoryEntry[];
  readonly ver: number;
  readonly epoch: string;
  backup(): unknown;
  /** Goes back to a backup; its history is another one from here on. */
  restore(backup: unknown, epoch: string): void;
}

export function createFakeCentre(options: FakeCentreOptions): FakeCentre {
  const { registry, actor, pageRows, bug = 'none', scopeId = 'scope' } = options;
  let state: State = {
    epoch: 'epoch-1',
    ver: 0,
    rows: new Map(),
    log: [],
    lastMid: new Map(),
    decided: [],
    history: [],
  };

  const decide = (client: string, command: PushedCommand): void => {
    const before = copyOf(state);
    const run = createExecutor(state, client, command, scopeId, bug === 'overwrites-late-values');
    let outcome: Omit<Decided, 'client' | 'mid'>;
    try {
      const body = registry.prepare(command.name, command.args, actor);
      runSync(body({ actor, at: command.at, scopeId }), run.execute);
      outcome =
        run.conflicts.length > 0
          ? { outcome: 'conflict', detail: run.conflicts }
          : { outcome: 'applied', detail: null };
    } catch (error) {
      if (!(error instanceof CommandError)) throw error;
      state = before;
      outcome = { outcome: 'rejected', detail: error.code };
    }
    if (state.ver === before.ver) state.ver++;
    state.decided.push({ client, mid: command.mid, ...outcome });
  };

  return {
    push(request) {
      if (request.epoch !== null && request.epoch !== state.epoch)
        return { kind: 'epoch', epoch: state.epoch };
      let lastMid = state.lastMid.get(request.client) ?? 0;
      for (const command of request.commands) {
        if (command.mid <= lastMid && bug !== 'forgets-duplicates') continue;
        if (command.mid > lastMid + 1) return pushReply.parse({ kind: 'gap', expectedMid: lastMid + 1 });
        decide(request.client, command);
        lastMid = Math.max(lastMid, command.mid);
        state.lastMid.set(request.client, lastMid);
      }
      return pushReply.parse({ kind: 'taken', lastMid });
    },
    pull(request) {
      const { epoch, cursor, client } = request;
      if (request.schema < (options.minSchema ?? 0))
        return { kind: 'upgrade', minSchema: options.minSchema ?? 0 };
      const reset = (reason: 'epoch' | 'ahead'): PullReply => ({ kind: 'reset', epoch: state.epoch, reason });
      if (epoch !== state.epoch && !(epoch === null && cursor === 0)) return reset('epoch');
      if (cursor > state.ver) return reset('ahead');
      const entries = state.log
        .filter(({ ver, tbl }) => ver > cursor && request.tables.includes(tbl))
        .slice(0, pageRows);
      const isAll = entries.length < pageRows;
      const to = isAll ? state.ver : (entries.at(-1)?.ver ?? cursor);
      const complete = to === state.ver;
      const keys = new Map(entries.map((entry) => [`${entry.tbl}/${entry.pk}`, entry]));
      const rows = [...keys].map(([key, { tbl, pk }]) => {
        const entry = state.rows.get(key);
        return { tbl, pk, ver: entry?.row.ver ?? 0, row: entry && !entry.deleted ? { ...entry.row } : null };
      });
      const acknowledgement = {
        lastMid: state.lastMid.get(client) ?? 0,
        outcomes: state.decided.filter((decided) => decided.client === client),
      };
      return pullReply.parse({
        kind: 'page',
        epoch: state.epoch,
        from: cursor,
        to,
        complete,
        head: state.ver,
        rows,
        ...(complete || bug === 'acknowledges-every-page' ? acknowledgement : {}),
      });
    },
    rows: () =>
      [...state.rows]
        .filter(([, { deleted }]) => !deleted)
        .map(([key, { row }]) => [key, row] as const)
        .sort(([a], [b]) => (a < b ? -1 : 1)),
    decided: () => state.decided,
    history: () => state.history,
    get ver() {
      return state.ver;
    },
    get epoch() {
      return state.epoch;
    },
    backup: () => copyOf(state),
    restore(backup, epoch) {
      state = { ...copyOf(backup as State), epoch };
    },
  };
}

/** What is in the collections never changes, so they alone are copied. */
function copyOf(state: State): State {
  return {
    ...state,
    rows: new Map(state.rows),
    log: [...state.log],
    lastMid: new Map(state.lastMid),
    decided: [...state.decided],
    history: [...state.history],
  };
}

/** Fields are written only where the desk saw the value that is there; the others are kept as conflicts. */
function createExecutor(
  state: State,
  client: string,
  { mid, base }: PushedCommand,
  scopeId: string,
  overwrites: boolean,
) {
  const conflicts: { tbl: string; pk: string; field: string }[] = [];
  const own = new Set<string>();
  const seen = new Map<string, Base[number]['fields']>(
    base.map(({ tbl, pk, fields }) => [`${tbl}/${pk}`, fields]),
  );
  const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

  const store = (
    tbl: string,
    row: Readonly<Record<string, Value>> & { readonly id: string },
    deleted = false,
  ): void => {
    state.ver++;
    state.rows.set(`${tbl}/${row.id}`, { row: { scope_id: scopeId, ...row, ver: state.ver }, deleted });
    state.log.push({ ver: state.ver, tbl, pk: row.id });
  };
  const mustHave = (tbl: string, id: string): Entry => {
    const entry = state.rows.get(`${tbl}/${id}`);
    if (!entry) throw new CommandError('row.gone', `no ${tbl} ${id}`);
    return entry;
  };
  const remember = (entry: Omit<HistoryEntry, 'client' | 'mid'>): void =>
    void state.history.push({ ...entry, client, mid });

  const execute = (op: RowOp): unknown => {
    const tbl = op.table.name;
    switch (op.op) {
      case 'get': {
        const entry = state.rows.get(`${tbl}/${op.id}`);
        return entry && (!entry.deleted || seen.has(`${tbl}/${op.id}`)) ? entry.row : undefined;
      }
      case 'find':
        return [...state.rows]
          .filter(([key, { deleted }]) => !deleted && key.startsWith(`${tbl}/`))
          .map(([, { row }]) => row)
          .filter((row) => Object.entries(op.where).every(([name, value]) => same(row[name], value)))
          .sort((a, b) => (a.id < b.id ? -1 : 1));
      case 'insert': {
        const id = op.row.id as string;
        if (state.rows.has(`${tbl}/${id}`)) throw new CommandError('row.exists', `${tbl} ${id} exists`);
        store(tbl, { ...op.row, id });
        for (const [field, value] of Object.entries(op.row)) {
          own.add(`${tbl}/${id}/${field}`);
          remember({ tbl, pk: id, field, value, outcome: 'applied' });
        }
        return undefined;
      }
      case 'update': {
        const { row, deleted } = mustHave(tbl, op.id);
        const accepted: Record<string, Value> = {};
        for (const [field, value] of Object.entries(op.patch)) {
          const key = `${tbl}/${op.id}`;
          const fresh =
            own.has(`${key}/${field}`) || same(row[field], value) || same(row[field], seen.get(key)?.[field]);
          const outcome = (fresh && !deleted) || overwrites ? 'applied' : 'conflict';
          if (!overwrites || fresh) remember({ tbl, pk: op.id, field, value, outcome });
          if (outcome === 'conflict') conflicts.push({ tbl, pk: op.id, field });
          else {
            accepted[field] = value;
            own.add(`${key}/${field}`);
          }
        }
        if (Object.keys(accepted).length > 0) store(tbl, { ...row, ...accepted }, deleted);
        return undefined;
      }
      case 'remove': {
        const { row, deleted } = mustHave(tbl, op.id);
        if (!deleted) store(tbl, row, true);
        return undefined;
      }
      case 'move':
      case 'forget':
        return undefined;
    }
  };
  return { execute, conflicts };
}
