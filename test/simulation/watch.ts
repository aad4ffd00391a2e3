import type Database from 'better-sqlite3';
import type { Actor } from '#shared/commands/command.ts';
import { linkTable } from '#shared/links/links.ts';
import type { AnyRow, Table } from '#shared/rows/table.ts';
import type { Ledger } from './ledger.ts';
import { deskRegistry, oldRegistry } from './model.ts';
import { replay } from './replay.ts';
import { see, unmet } from './sight.ts';
import type { Sight } from './sight.ts';
import { canonicalRow } from './truth.ts';
import type { Truth, Version } from './truth.ts';
import type { Violations } from './violations.ts';

/** Looks at a desk's file after every commit, past the faults. */
export interface Watch {
  look(): void;
  /** The person's scopes are others from now on. */
  scopesChanged(before: readonly string[]): void;
  /** A complete page read under the person's present scopes is being applied. */
  scopesFed(): void;
  /** A complete page that says so is being applied. */
  telling(client: string, lastMid: number): void;
  /** Another file is in the place of the desk's. */
  fileReplaced(): void;
  /** A reason to start over, once. */
  cause(): void;
  /** Something has damaged this row of the file, at this virtual moment. */
  damaged(key: string, at: number): void;
  /** A comparison with the centre that began at this virtual moment has ended. */
  compared(since: number): void;
  readonly hasDamage: boolean;
  /** Whether it has been fed since the last change of scopes. */
  readonly isSettled: boolean;
  /** Tags of the commands that wait here. */
  readonly waiting: ReadonlySet<string>;
  /** What a person sees. */
  shown(): ReadonlyMap<string, string>;
}

export interface WatchOptions {
  readonly desk: {
    readonly name: string;
    readonly actor: Actor;
    readonly raw: Database.Database;
    readonly tables: readonly Table[];
  };
  readonly truth: Truth;
  readonly ledger: Ledger;
  readonly violations: Violations;
  readonly scopes: () => readonly string[];
}

