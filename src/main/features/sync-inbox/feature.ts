import { syncInboxContract } from '#shared/features/sync-inbox/contract.ts';
import { syncInbox as shared } from '#shared/features/sync-inbox/feature.ts';
import { implement } from '#shared/ipc/contract.ts';
import type { Host, MainFeature } from '../../host/host.ts';
import { countOutbox } from '../../replica/outbox.ts';
import { markSeen, markUnseen } from '../../replica/outcomes.ts';
import { conflicts, countConflicts } from './conflicts.ts';
import { history } from './history.ts';
import { migrations } from './migrations.ts';
import { rejected, retry } from './rejected.ts';

export const syncInbox: MainFeature = {
  shared,
  migrations,
  countConflicts,
  parts: (host) => ({
    implementation: implement(syncInboxContract, {
      counts: () => ({ conflicts: countConflicts(host), rejected: countOutbox(host.db).rejected }),
      conflicts: (input) => conflicts(host, input),
      rejected: (input) => rejected(host, input),
      seeLocal: ({ ids, seen }) => see(host, 'conflict_inbox', ids, seen),
      seeRejected: ({ ids, seen }) => see(host, 'rejected_command', ids, seen),
      retry: (input) => retry(host, input),
      history: (input) => history(host, input),
    }),
  }),
};

function see(
  host: Host,
  table: 'rejected_command' | 'conflict_inbox',
  ids: readonly number[],
  isSeen: boolean,
): void {
  host.local([table], (db) =>
    isSeen ? markSeen(db, table, ids, host.clock.now()) : markUnseen(db, table, ids),
  );
}
