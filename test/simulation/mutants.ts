import { patchSyncState, readSyncState } from '#main/replica/sync-state.ts';
import type { Replica } from '#main/replica/replica.ts';
import type { SyncNet } from '#main/sync/net.ts';
import type { Principal } from '#server/auth/principal.ts';
import type { Tx } from '#server/store/store.ts';
import { createCommandRegistry } from '#shared/commands/command.ts';
import type { CommandRegistry } from '#shared/commands/command.ts';
import type { PullReply, PushRequest } from '#shared/sync/protocol.ts';
import { centreRegistry } from './model.ts';
import { NO_FAULTS } from './profile.ts';
import type { Profile } from './profile.ts';
import { ALL_SCOPES } from './scopes.ts';
import type { Invariant } from './violations.ts';

/** A bug planted into the real code from outside, at the ports it is given. */
export interface Mutant {
  readonly name: string;
  /** What is wrong, in a sentence. */
  readonly plants: string;
  readonly caughtBy: Invariant;
  /** Faults it needs to show, where the drawn ones may lack them. */
  readonly profile?: Partial<Profile>;
  readonly deskSql?: (sql: string) => string;
  readonly centreSql?: (sql: string) => string;
  readonly centreRegistry?: CommandRegistry;
  /** What pending commands are run again with. */
  readonly rerunRegistry?: CommandRegistry;
  readonly beforePush?: (tx: Tx, request: PushRequest) => Promise<PushRequest>;
  readonly pullsAs?: (principal: Principal) => Principal;
  readonly centreReply?: (reply: PullReply) => PullReply;
  readonly net?: (net: SyncNet, replica: Replica) => SyncNet;
  readonly delayMs?: (ms: number) => number;
  readonly keepsEpoch?: true;
  /** Too rare for drawn seeds: a fixture's script shows it. */
  readonly isScripted?: true;
}

/** A net whose pull replies are dealt with in another way first. */
const onPull =
  (meddle: (replica: Replica, reply: PullReply) => PullReply) =>
  (net: SyncNet, replica: Replica): SyncNet => ({
    ...net,
    pull: async (request, signal) => meddle(replica, await net.pull(request, signal)),
  });

/** A statement that is left out; the query it is replaced with has as many parameters. */
const leaveOut =
  (pattern: RegExp) =>
  (sql: string): string => {
    if (!pattern.test(sql)) return sql;
    const parameters = Math.max(
      sql.split('?').length - 1,
      ...[...sql.matchAll(/\$(\d+)/g)].map(([, number]) => Number(number)),
    );
    const slots = Array.from({ length: parameters }, (_, index) =>
      sql.includes('$') ? `$${index + 1} IS NULL` : '? IS NULL',
    );
    return `UPDATE change_log_or_outbox SET mid = mid WHERE false${slots.map((slot) => ` AND ${slot}`).join('')}`;
  };
const onDesk = (pattern: RegExp) => (sql: string) =>
  leaveOut(pattern)(sql).replace('change_log_or_outbox', 'outbox');
const onCentre = (pattern: RegExp) => (sql: string) =>
  leaveOut(pattern)(sql).replace('change_log_or_outbox', 'mutation_result');

/** Looks for commands that the centre has not decided under their number (src/main/replica/outbox.ts). */
const FOREIGN = /^(SELECT mid, name, args, sent FROM outbox WHERE)/;

