import { createHash, randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { accountPaths, unsentKeyReply } from '#shared/auth/protocol.ts';
import { commandNumber } from '#shared/sync/protocol.ts';
import { messageOf } from '#shared/kernel/app-error.ts';
import type { Service } from '#shared/kernel/service.ts';
import type { Log } from '../host/host.ts';
import type { SessionService } from '../session/session-service.ts';
import type { LocalSettings } from '../settings/local-settings.ts';
import { readIfThere, replaceFile } from '../shells/replace-file.ts';
import type { Owner } from './identity.ts';
import { adoptLine, pendingCommands } from './outbox.ts';
import type { PendingCommand } from './outbox.ts';
import type { Replica } from './replica.ts';
import { openBox, sealedBox, sealTo } from './sealed-box.ts';
import { readSyncState } from './sync-state.ts';

const STORED_KEY = 'unsent-key';
/** Several commands in a row are one writing. */
const SETTLE_MS = 300;

const owner = z.object({ tenantId: z.string(), userId: z.string() });
const storedKey = owner.extend({ publicKey: z.string() });
type StoredKey = z.infer<typeof storedKey>;
/** One of each person who has signed in here; there was but one once. */
const storedKeys = z.union([z.array(storedKey), storedKey.transform((key) => [key])]);
const storedCopy = owner.extend({ box: sealedBox });
const contents = z.object({
  clientId: z.string(),
  commands: z.array(
    z.object({
      mid: z.int().positive(),
      name: z.string(),
      args: z.unknown(),
      base: z.unknown(),
      at: z.number(),
      schema: z.int(),
      actor: z.unknown(),
      scopeId: z.string(),
      firstAs: commandNumber.optional(),
    }),
  ),
});

export interface UnsentCopyDeps {
  readonly replica: Replica;
  readonly local: LocalSettings;
  /** The profile's folder. */
  readonly dataDir: string;
  readonly log: Log;
}

/**
 * The outbox a second time, beside the replica, sealed to a key that only the centre can lend again: when the
 * replica's own key is lost, the work that nobody else has is not. The desk holds the public half, so the file gives
 * nothing away to whoever takes the machine.
 */
export interface UnsentCopy extends Service {
  /**
   * Somebody has just signed in: fetches the key for what comes, and takes back what a lost replica left behind.
   * Never rejects: a copy that could not be taken back stays for the next sign-in.
   */
  recover(who: Owner, ask: SessionService['ask']): Promise<void>;
}

export function createUnsentCopy({ replica, local, dataDir, log }: UnsentCopyDeps): UnsentCopy {
  let timer: NodeJS.Timeout | undefined;
  let writing: Promise<void> = Promise.resolve();
  /** A copy that waits to be taken back is not to be written over. */
  let isWaiting = readSyncState(replica.db).user_id === null;
  let unsubscribe = (): void => {};

  const write = (): void => {
    timer = undefined;
    writing = writing.then(writeNow).catch((error: unknown) => {
      log.warn('the copy of the unsent work could not be written', { error: messageOf(error) });
    });
  };

  async function writeNow(): Promise<void> {
    if (isWaiting) return;
    for (const key of readKeys(local)) await writeOf(key);
  }

  async function writeOf(key: StoredKey): Promise<void> {
    const { tenantId, userId, publicKey } = key;
    const state = readSyncState(replica.db);
    const commands = pendingCommands(replica.db).filter(({ actor }) => actor.userId === userId);
    const [first] = commands;
    if (!first) return rmSync(fileOf(dataDir, key), { force: true });
    // In a line that is a colleague's they have no number yet; in one's own none that comes behind a colleague's has.
    const isOwnLine = state.user_id === null || state.user_id === userId;
    const from = isOwnLine ? first.mid : 1;
    const inside: z.input<typeof contents> = {
      clientId: isOwnLine ? state.client_id : randomBytes(16).toString('hex'),
      commands: commands.map((command, index) => ({ ...command, mid: from + index })),
    };
    const copy: z.infer<typeof storedCopy> = {
      tenantId,
      userId,
      box: sealTo(publicKey, JSON.stringify(inside)),
    };
    await replaceFile(fileOf(dataDir, key), Buffer.from(JSON.stringify(copy)));
  }

  async function takeBack(who: Owner, privateKey: string): Promise<void> {
    const bytes = await readIfThere(fileOf(dataDir, who));
    const found = bytes && storedCopy.parse(JSON.parse(bytes.toString('utf8')));
    if (!found) return;
    if (found.tenantId !== who.tenantId || found.userId !== who.userId) return;
    const { clientId, commands } = contents.parse(JSON.parse(openBox(privateKey, found.box)));
    // An outbox that is not empty is newer than its copy.
    if (pendingCommands(replica.db).length > 0) return;
    // Written by appendToOutbox, sealed since.
    replica.transact((transaction) =>
      adoptLine(transaction, clientId, commands as readonly PendingCommand[]),
    );
    log.info('unsent work of the lost replica was taken back', { commands: commands.length });
  }

  return {
    start() {
      unsubscribe = replica.onChanged((tables) => {
        if (tables.includes('outbox')) timer ??= setTimeout(write, SETTLE_MS);
      });
    },
    async stop() {
      unsubscribe();
      if (timer) {
        clearTimeout(timer);
        write();
      }
      await writing;
    },
    async recover(who, ask) {
      try {
        const { publicKey, privateKey } = await ask(accountPaths.unsentKey, {}, unsentKeyReply);
        if (isWaiting) await takeBack(who, privateKey);
        const others = readKeys(local).filter(({ userId }) => userId !== who.userId);
        local.set(STORED_KEY, [...others, { ...who, publicKey }]);
        isWaiting = false;
        timer ??= setTimeout(write, SETTLE_MS);
      } catch (error) {
        log.warn('the copy of the unsent work could not be read', { error: messageOf(error) });
      }
    },
  };
}

function readKeys(local: LocalSettings): readonly StoredKey[] {
  const parsed = storedKeys.safeParse(local.get(STORED_KEY));
  return parsed.success ? parsed.data : [];
}

/** One a person: a colleague who signs in meanwhile takes nothing away. */
function fileOf(dataDir: string, { tenantId, userId }: Owner): string {
  const name = createHash('sha256').update(`${tenantId}/${userId}`).digest('hex').slice(0, 16);
  return join(dataDir, `unsent-${name}.sealed`);
}
