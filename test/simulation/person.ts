import type { Principal } from '#server/auth/principal.ts';
import { createSimulatedDesk } from './desk.ts';
import type { SimulatedDesk } from './desk.ts';
import { Crash } from './faulty-connection.ts';
import type { StatementFault } from './faulty-connection.ts';
import { createLine } from './network.ts';
import type { MortalNode } from './nodes.ts';
import { NORTH } from './scopes.ts';
import { createWatch } from './watch.ts';
import type { Watch } from './watch.ts';
import type { Fate } from './wire.ts';
import type { World } from './world.ts';

export interface PersonSpec {
  readonly name: string;
  readonly tenant: string;
  readonly scopes: readonly string[];
  readonly isOld: boolean;
}

/** Somebody at a desk. */
export interface Person {
  readonly desk: SimulatedDesk;
  readonly watch: Watch;
  scopes: readonly string[];
  /** Counts the changes of `scopes`. */
  era: number;
  /** The token was ended; until the next sign-in. */
  isSignedOut: boolean;
  isCut: boolean;
  /** How wrong the desk's clock is, ms. */
  clockOffset: number;
  isOld: boolean;
  copy: Buffer | undefined;
  /** What fails at every statement for now: a script says so. */
  disk: 'well' | 'reads fail' | 'writes fail';
  /** The process dies at the next statement that begins so: a script says so. */
  diesAt: string | undefined;
  /** What becomes of the next messages: a script says so. */
  readonly fates: Fate[];
}

export function createPerson(
  world: World,
  nodes: readonly MortalNode[],
  { name, tenant, scopes, isOld }: PersonSpec,
): Person {
  const { scheduler, ledger, truth, violations, mutant } = world;
  const actor = { tenantId: tenant, userId: `user-of-${name}`, roles: ['agent' as const] };
  const disk = world.stream(`disk of ${name}`);
  const line = world.stream(`line of ${name}`);
  let nodeIndex = Number(name.at(-1)) % nodes.length;

  const desk: SimulatedDesk = createSimulatedDesk({
    name,
    actor,
    isOld,
    mutant,
    scopeId: () => person.scopes[0] ?? NORTH,
    clock: { now: () => Math.floor(scheduler.now()) + person.clockOffset },
    delay: scheduler.delay,
    random: world.stream(`app of ${name}`),
    log: {
      info: () => {},
      warn: (text, detail) => world.say(() => `${name} ${text} ${JSON.stringify(detail)}`),
      error: () => {},
    },
    connection: {
      fault: (sql) => faultAt(sql),
      rollsBack: () => disk() < 0.5,
      onCommit: () => person.watch.look(),
    },
    net: (isAlive) =>
      createLine(
        {
          scheduler,
          random: line,
          profile: () => world.profile,
          trace: world.say,
          count: world.count,
          desk: name,
          tenant,
          fates: person.fates,
          node: () => {
            if (person.isCut) return undefined;
            if (!nodes[nodeIndex]?.isUp || line() < 0.02) nodeIndex = (nodeIndex + 1) % nodes.length;
            const node = nodes[nodeIndex];
            return node?.isUp ? node : undefined;
          },
          principal: () => identify(),
          isOld: () => person.isOld,
          onComplete: (era, client, lastMid) => {
            person.watch.telling(client, lastMid);
            if (era === person.era) person.watch.scopesFed();
          },
          answers: world.answersPulls,
          head: () => world.centre.head(tenant),
          remembersWhoLaid: mutant?.remembersWhoLaid ?? false,
          mendReply: mutant?.mendReply,
          onBelieved: (what) => violations.add('half-is-refused', `${name} ${what}`),
          onReset: () => world.count('a desk is told to start over'),
          hand: (call) => {
            try {
              call();
            } catch (error) {
              // Whoever is dead may say so.
              if (!(error instanceof Crash))
                violations.add('nothing-throws', `${name}, where nobody catches it: ${String(error)}`);
            }
          },
        },
        isAlive,
      ),
    now: scheduler.now,
    onAdopted: () => {
      world.count('a desk is filled from a snapshot');
      person.watch.look();
    },
    onCompared: (since) => {
      world.count('a desk is compared');
      person.watch.compared(since);
    },
    onDeath: () => {
      world.count('a desk dies');
      scheduler.after(500 + disk() * 15_000, () => desk.start());
    },
  });

  function faultAt(sql: string): StatementFault {
    const { deskDies, diskFails } = world.profile;
    if (deskDies > 0 && disk() < deskDies) return 'dies';
    if (person.diesAt !== undefined && sql.startsWith(person.diesAt)) {
      person.diesAt = undefined;
      return 'dies';
    }
    const isRead = /^\s*SELECT/.test(sql);
    const isScripted = person.disk === (isRead ? 'reads fail' : 'writes fail');
    if (!isScripted && !(diskFails > 0 && disk() < diskFails)) return 'none';
    world.count('a disk fails');
    if (isRead) return 'SQLITE_IOERR_READ';
    return disk() < 0.5 ? 'SQLITE_FULL' : 'SQLITE_IOERR_WRITE';
  }

  function identify(): { readonly principal: Principal; readonly era: number } | undefined {
    if (person.isSignedOut) {
      scheduler.after(1_000 + line() * 10_000, () => {
        if (!person.isSignedOut) return;
        person.isSignedOut = false;
        desk.signIn();
      });
      return undefined;
    }
    const principal: Principal = {
      actor,
      scopeIds: person.scopes,
      homeScopeId: person.scopes[0] ?? NORTH,
      grants: { userId: actor.userId, reach: 'team', groups: [], hidden: [] },
      session: { tenantId: tenant, hash: Buffer.alloc(0) },
      must: [],
    };
    return { principal, era: person.era };
  }

  const watch = createWatch({ desk, truth, ledger, violations, scopes: () => person.scopes });
  const person: Person = {
    ...{ desk, watch, scopes, isOld, era: 0, isSignedOut: false, isCut: false },
    ...{ clockOffset: 0, copy: undefined, disk: 'well', diesAt: undefined, fates: [] },
  };
  return person;
}
