import { generateKeyPairSync } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createCommandRunner } from '#main/commands/command-runner.ts';
import type { LocalSettings } from '#main/settings/local-settings.ts';
import { createMemoryDesk } from '#test/support/memory-replica.ts';
import type { MemoryDesk } from '#test/support/memory-replica.ts';
import { idOf } from '#test/support/memory-rows.ts';
import { nadine } from '#test/support/notebook.ts';
import { createRecordedLog } from '#test/support/recorded-log.ts';
import { claimReplica } from './identity.ts';
import { pendingCommands } from './outbox.ts';
import { readSyncState } from './sync-state.ts';
import { createUnsentCopy } from './unsent-copy.ts';

/* Two people who share a desk, whose replica is lost: each gets back what is theirs and nothing else. */

const mehmet = { ...nadine, userId: 'mehmet' };
const keys = new Map([nadine, mehmet].map(({ userId }) => [userId, keyPair()]));
let dataDir: string;
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'rufblatt-unsent-'));
});
afterEach(() => rm(dataDir, { recursive: true, force: true }));

function keyPair(): { readonly publicKey: string; readonly privateKey: string } {
  const { publicKey, privateKey } = generateKeyPairSync('x25519');
  return {
    publicKey: publicKey.export({ format: 'der', type: 'spki' }).toString('base64'),
    privateKey: privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64'),
  };
}

function open(): { readonly desk: MemoryDesk; readonly copy: ReturnType<typeof createUnsentCopy> } {
  const desk = createMemoryDesk();
  const stored = new Map<string, unknown>();
  const local: LocalSettings = {
    get: (key) => stored.get(key),
    set: (key, value) => void stored.set(key, value),
  };
  const copy = createUnsentCopy({ replica: desk.replica, local, dataDir, log: createRecordedLog() });
  return { desk, copy };
}
type Copy = ReturnType<typeof createUnsentCopy>;
const recover = (copy: Copy, { tenantId, userId }: typeof nadine): Promise<void> =>
  copy.recover({ tenantId, userId }, async (_path, _body, reply) => reply.parse(keys.get(userId)));
const waiting = ({ replica }: MemoryDesk) =>
  pendingCommands(replica.db).map(({ mid, args, actor }) => [
    mid,
    actor.userId,
    (args as { title: string }).title,
  ]);

it('is one of each, under the numbers that are theirs', async () => {
  const { desk, copy } = open();
  const { tenantId, userId } = nadine;
  desk.replica.transact((transaction) =>
    claimReplica(transaction, desk.replica.tables, { tenantId, userId }),
  );
  await copy.start();
  await recover(copy, nadine);
  await recover(copy, mehmet);
  for (const [index, actor] of [nadine, mehmet, nadine].entries())
    createCommandRunner({ ...desk, session: () => ({ actor, scopeId: 'scope' }) }).run('note.create', {
      id: idOf(index + 1),
      title: `${index}`,
    });
  await copy.stop();

  const ofNadine = open();
  await recover(ofNadine.copy, nadine);
  expect(waiting(ofNadine.desk)).toEqual([
    [1, nadine.userId, '0'],
    [2, nadine.userId, '2'],
  ]);
  // Her line is the one the centre knows; his is a new one.
  const clientOf = (of: MemoryDesk): string => readSyncState(of.replica.db).client_id;
  expect(clientOf(ofNadine.desk)).toBe(clientOf(desk));
  const ofMehmet = open();
  await recover(ofMehmet.copy, mehmet);
  expect(waiting(ofMehmet.desk)).toEqual([[1, 'mehmet', '1']]);
  expect(clientOf(ofMehmet.desk)).not.toBe(clientOf(desk));
});
