import { createHash } from 'node:crypto';
import type { Tx } from '#server/store/store.ts';
import type { PushedCommand } from '#shared/sync/protocol.ts';

/**
 * Two copies of one replica file that live at the same time number their commands alike. The first to come is
 * decided; the other one's would pass for a repetition and be lost. So what comes under a decided number must be the
 * command that was decided.
 */
export function digestOf({ name, args }: Pick<PushedCommand, 'name' | 'args'>): string {
  return createHash('sha256')
    .update(JSON.stringify([name, args]))
    .digest('base64url');
}

/** The first of these, decided already, whose number stands for another command; undefined: there is none. */
export async function findClone(
  tx: Tx,
  client: string,
  repeated: readonly PushedCommand[],
): Promise<number | undefined> {
  if (repeated.length === 0) return undefined;
  const stored = await tx.query<{ mid: number; digest: string }>(
    `SELECT mid, digest FROM mutation_result
     WHERE tenant_id = $1 AND client = $2 AND mid = ANY($3) AND digest IS NOT NULL`,
    [tx.tenantId, client, repeated.map(({ mid }) => mid)],
  );
  const digests = new Map(stored.map(({ mid, digest }) => [mid, digest]));
  return repeated
    .filter((command) => digests.has(command.mid) && digests.get(command.mid) !== digestOf(command))
    .map(({ mid }) => mid)
    .toSorted((a, b) => a - b)[0];
}
