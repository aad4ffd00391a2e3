import type { Replica } from '#main/replica/replica.ts';
import type { SyncNet } from '#main/sync/net.ts';
import type { Principal } from '#server/auth/principal.ts';
import type { Tx } from '#server/store/store.ts';
import type { CommandRegistry } from '#shared/commands/command.ts';
import type { PullReply, PushRequest } from '#shared/sync/protocol.ts';
import type { Profile } from './profile.ts';
import type { Invariant } from './violations.ts';

/** A bug planted into the real code from outside, at the ports it is given. */
export interface Mutant {
  readonly name: string;
  /** What is wrong, in a sentence. */
  readonly plants: string;
  readonly caughtBy: Invariant;
  /** Faults it needs to show, where the drawn ones may lack them. */
  readonly profile?: Partial<Profile>;
  readonly deskSql?: (sql: string) => string;
  readonly centreSql?: (sql: string) => string;
  readonly centreRegistry?: CommandRegistry;
  /** What pending commands are run again with. */
  readonly rerunRegistry?: CommandRegistry;
  readonly beforePush?: (tx: Tx, request: PushRequest) => Promise<PushRequest>;
  readonly pullsAs?: (principal: Principal) => Principal;
  readonly centreReply?: (reply: PullReply) => PullReply;
  /** The version a snapshot is said to be of: the one its rows were read at, or the head when it was done. */
  readonly snapshotVer?: (read: number, head: number) => number;
  /** Another reader of replies that are no JSON. */
  readonly mendReply?: (text: string) => string;
  readonly net?: (net: SyncNet, replica: Replica) => SyncNet;
  readonly delayMs?: (ms: number) => number;
  readonly keepsEpoch?: true;
  /** A pull that was laid down is answered with what its sender might see then. */
  readonly remembersWhoLaid?: true;
  /** Too rare for drawn seeds: a fixture's script shows it. */
  readonly isScripted?: true;
}

/** A statement that is left out; the query it is replaced with has as many parameters. `idle`: a table to do nothing on. */
export const leaveOut =
  (pattern: RegExp, idle: string) =>
  (sql: string): string => {
    if (!pattern.test(sql)) return sql;
    const parameters = Math.max(
      sql.split('?').length - 1,
      ...[...sql.matchAll(/\$(\d+)/g)].map(([, number]) => Number(number)),
    );
    const slots = Array.from({ length: parameters }, (_, index) =>
      sql.includes('$') ? `$${index + 1} IS NULL` : '? IS NULL',
    );
    return `UPDATE ${idle} SET mid = mid WHERE false${slots.map((slot) => ` AND ${slot}`).join('')}`;
  };
