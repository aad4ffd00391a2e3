import { rerunPending } from '../commands/rerun.ts';
import { numberPending } from '../replica/identity.ts';
import { firstPending } from '../replica/outbox.ts';
import { restoreShadows } from '../replica/shadow.ts';
import type { SyncCore } from './core.ts';

const THEIRS = "json_extract(actor, '$.userId') = ?";

/**
 * What a colleague who shares this replica has not sent and can send no more – their session has ended – goes out of
 * everybody's way: to what was refused, where it waits with all that was typed for their own next look.
 *
 * @returns how many commands
 */
export function giveBack(
  { replica, registry, clock }: SyncCore,
  userId: string,
  /** Why, as of any refusal. */
  code: string,
): number {
  return replica.transact((transaction) => {
    const { db, touch } = transaction;
    const from = firstPending(db)?.mid;
    const { found } = db
      .prepare<[string], { found: number }>(`SELECT count(*) AS found FROM outbox WHERE ${THEIRS}`)
      .get(userId) ?? { found: 0 };
    if (from === undefined || found === 0) return 0;
    restoreShadows(transaction, replica.tables);
    db.prepare(
      `INSERT INTO rejected_command (mid, name, args, base, at, actor, code, detail, decided_at)
       SELECT mid, name, args, base, at, actor, ?, ?, ? FROM outbox WHERE ${THEIRS} ORDER BY mid`,
    ).run(code, JSON.stringify(code), clock.now(), userId);
    db.prepare(`DELETE FROM outbox WHERE ${THEIRS}`).run(userId);
    numberPending(transaction, from);
    rerunPending(transaction, registry);
    touch('rejected_command');
    return found;
  });
}
