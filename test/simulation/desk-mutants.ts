import { patchSyncState, readSyncState } from '#main/replica/sync-state.ts';
import type { Replica } from '#main/replica/replica.ts';
import type { SyncNet } from '#main/sync/net.ts';
import { createCommandRegistry } from '#shared/commands/command.ts';
import type { PullReply } from '#shared/sync/protocol.ts';
import { leaveOut } from './mutant.ts';
import type { Mutant } from './mutant.ts';

/** A net whose pull replies are dealt with in another way first. */
const onPull =
  (meddle: (replica: Replica, reply: PullReply) => PullReply) =>
  (net: SyncNet, replica: Replica): SyncNet => ({
    ...net,
    pull: async (request, signal) => meddle(replica, await net.pull(request, signal)),
  });

const onDesk = (pattern: RegExp) => leaveOut(pattern, 'outbox');

/** Looks for commands that the centre has not decided under their number (src/main/replica/outbox.ts). */
const FOREIGN = /^(SELECT mid, name, args, sent FROM outbox WHERE)/;

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
];
