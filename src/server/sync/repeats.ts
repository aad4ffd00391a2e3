import type { Tx } from '#server/store/store.ts';
import type { CommandNumber, Outcome, PushedCommand } from '#shared/sync/protocol.ts';
import { digestOf } from './clones.ts';

/** What became of a command that was decided under another number than it comes under now. */
export interface Earlier {
  readonly outcome: Outcome['outcome'];
  readonly detail: unknown;
  /** Only of a rejected one: itself. */
  readonly command: unknown;
}

type Stored = Earlier & CommandNumber & { readonly digest: string };

/**
 * A desk whose line of numbers is broken – its file was restored or copied, the centre was set back – sends what it
 * is not sure of under new numbers, and with each command the number it was written under (`firstAs`). That number and
 * the digest tell a command the centre has decided already, whichever of its numbers came first: what was decided
 * under the first number is found by it, and what was decided under a later one has the first beside it.
 *
 * Only among this person's own replicas. The tenant's clock must be locked.
 */
export async function findEarlier(
  tx: Tx,
  { client, userId }: { readonly client: string; readonly userId: string },
  commands: readonly PushedCommand[],
): Promise<(command: PushedCommand) => Earlier | undefined> {
  if (commands.length === 0) return () => undefined;
  const firstOf = ({ mid, firstAs }: PushedCommand): CommandNumber => firstAs ?? { client, mid };
  const keyOf = ({ client: owner, mid }: CommandNumber, digest: string): string =>
    `${owner}/${mid}/${digest}`;
  const found = new Map<string, Earlier>();
  const look = async (sql: string, numbers: readonly CommandNumber[]): Promise<void> => {
    if (numbers.length === 0) return;
    const clients = [...new Set(numbers.map((number) => number.client))];
    const mids = numbers.map(({ mid }) => mid);
    for (const { client: owner, mid, digest, ...earlier } of await tx.query<Stored & object>(sql, [
      tx.tenantId,
      clients,
      mids,
      userId,
    ]))
      found.set(keyOf({ client: owner, mid }, digest), earlier);
  };
  await look(
    BY_NUMBER,
    commands.flatMap(({ firstAs }) => firstAs ?? []),
  );
  await look(BY_FIRST, commands.map(firstOf));
  return (command) => found.get(keyOf(firstOf(command), digestOf(command)));
}

const OWN = `EXISTS (SELECT 1 FROM sync_client own WHERE own.tenant_id = result.tenant_id
                     AND own.client = result.client AND own.user_id = $4)`;

const BY_NUMBER = `
  SELECT client, mid, outcome, detail, command, digest FROM mutation_result result
  WHERE tenant_id = $1 AND client = ANY($2) AND mid = ANY($3) AND digest IS NOT NULL AND ${OWN}`;

const BY_FIRST = `
  SELECT first_client AS client, first_mid AS mid, outcome, detail, command, digest FROM mutation_result result
  WHERE tenant_id = $1 AND first_client = ANY($2) AND first_mid = ANY($3) AND ${OWN}`;