export const mutants: readonly Mutant[] = [
  {
    name: 'moves-the-cursor-first',
    plants: 'the cursor is moved in a transaction of its own, before the rows of the page',
    caughtBy: 'cursor-passes-nothing',
    net: onPull((replica, reply) => {
      if (reply.kind !== 'page' || reply.from !== readSyncState(replica.db).cursor) return reply;
      replica.transact(({ db }) => patchSyncState(db, { cursor: reply.to, epoch: reply.epoch }));
      return { ...reply, from: reply.to };
    }),
  },
  {
    name: 'takes-any-page',
    plants: 'a page is applied wherever it begins',
    caughtBy: 'cursor-monotonic',
    profile: { late: 0.3 },
    net: onPull((replica, reply) => {
      if (reply.kind === 'page')
        replica.transact(({ db }) => patchSyncState(db, { cursor: reply.from, epoch: reply.epoch }));
      return reply;
    }),
  },
  {
    name: 'lets-old-rows-win',
    plants: 'a page is applied wherever it begins, and overwrites newer rows',
    caughtBy: 'row-monotonic',
    profile: { late: 0.3 },
    deskSql: (sql) => sql.replace(/ WHERE excluded\.ver > \w+\.ver$/, ''),
    net: onPull((replica, reply) => {
      if (reply.kind === 'page')
        replica.transact(({ db }) => patchSyncState(db, { cursor: reply.from, epoch: reply.epoch }));
      return reply;
    }),
  },
  {
    name: 'forgets-on-the-push-reply',
    plants: 'commands leave the outbox with the reply to the push, before their rows have come',
    caughtBy: 'own-write-visible',
    net: (net, replica) => ({
      ...net,
      async push(request, signal) {
        const reply = await net.push(request, signal);
        if (reply.kind === 'taken')
          replica.transact(({ db }) => {
            db.prepare('DELETE FROM outbox WHERE mid <= ?').run(reply.lastMid);
          });
        return reply;
      },
    }),
  },
  {
    name: 'believes-any-acknowledgement',
    plants: 'every page acknowledges, and the desk takes every page for a complete one',
    caughtBy: 'own-write-visible',
    net: onPull((_replica, reply) => {
      if (reply.kind !== 'page' || reply.complete) return reply;
      return { ...reply, complete: true, lastMid: Number.MAX_SAFE_INTEGER - 1, outcomes: [] };
    }),
    deskSql: (sql) => sql.replace(FOREIGN, '$1 mid < 0 AND'),
  },
  {
    name: 'loses-shadows',
    plants: "the centre's image of a row is not kept when a command writes to it",
    caughtBy: 'row-is-the-centres',
    deskSql: onDesk(/^INSERT INTO shadow/),
  },
  {
    name: 'keeps-shadows',
    plants: 'shadows stay when their commands have been decided',
    caughtBy: 'shadow-only-for-pending',
    deskSql: onDesk(/^DELETE FROM shadow/),
  },
  {
    name: 'reruns-nothing',
    plants: 'pending commands are not run again on top of a page',
    caughtBy: 'replica-is-image-plus-outbox',
    rerunRegistry: createCommandRegistry([]),
  },
  {
    name: 'ignores-a-full-disk',
    plants: 'a command whose place in the outbox could not be written is committed all the same',
    caughtBy: 'accepted-is-kept',
    deskSql: onDesk(/^INSERT INTO outbox/),
  },
  {
    name: 'hides-refusals',
    plants: 'a rejected command leaves the outbox and is put on no list',
    caughtBy: 'unmet-is-shown',
    deskSql: onDesk(/^INSERT INTO rejected_command/),
  },
  {
    name: 'keeps-its-name-when-cloned',
    plants: 'a restored file goes on under the client id it was copied with',
    caughtBy: 'no-command-lost',
    profile: { fileRestored: 0.05 },
    deskSql: (sql) =>
      sql
        .replace(FOREIGN, '$1 mid < 0 AND')
        .replace(/^UPDATE sync_state SET client_id = .*$/, 'UPDATE sync_state SET client_id = client_id'),
  },
  {
    name: 'never-polls',
    plants: 'a desk waits for hints alone, and none comes',
    caughtBy: 'settles',
    net: (net) => ({ ...net, hints: () => undefined }),
    delayMs: (ms) => (ms === 5_000 || ms === 30_000 ? 1e12 : ms),
  },
  {
    name: 'never-tries-again',
    plants: 'the first failure is the last attempt',
    caughtBy: 'settles',
    profile: { loss: 0.2 },
    delayMs: (ms) => (ms > 200 && ms < 5_000 ? 1e12 : ms),
  },
  {
    name: 'forgets-duplicates',
    plants: 'the centre does not know which commands it has decided',
    caughtBy: 'no-command-twice',
    profile: { loss: 0.2, duplicate: 0.3 },
    centreSql: (sql) =>
      sql
        .replace('last_mid AS "lastMid"', '0 AS "lastMid"')
        .replace('INSERT INTO mutation_result', 'INSERT OR REPLACE INTO mutation_result')
        .replace('INSERT INTO field_history', 'INSERT OR REPLACE INTO field_history'),
  },
  {
    name: 'forgets-first-numbers',
    plants: 'the centre does not look whether a command was decided under another number',
    caughtBy: 'no-command-twice',
    isScripted: true,
    centreSql: (sql) =>
      sql.replace(
        /(mid|first_mid) = ANY\(\$3\)( AND digest IS NOT NULL)? AND EXISTS/,
        '$1 = ANY($3) AND 1 = 0 AND EXISTS',
      ),
  },
  {
    name: 'believes-numbers',
    plants: 'an outcome does not say which command it is of',
    caughtBy: 'no-command-lost',
    profile: { fileRestored: 0.1, slow: 0.3, cut: 0.1, deskKilled: 0.1 },
    centreReply: (reply) => {
      if (reply.kind !== 'page') return reply;
      const { outcomesAfter: _after, outcomes, ...page } = reply;
      if (!outcomes) return page;
      return { ...page, outcomes: outcomes.map(({ mid, outcome, detail }) => ({ mid, outcome, detail })) };
    },
  },
  {
    name: 'takes-gaps',
    plants: 'a desk leaves a command out, and the centre goes on behind the gap',
    caughtBy: 'mids-without-gap',
    deskSql: (sql) =>
      sql.replace(/FROM outbox WHERE mid > \? ORDER/, 'FROM outbox WHERE mid > ? AND mid % 5 <> 3 ORDER'),
    async beforePush(tx, request) {
      for (const [index, { mid }] of request.commands.entries()) {
        if (index === 0 || mid !== (request.commands[index - 1]?.mid ?? 0) + 1)
          await tx.query(
            'UPDATE sync_client SET last_mid = $3 WHERE tenant_id = $1 AND client = $2 AND last_mid = $3 - 1',
            [tx.tenantId, request.client, mid - 1],
          );
      }
      return { ...request, commands: request.commands.slice(0, 1) };
    },
  },
  {
    name: 'overwrites-late-values',
    plants: 'a value is written although its author saw another one',
    caughtBy: 'nothing-overwritten-unseen',
    async beforePush(tx, request) {
      const commands = [];
      for (const command of request.commands) {
        const base = [];
        for (const entry of command.base) {
          const [row] = await tx.query<Record<string, unknown>>(
            `SELECT * FROM "${entry.tbl}" WHERE tenant_id = $1 AND id = $2`,
            [tx.tenantId, entry.pk],
          );
          base.push({
            ...entry,
            fields: Object.fromEntries(
              Object.keys(entry.fields).map((name) => [name, row?.[name] ?? entry.fields[name]]),
            ),
          });
        }
        commands.push({ ...command, base });
      }
      return { ...request, commands };
    },
  },
  {
    name: 'writes-no-history',
    plants: 'late values are dropped instead of kept',
    caughtBy: 'value-in-history',
    centreSql: onCentre(/INSERT INTO field_history/),
  },
  {
    name: 'resurrects',
    plants: 'a late edit of a deleted row brings it back',
    caughtBy: 'deleted-stays-deleted',
    centreSql: (sql) =>
      sql
        .replace(/^(SELECT .*)"deleted"(.* = ANY\(\$2\))$/s, '$1 false AS "deleted"$2')
        .replace(/^(UPDATE "note" SET ver = \$3)(, "(?:title|body|done))/, '$1, deleted = false$2'),
  },
  {
    name: 'logs-no-removals',
    plants: 'a removal is not written to the log',
    caughtBy: 'cursor-passes-nothing',
    centreSql: (sql) =>
      /^\s*INSERT INTO change_log/.test(sql)
        ? `${sql} WHERE ($5 ->> one.key) <> 'remove'`.replace('\n', ' ')
        : sql,
  },
  {
    name: 'claims-too-much',
    plants: 'a page says that it ends one version later than it does',
    caughtBy: 'cursor-passes-nothing',
    centreReply: (reply) =>
      reply.kind === 'page' && !reply.complete && reply.to < reply.head
        ? { ...reply, to: reply.to + 1 }
        : reply,
  },
  {
    name: 'acknowledges-nothing',
    plants: 'the complete page never says how far the commands were decided',
    caughtBy: 'settles',
    centreReply: (reply) => (reply.kind === 'page' ? { ...reply, lastMid: 0, outcomes: [] } : reply),
  },
  {
    name: 'blocks-on-poison',
    plants: 'a command that can never succeed fails the push instead of being rejected',
    caughtBy: 'settles',
    centreRegistry: {
      names: centreRegistry.names,
      prepare(name, args, actor) {
        if (name === 'note.poison') throw Object.assign(new Error('poison'), { isTransient: true });
        return centreRegistry.prepare(name, args, actor);
      },
    },
    beforePush: (_tx, request) =>
      request.commands.some(({ name }) => name === 'note.poison')
        ? Promise.reject(new Error('the push failed'))
        : Promise.resolve(request),
  },
  {
    name: 'keeps-the-epoch',
    plants: 'a centre restored from a backup goes on under its old epoch',
    caughtBy: 'cursor-passes-nothing',
    profile: { centreRestored: 0.05 },
    keepsEpoch: true,
  },
  {
    name: 'shows-every-scope',
    plants: 'a pull is answered with the rows of all scopes',
    caughtBy: 'no-foreign-scope',
    pullsAs: (principal) => ({ ...principal, scopeIds: ALL_SCOPES }),
  },
  {
    name: 'keeps-what-left-the-scope',
    plants: 'a row that goes to another scope is told only to those who gain it',
    caughtBy: 'cursor-passes-nothing',
    profile: { ...NO_FAULTS, rowsMove: 0.3 },
    centreSql: (sql) =>
      sql.replace(
        /\(scope_before = ANY\(\$4\) OR scope_after = ANY\(\$4\)\)/,
        '(scope_after = ANY($4) OR (scope_after IS NULL AND scope_before = ANY($4)))',
      ),
  },
  {
    name: 'mixes-tenants',
    plants: 'the log and the rows are read without their tenant',
    caughtBy: 'no-foreign-tenant',
    centreSql: (sql) =>
      /^\s*SELECT (ver, tbl|"id")/.test(sql) ? sql.replace('tenant_id = $1', '$1 IS NOT NULL') : sql,
  },
];

export function findMutant(name: string): Mutant | undefined {
  return mutants.find((mutant) => mutant.name === name);
}
