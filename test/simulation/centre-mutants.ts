import { centreRegistry } from './model.ts';
import { leaveOut } from './mutant.ts';
import type { Mutant } from './mutant.ts';
import { NO_FAULTS } from './profile.ts';
import { ALL_SCOPES } from './scopes.ts';

const onCentre = (pattern: RegExp) => leaveOut(pattern, 'mutation_result');

export const centreMutants: readonly Mutant[] = [
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
    profile: { fileRestored: 0.1, slow: 0.3, cut: 0.1, deskKilled: 0.1, standing: 0 },
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
        .replace(/(UPDATE "note" AS stored SET )(?=.*"(?:title|body|done)" = given)/s, '$1deleted = false, '),
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
    name: 'remembers-who-laid-it',
    plants: 'a pull that was laid down is answered with the scopes its sender had then',
    caughtBy: 'no-foreign-scope',
    profile: { standing: 1, scopesChange: 0.05 },
    remembersWhoLaid: true,
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
    name: 'dates-snapshots-late',
    plants: "a snapshot's version is read after its rows",
    caughtBy: 'cursor-passes-nothing',
    profile: { snapshots: 1, centreRestored: 0.05, logPruned: 0.1, cut: 0.1 },
    snapshotVer: (_read, head) => head,
  },
  {
    name: 'floor-passes-desks',
    plants: 'the floor is moved past a desk that was seen within its term',
    caughtBy: 'floor-spares-desks',
    profile: { clockJumps: 0, logPruned: 0.2, cut: 0.1 },
    centreSql: (sql) =>
      sql.replace('min(greatest(acked_ver, fresh_ver))', 'max(greatest(acked_ver, fresh_ver))'),
  },
  {
    name: 'prunes-what-is-needed',
    plants: 'the log is removed up to the newest version, and the floor stays',
    caughtBy: 'cursor-passes-nothing',
    profile: { clockJumps: 0, logPruned: 0.2, cut: 0.1 },
    centreSql: (sql) =>
      sql.replace('UPDATE tenant_clock SET floor_ver = $2', 'UPDATE tenant_clock SET floor_ver = 0 * $2'),
  },
  {
    name: 'mixes-tenants',
    plants: 'the log and the rows are read without their tenant',
    caughtBy: 'no-foreign-tenant',
    centreSql: (sql) =>
      /^\s*SELECT (ver, tbl|"id")/.test(sql) ? sql.replace('tenant_id = $1', '$1 IS NOT NULL') : sql,
  },
];
