import { patchSyncState, readSyncState } from '#main/replica/sync-state.ts';
import type { Replica } from '#main/replica/replica.ts';
import type { SyncNet } from '#main/sync/net.ts';
import { createCommandRegistry } from '#shared/commands/command.ts';
import type { PullReply } from '#shared/sync/protocol.ts';
import { leaveOut } from './mutant.ts';
import type { Mutant } from './mutant.ts';
import { NO_FAULTS } from './profile.ts';
import type { Profile } from './profile.ts';

/** A net whose pull replies are dealt with in another way first. */
const onPull =
  (meddle: (replica: Replica, reply: PullReply) => PullReply) =>
  (net: SyncNet, replica: Replica): SyncNet => ({
    ...net,
    pull: async (request, signal) => meddle(replica, await net.pull(request, signal)),
  });

const onDesk = (pattern: RegExp) => leaveOut(pattern, 'outbox');

const withoutTexts = (sql: string): string => sql.replaceAll(/coalesce\(length\("\w+"\), 0\)/g, '0');

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** Looks for commands that the centre has not decided under their number (src/main/replica/outbox.ts). */
const FOREIGN = /^(SELECT mid, name, args, sent FROM outbox WHERE)/;

/** Why a replica starts over, and is filled again. */
const STARTING_OVER: Partial<Profile> = { snapshots: 1, centreRestored: 0.05, logPruned: 0.1, cut: 0.1 };

export const deskMutants: readonly Mutant[] = [
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
    name: 'goes-without-first-numbers',
    plants: 'what was acknowledged under earlier ids is sent again without the numbers it was written under',
    caughtBy: 'no-command-twice',
    isScripted: true,
    deskSql: (sql) =>
      /^INSERT INTO outbox[^]*FROM acknowledged_command/.test(sql)
        ? sql
            .replace(/coalesce\(first_client, client\), coalesce\(first_mid, mid\)/, 'NULL, NULL')
            .replace(
              /first_client, first_mid FROM acknowledged_command/,
              'NULL, NULL FROM acknowledged_command',
            )
        : sql,
  },
  {
    name: 'adopts-without-the-outbox',
    plants: 'a snapshot takes the place of the file, and the waiting commands go with the old one',
    caughtBy: 'no-command-lost',
    profile: STARTING_OVER,
    deskSql: onDesk(/^INSERT INTO "outbox"/),
  },
  {
    name: 'compares-no-texts',
    plants: 'a checksum says nothing of what is in the texts, on either side',
    caughtBy: 'compared-is-repaired',
    profile: { rowsRot: 0.1, compared: 0.2 },
    deskSql: withoutTexts,
    centreSql: withoutTexts,
  },
  {
    name: 'compares-no-notes',
    plants: 'a checksum skips a table, on either side',
    caughtBy: 'compared-is-repaired',
    profile: { rowsRot: 0.1, compared: 0.2 },
    deskSql: (sql) =>
      /AS vers\b/.test(sql) ? sql.replace('FROM note WHERE', 'FROM note WHERE false AND') : sql,
    centreSql: (sql) =>
      /AS vers\b/.test(sql) ? sql.replace('FROM "note" WHERE', 'FROM "note" WHERE false AND') : sql,
  },
  {
    name: 'takes-half-replies',
    plants: 'a reply that was cut off is read as far as it goes',
    caughtBy: 'unmet-is-shown',
    profile: { ...NO_FAULTS, truncate: 0.4 },
    mendReply(text) {
      const end = text.lastIndexOf('},{');
      return isJson(text) || !text.includes('"rows":[') || end === -1 ? text : `${text.slice(0, end)}}]}`;
    },
  },
  {
    name: 'never-polls',
    plants: 'a desk waits for hints alone, and none comes',
    caughtBy: 'settles',
    net: (net) => ({ ...net, hints: () => ({ lay: () => undefined }) }),
    delayMs: (ms) => (ms === 5_000 || ms === 30_000 ? 1e12 : ms),
  },
  {
    name: 'takes-answers-for-their-rows',
    plants: 'the answer to a pull that was laid down moves the cursor, and its rows are left out',
    caughtBy: 'cursor-passes-nothing',
    profile: { standing: 1 },
    net: (net) => ({
      ...net,
      hints: (listener, signal) =>
        net.hints(
          {
            ...listener,
            answered: (request, reply) =>
              listener.answered(request, reply.kind === 'page' ? { ...reply, rows: [] } : reply),
          },
          signal,
        ),
    }),
  },
  {
    name: 'never-tries-again',
    plants: 'the first failure is the last attempt',
    caughtBy: 'settles',
    profile: { loss: 0.2 },
    delayMs: (ms) => (ms > 200 && ms < 5_000 ? 1e12 : ms),
  },
];
