import { createHash } from 'node:crypto';
import type { UserLine, UsersOfLines } from '#server/server-feature.ts';
import { sendSignal } from '#server/store/signals.ts';
import type { Tx } from '#server/store/store.ts';
import { stepCall } from './call.ts';
import { expireCalls, insertCall, lockCall, updateCall } from './calls.ts';
import type { Hook } from './hook.ts';
import { normaliseLine, ownersOfLines } from './lines.ts';

export const CTI_TOPIC = 'cti-calls';

/**
 * Takes a post over into the tenant's calls and tells all nodes with the commit.
 *
 * @returns how many people of ours the call is or was at; for the log, which must not have a number.
 */
export async function takeHook(
  tx: Tx,
  { webhookId, hook, now }: { readonly webhookId: string; readonly hook: Hook; readonly now: number },
  usersOfLines: UsersOfLines,
): Promise<number> {
  await expireCalls(tx, now);
  const users = await usersNamed(tx, hook, usersOfLines);
  const [first] = users;
  const step = {
    key: keyOf(webhookId, hook.callId),
    hook,
    named: Object.fromEntries(users.map(({ userId, line }) => [userId, line])),
    by: first === undefined ? null : await nameOf(tx, first.userId),
  };
  for (;;) {
    const before = await lockCall(tx, step.key);
    const after = stepCall(before, step);
    if (after === before) return Object.keys(after.members).length;
    if (before) await updateCall(tx, after, now);
    else if (!(await insertCall(tx, after, now))) continue;
    await sendSignal(tx, CTI_TOPIC);
    return Object.keys(after.members).length;
  }
}

/**
 * Whom of ours the post means. Where the PBX names somebody it has decided: only where it names nobody is the call
 * that of everybody on the number.
 */
async function usersNamed(tx: Tx, hook: Hook, usersOfLines: UsersOfLines): Promise<readonly UserLine[]> {
  const told = hook.named.length > 0 ? hook.named : [hook.ownNumber ?? ''];
  const lines = [...new Set(told.map(normaliseLine))].filter((line) => line !== '');
  if (lines.length === 0) return [];
  return [...(await ownersOfLines(tx, lines)), ...(await usersOfLines(tx, lines))];
}

async function nameOf(tx: Tx, userId: string): Promise<string | null> {
  const [account] = await tx.query<{ name: string }>(
    'SELECT left(name, 100) AS name FROM account WHERE tenant_id = $1 AND user_id = $2',
    [tx.tenantId, userId],
  );
  return account?.name ?? null;
}

function keyOf(webhookId: string, callId: string): string {
  return createHash('sha256').update(`${webhookId}\0${callId}`).digest('hex').slice(0, 40);
}