export function createWatch(options: WatchOptions): Watch {
  const { desk, truth, ledger, violations } = options;
  const { tenantId: tenant } = desk.actor;
  let before: { cursor: number; client: string; asOf: number | null } | undefined;
  let versions = new Map<string, number>();
  let waiting = new Set<string>();
  let gone: readonly string[] = [];
  /** Strokes and badges made here that must stay in sight. */
  const mine = new Set<string>();
  let earlierScopes: readonly string[] = [];
  let isFed = false;
  let telling: { readonly client: string; readonly lastMid: number } | undefined;
  let isSettled = true;
  let causes = 3;
  let restarts = 0;
  let life = 0;
  /** No complete page since it began, or began anew: rows that changed again meanwhile come at the end. */
  let isFeeding = true;
  /** `table/id` of damaged rows, and when. */
  const damages = new Map<string, number>();
  const fail = (invariant: Parameters<Violations['add']>[0], detail: string): void =>
    violations.add(invariant, `${desk.name}: ${detail}`);

  const look = (): void => {
    const sight = see(desk.raw, desk.tables);
    forgetHealed(sight);
    checkCursor(sight);
    checkImage(sight);
    checkShown(sight);
    checkOutbox(sight);
    checkOwnWrites(sight);
    checkStrangers(sight);
    versions = new Map([...sight.image].map(([key, { ver }]) => [key, ver]));
    const { cursor, client_id, as_of } = sight.state;
    if (telling && telling.client === before?.client && as_of !== before.asOf) {
      ledger.told(telling.client, telling.lastMid);
      telling = undefined;
    }
    before = { cursor, client: client_id, asOf: as_of };
  };

  /** By a newer row, a repair, or because it is no more to be there. */
  const forgetHealed = ({ state: { epoch, cursor }, image }: Sight): void => {
    if (damages.size === 0 || epoch === null) return;
    for (const key of damages.keys()) {
      const row = image.get(key);
      const table = desk.tables.find(({ name }) => key.startsWith(`${name}/`)) ?? linkTable;
      const list = truth.versions(epoch, tenant).get(key) ?? [];
      const at = row ? versionOf(list, row.ver) : lastUpTo(list, cursor);
      const isDue = at !== undefined && at.row !== null && options.scopes().includes(at.scope);
      // Scopes that were lost and are back before the desk has heard of it took nothing away.
      const isHealed = row ? row.ver === 0 || at?.row === canonicalRow(table, row) : isSettled && !isDue;
      if (isHealed) damages.delete(key);
    }
  };

  const checkCursor = ({ state, image }: Sight): void => {
    const { cursor, epoch, resetting, client_id, as_of } = state;
    if (before && client_id !== before.client) causes++;
    if (before && cursor < before.cursor) {
      if (cursor === 0 && resetting === 1) {
        restarts++;
        isFeeding = true;
        if (restarts > causes * 2) fail('no-resync-loop', `${restarts} restarts for ${causes} reasons`);
      } else fail('cursor-monotonic', `from ${before.cursor} to ${cursor}`);
    }
    if (epoch !== null && cursor > truth.head(epoch, tenant))
      fail('cursor-passes-nothing', `the cursor is ${cursor}, the head ${truth.head(epoch, tenant)}`);
    for (const [key, { ver }] of image) {
      const earlier = versions.get(key) ?? 0;
      if (ver < earlier && ver !== 0) fail('row-monotonic', `${key} from ${earlier} to ${ver}`);
    }
    if (cursor === 0) isFeeding = true;
    else if (before && resetting === 0 && as_of !== null && as_of !== before.asOf) isFeeding = false;
    if (isFed && resetting === 0 && as_of !== before?.asOf) {
      isFed = false;
      isSettled = true;
      earlierScopes = [];
    }
  };

  const checkImage = ({ state, image }: Sight): void => {
    const { epoch, cursor, resetting } = state;
    // Between the migration of a newer version and its start over the new tables are there, and nothing was asked for.
    const asked = new Set((JSON.parse(state.known_columns) as string[]).map((name) => name.split('.')[0]));
    const known = new Map(
      desk.tables.filter(({ name }) => asked.has(name)).map((table) => [table.name, table]),
    );
    for (const [key, row] of image) {
      if (damages.has(key)) continue;
      const table = known.get(key.slice(0, key.indexOf('/'))) ?? linkTable;
      if (row.ver === 0) {
        if (resetting === 0) fail('row-is-the-centres', `${key} has no version`);
        continue;
      }
      const found = epoch === null ? undefined : versionOf(truth.versions(epoch, tenant).get(key), row.ver);
      if (!found || found.row !== canonicalRow(table, row))
        fail(
          'row-is-the-centres',
          `${key}@${row.ver} is ${canonicalRow(table, row)}, was ${found?.row ?? 'never'}`,
        );
    }
    if (epoch === null || !isSettled) return;
    const scopes = options.scopes();
    const isVisible = ({ row, scope }: Version): boolean => row !== null && scopes.includes(scope);
    for (const [key, list] of truth.versions(epoch, tenant)) {
      if (!known.has(key.slice(0, key.indexOf('/'))) || damages.has(key)) continue;
      const at = lastUpTo(list, cursor);
      if (!at) continue;
      const held = image.get(key)?.ver ?? 0;
      if (isVisible(at)) {
        const wentLater = list.some((later) => later.ver > cursor && !isVisible(later));
        const comesLater = isFeeding && list.some((later) => later.ver > cursor);
        if (held < at.ver && !comesLater && !(held === 0 && !image.has(key) && wentLater))
          fail('cursor-passes-nothing', `${key}@${at.ver} is not here at ${cursor} (${held})`);
      } else if (image.has(key) && held !== 0 && held <= at.ver) {
        fail('cursor-passes-nothing', `${key} is still here at ${cursor}, gone since ${at.ver}`);
      } else if (image.has(key) && held === 0 && resetting === 0) {
        fail('cursor-passes-nothing', `${key} is left over`);
      }
    }
  };

  const checkShown = ({ live, image, pending, shadows }: Sight): void => {
    const registry = desk.tables.length === 2 ? oldRegistry : deskRegistry;
    const due = replay(image, pending, registry);
    for (const key of new Set([...due.rows.keys(), ...live.keys()])) {
      const [expected, found] = [due.rows.get(key), live.get(key)];
      if (!sameRow(expected, found))
        fail('replica-is-image-plus-outbox', `${key} is ${show(found)}, should be ${show(expected)}`);
    }
    for (const key of shadows)
      if (!due.touched.has(key)) fail('shadow-only-for-pending', `${key} has a shadow`);
  };

  const checkOutbox = ({ state, pending }: Sight): void => {
    const now = new Set<string>();
    for (const { tag, name, args, base } of pending) {
      now.add(tag);
      if (!ledger.issued(tag))
        ledger.issue(tag, {
          desk: desk.name,
          life,
          tenant,
          name,
          args: args as Record<string, unknown>,
          base,
        });
      if (name === 'stroke.add' || name === 'badge.add') mine.add(tag);
    }
    gone = [...waiting].filter((tag) => !now.has(tag));
    waiting = now;
    if (gone.length === 0) return;
    const decided = truth.outcomes(state.epoch ?? '');
    const listed = unmet(desk.raw);
    for (const tag of gone) {
      const outcome = decided.get(tag);
      if (outcome === undefined) fail('no-command-lost', `${tag} has left the outbox undecided`);
      else if (outcome !== 'applied' && !listed.has(tag))
        fail('unmet-is-shown', `${tag} was ${outcome} and is on no list`);
    }
  };

  const checkOwnWrites = ({ state, live, pending }: Sight): void => {
    const scopes = options.scopes();
    const waits = new Map(pending.map(({ tag, refuses }) => [tag, refuses]));
    for (const tag of mine) {
      const tbl = ledger.issued(tag)?.name === 'badge.add' ? 'badge' : 'stroke';
      const key = `${tbl}/${tag}`;
      if (live.has(key) || damages.has(key)) continue;
      const refuses = waits.get(tag);
      if (refuses === false) fail('own-write-visible', `${key} waits and is not shown`);
      if (refuses !== undefined || state.epoch === null || !isSettled) continue;
      const list = truth.versions(state.epoch, tenant).get(key);
      // A snapshot may be a little older than what this desk had; the pages that follow bring it.
      if (isFeeding && list !== undefined && (list[0]?.ver ?? 0) > state.cursor) continue;
      const isOurs =
        list === undefined ? !ledger.wasDecided(tag) : list.every(({ scope }) => scopes.includes(scope));
      if (isOurs) fail('own-write-visible', `${key} is not shown any more`);
    }
  };

  const checkStrangers = ({ live, image, pending }: Sight): void => {
    for (const [key, row] of [...live, ...image]) {
      const text = row['title'] ?? row['by'] ?? row['name'];
      if (typeof text === 'string' && text !== 'poison' && !text.startsWith(`${tenant}:`))
        fail('no-foreign-tenant', `${key}: ${text}`);
    }
    const allowed = isSettled ? options.scopes() : [...options.scopes(), ...earlierScopes];
    const own = new Set(pending.map(({ scopeId }) => scopeId));
    for (const [key, { scope_id: scope }] of image) {
      if (!allowed.includes(scope)) fail('no-foreign-scope', `${key} is of ${scope}`);
    }
    for (const [key, { scope_id: scope }] of live) {
      if (!allowed.includes(scope) && !own.has(scope))
        fail('no-foreign-scope', `${key} shown, is of ${scope}`);
    }
  };

  return {
    look,
    scopesChanged(scopes) {
      earlierScopes = [...earlierScopes, ...scopes];
      isSettled = false;
      isFed = false;
      causes++;
    },
    telling(client, lastMid) {
      telling = { client, lastMid };
    },
    scopesFed() {
      if (!isSettled) isFed = true;
    },
    fileReplaced() {
      const sight = see(desk.raw, desk.tables);
      const kept = new Set(sight.pending.map(({ tag }) => tag));
      life++;
      damages.clear();
      ledger.fileReplaced(sight.state.client_id);
      for (const tag of waiting) if (!kept.has(tag)) ledger.lostWithFile(tag);
      for (const tag of mine) if (!kept.has(tag)) mine.delete(tag);
      // The file may be from before a change of scopes: until it has been fed it holds what it held then.
      earlierScopes = [...new Set([...sight.image.values()].map(({ scope_id }) => scope_id))];
      isSettled = false;
      isFed = false;
      before = undefined;
      telling = undefined;
      versions = new Map();
      waiting = kept;
      isFeeding = true;
      causes += 2;
    },
    cause: () => void causes++,
    damaged(key, at) {
      damages.set(key, at);
      versions.delete(key);
    },
    compared(since) {
      look();
      for (const [key, at] of damages)
        if (at < since) fail('compared-is-repaired', `${key} was damaged at ${at.toFixed(0)}`);
    },
    get hasDamage() {
      return damages.size > 0;
    },
    get isSettled() {
      return isSettled;
    },
    get waiting() {
      return waiting;
    },
    shown: () =>
      new Map(
        [...see(desk.raw, desk.tables).live].map(([key, row]) => {
          const table = desk.tables.find(({ name }) => key.startsWith(`${name}/`)) ?? linkTable;
          return [key, canonicalRow(table, row)];
        }),
      ),
  };
}

function versionOf(list: readonly Version[] | undefined, ver: number): Version | undefined {
  return list?.findLast((one) => one.ver === ver);
}

function lastUpTo(list: readonly Version[], ver: number): Version | undefined {
  return list.findLast((one) => one.ver <= ver);
}

function sameRow(one: AnyRow | undefined, other: AnyRow | undefined): boolean {
  if (!one || !other) return one === other;
  return Object.keys(other).every(
    (name) => one[name] === other[name] || JSON.stringify(one[name]) === JSON.stringify(other[name]),
  );
}

const show = (row: AnyRow | undefined): string => (row ? JSON.stringify(row) : 'not there');
