import type { Principal } from '#server/auth/principal.ts';
import { seededRandom } from '#test/support/seeded-random.ts';
import { createSimulatedCentre } from './centre.ts';
import type { Backup } from './centre.ts';
import { createSimulatedDesk } from './desk.ts';
import type { SimulatedDesk } from './desk.ts';
import { Crash } from './faulty-connection.ts';
import type { StatementFault } from './faulty-connection.ts';
import { createLedger } from './ledger.ts';
import type { Mutant } from './mutants.ts';
import { createLine } from './network.ts';
import type { SimulatedNode } from './network.ts';
import { drawProfile, NO_FAULTS } from './profile.ts';
import type { Profile } from './profile.ts';
import { createScheduler } from './scheduler.ts';
import { ALL_SCOPES, NORTH, SOUTH } from './scopes.ts';
import { createTruth } from './truth.ts';
import { createViolations } from './violations.ts';
import type { Invariant, Violation } from './violations.ts';
import { createWatch } from './watch.ts';
import type { Watch } from './watch.ts';

export interface SimulationOptions {
  readonly seed: number;
  readonly mutant?: Mutant | undefined;
  /** In place of what the seed draws. */
  readonly profile?: Partial<Profile>;
  /** How long things go wrong, virtual s. */
  readonly seconds?: number;
  /** Ends as soon as this one is broken. */
  readonly until?: Invariant;
  /** Keeps what happened, line by line. */
  readonly trace?: boolean;
}

export interface SimulationReport {
  readonly seed: number;
  readonly violations: readonly Violation[];
  readonly commands: number;
  readonly lost: number;
  readonly twice: number;
  /** What really happened, by name: a fault that never strikes shows nothing. */
  readonly happened: Readonly<Record<string, number>>;
  readonly trace: readonly string[];
}

const SECONDS = 60;
/** Virtual s for everything to calm down: back-offs of 30 s, polls of 60 s. */
const PATIENCE = 600;
const TEN_YEARS_MS = 315_576_000_000;
const TENANTS = ['a', 'b'];
const PEOPLE = [
  { name: 'a1', tenant: 'a', scopes: ALL_SCOPES, isOld: false },
  { name: 'a2', tenant: 'a', scopes: [NORTH], isOld: false },
  { name: 'a3', tenant: 'a', scopes: [SOUTH, NORTH], isOld: true },
  { name: 'b1', tenant: 'b', scopes: [NORTH], isOld: false },
] as const;

interface Person {
  readonly desk: SimulatedDesk;
  readonly watch: Watch;
  scopes: readonly string[];
  era: number;
  /** The token was ended; until the next sign-in. */
  isSignedOut: boolean;
  isCut: boolean;
  clockOffset: number;
  isOld: boolean;
  copy: Buffer | undefined;
  nodeIndex: number;
}

/** One world of one seed, from its beginning to the end of its faults and to peace. */
export async function simulate(options: SimulationOptions): Promise<SimulationReport> {
  const { seed, mutant, seconds = SECONDS } = options;
  const random = seededRandom(seed);
  const pick = (n: number): number => Math.floor(random() * n);
  const chance = (share: number): boolean => share > 0 && random() < share;
  const scheduler = createScheduler();
  const trace: string[] = [];
  const say = (line: () => string): void => {
    if (options.trace) trace.push(`${String(scheduler.now().toFixed(0)).padStart(7)} ${line()}`);
  };
  const happened: Record<string, number> = {};
  const count = (what: string): void => {
    happened[what] = (happened[what] ?? 0) + 1;
    say(() => `* ${what}`);
  };
  const violations = createViolations(scheduler.now, ({ invariant, detail }) =>
    say(() => `!!! ${invariant}: ${detail}`),
  );
  let profile = drawProfile(random, { ...mutant?.profile, ...options.profile });
  const truth = createTruth();
  const ledger = createLedger(truth, violations);
  const centre = createSimulatedCentre({
    tenants: TENANTS,
    pageRows: 3 + pick(6),
    truth,
    ledger,
    violations,
    mutant,
  });
  let minSchema = 0;
  const backups: Backup[] = [];

  const rejections = (error: unknown): void => {
    // Whoever is dead may say so.
    if (error instanceof Crash) return;
    violations.add('nothing-throws', `a promise nobody waits for: ${String(error)}`);
  };
  const nodes = [0, 1].map((index) => createNode(index));
  const people = PEOPLE.map((person, index) => createPerson(person, index));
  process.on('unhandledRejection', rejections);
  try {
    for (const { desk } of people) desk.start();
    for (let second = 0; second < seconds && !isEnough(); second++) {
      await passUntil(second * 1000 + 1000);
      for (const person of people) await meddle(person);
      await meddleWithCentre();
    }
    heal();
    for (
      let second = seconds;
      second < seconds + PATIENCE && !isEnough() && !(second % 5 === 0 && isCalm());
      second++
    )
      await passUntil(second * 1000 + 1000);
    if (!isEnough()) checkEnd();
  } finally {
    process.off('unhandledRejection', rejections);
    for (const { desk } of people) desk.close();
    centre.close();
  }
  const waiting = new Set(people.flatMap(({ watch }) => [...watch.waiting]));
  return {
    seed,
    violations: violations.all(),
    commands: ledger.size,
    lost: ledger.lost(waiting).length,
    twice: ledger.twice(),
    happened: { ...happened, ...ledger.decisions },
    trace,
  };

  function isEnough(): boolean {
    return (
      options.until !== undefined && violations.all().some(({ invariant }) => invariant === options.until)
    );
  }

  function createNode(index: number): SimulatedNode & { kill(): void; restart(): void; clockOffset: number } {
    let isUp = true;
    let life = 0;
    let asked = 0;
    const node = {
      clockOffset: 0,
      listeners: new Set<(tenant: string, ver: number) => void>(),
      closers: new Set<() => void>(),
      get isUp() {
        return isUp;
      },
      get life() {
        return life;
      },
      kill() {
        if (!isUp) return;
        isUp = false;
        count('a node dies');
        for (const close of node.closers) close();
        scheduler.after(500 + random() * 8_000, node.restart);
      },
      restart() {
        if (isUp) return;
        isUp = true;
        life++;
      },
      push: inner(() => real.push),
      pull: inner(() => real.pull),
    };
    const real = centre.createNode({
      clock: { now: () => Math.floor(scheduler.now()) + node.clockOffset },
      minSchema: () => minSchema,
      beforeStatement: () => {
        if (isUp && life === asked && chance(profile.nodeDies)) node.kill();
        if (!isUp || life !== asked) throw new Error('the node died');
      },
      pause: async () => {
        if (chance(profile.slow)) await scheduler.delay(random() * 200, new AbortController().signal);
      },
    });
    /** A request of an earlier life finds its node dead at the next statement. */
    function inner<A, B>(
      ask: () => (principal: Principal, request: A) => Promise<B>,
    ): (principal: Principal, request: A) => Promise<B> {
      return async (principal, request) => {
        asked = life;
        const { tenantId } = principal.actor;
        const before = centre.head(tenantId);
        const reply = await ask()(principal, request);
        const head = centre.head(tenantId);
        if (head > before)
          for (const { listeners } of nodes) for (const hear of listeners) hear(tenantId, head);
        return reply;
      };
    }
    void index;
    return node;
  }

  function createPerson({ name, tenant, scopes, isOld }: (typeof PEOPLE)[number], index: number): Person {
    const actor = { tenantId: tenant, userId: `user-of-${name}`, roles: ['agent' as const] };
    const fault = (sql: string): StatementFault => {
      if (chance(profile.deskDies)) return 'dies';
      if (!chance(profile.diskFails)) return 'none';
      count('a disk fails');
      if (/^\s*SELECT/.test(sql)) return 'SQLITE_IOERR_READ';
      return chance(0.5) ? 'SQLITE_FULL' : 'SQLITE_IOERR_WRITE';
    };
    const desk: SimulatedDesk = createSimulatedDesk({
      name,
      actor,
      isOld,
      mutant,
      scopeId: () => person.scopes[0] ?? NORTH,
      clock: { now: () => Math.floor(scheduler.now()) + person.clockOffset },
      delay: scheduler.delay,
      random,
      log: {
        info: () => {},
        warn: (line, detail) => say(() => `${name} ${line} ${JSON.stringify(detail)}`),
        error: () => {},
      },
      connection: { fault, rollsBack: () => chance(0.5), onCommit: () => person.watch.look() },
      net: (isAlive) =>
        createLine(
          {
            scheduler,
            random,
            profile: () => profile,
            trace: say,
            count,
            desk: name,
            tenant,
            node: () => {
              if (person.isCut) return undefined;
              if (!nodes[person.nodeIndex]?.isUp || chance(0.02)) person.nodeIndex = 1 - person.nodeIndex;
              const node = nodes[person.nodeIndex];
              return node?.isUp ? node : undefined;
            },
            principal: () => {
              if (person.isSignedOut) {
                scheduler.after(1_000 + random() * 10_000, signInAgain);
                return undefined;
              }
              const principal: Principal = {
                actor,
                scopeIds: person.scopes,
                homeScopeId: person.scopes[0] ?? NORTH,
                grants: { userId: actor.userId, reach: 'team', hidden: [] },
                session: { tenantId: tenant, hash: Buffer.alloc(0) },
                must: [],
              };
              return { principal, era: person.era };
            },
            isOld: () => person.isOld,
            onComplete: (era) => {
              if (era === person.era) person.watch.scopesFed();
            },
            onReset: () => count('a desk is told to start over'),
            hand: (call) => {
              try {
                call();
              } catch (error) {
                rejections(error);
              }
            },
          },
          isAlive,
        ),
      onDeath: () => {
        count('a desk dies');
        scheduler.after(500 + random() * 15_000, () => desk.start());
      },
    });
    const signInAgain = (): void => {
      if (!person.isSignedOut) return;
      person.isSignedOut = false;
      desk.signIn();
    };
    const watch = createWatch({ desk, truth, ledger, violations, scopes: () => person.scopes });
    const person: Person = {
      desk,
      watch,
      scopes,
      era: 0,
      isSignedOut: false,
      isCut: false,
      clockOffset: 0,
      isOld,
      copy: undefined,
      nodeIndex: index % 2,
    };
    return person;
  }

  async function passUntil(time: number): Promise<void> {
    let isThere = false;
    scheduler.after(time - scheduler.now(), () => {
      isThere = true;
    });
    while (!isThere && (await scheduler.next()));
  }

  /** A second in the life of a person. */
  async function meddle(person: Person): Promise<void> {
    const { desk } = person;
    if (chance(0.35)) act(person);
    if (chance(profile.deskKilled)) desk.kill();
    if (chance(profile.cut)) {
      count('a line is cut');
      person.isCut = true;
      scheduler.after(random() * 20_000, () => {
        person.isCut = false;
      });
    }
    if (chance(profile.clockJumps)) {
      count('a clock jumps');
      person.clockOffset = [0, 3_600_000, -3_600_000, TEN_YEARS_MS, -TEN_YEARS_MS][pick(5)] ?? 0;
    }
    if (chance(profile.tokenEnds)) {
      count('a token ends');
      person.isSignedOut = true;
    }
    if (chance(profile.scopesChange)) {
      count('scopes change');
      const before = person.scopes;
      person.scopes = [[NORTH], [SOUTH], [NORTH, SOUTH], [SOUTH, NORTH]][pick(4)] ?? before;
      if (person.scopes.length !== before.length || !before.includes(person.scopes[0] ?? '')) {
        person.era++;
        person.watch.scopesChanged(before);
      }
    }
    if (desk.isRunning && chance(profile.fileRestored * 2)) person.copy = desk.copyFile();
    if (person.copy && chance(profile.fileRestored)) restoreFile(person, person.copy);
    if (person.isOld && chance(0.01)) upgrade(person);
  }

  function restoreFile(person: Person, copy: Buffer): void {
    count('a file is restored');
    person.desk.kill();
    person.desk.putFile(copy);
    person.copy = undefined;
    person.watch.fileReplaced();
  }

  function upgrade(person: Person): void {
    count('a desk is upgraded');
    person.isOld = false;
    person.desk.kill();
    person.desk.upgrade();
    person.watch.cause();
    // A copy from before would be a downgrade and an upgrade in one.
    person.copy = undefined;
  }

  function act({ desk, watch }: Person): void {
    if (!desk.isRunning) return;
    const { tenantId } = desk.actor;
    const tag = `${tenantId}:${desk.name}-${(happened['commands tried'] ?? 0) + 1}`;
    const id = `n${pick(6 + Math.floor(scheduler.now() / 6_000))}`;
    const kind = random();
    const [name, args] =
      kind < 0.3
        ? (['stroke.add', { id: tag, noteId: id, by: tag, tag }] as const)
        : kind < 0.5
          ? (['note.create', { id, title: tag, tag }] as const)
          : kind < 0.75
            ? (['note.title', { id, title: tag, tag }] as const)
            : kind < 0.83
              ? (['note.finish', { id, body: tag, tag }] as const)
              : kind < 0.9
                ? (['note.remove', { id, tag }] as const)
                : kind < 0.95
                  ? (['badge.add', { id: tag, name: tag, tag }] as const)
                  : (['note.poison', { id: tag, tag }] as const);
    happened['commands tried'] = (happened['commands tried'] ?? 0) + 1;
    const before = watch.waiting.has(tag);
    const acted = desk.act(name, args);
    say(() => `${desk.name} ${name} ${JSON.stringify(args)}: ${JSON.stringify(acted)}`);
    const isThere = watch.waiting.has(tag);
    if (typeof acted === 'object') violations.add('refused-in-words', `${desk.name} ${name}: ${acted.threw}`);
    if (acted === 'done' && !isThere) violations.add('accepted-is-kept', `${desk.name} ${name} ${tag}`);
    if ((acted === 'refused' || acted === 'disk') && (isThere || before))
      violations.add('refused-leaves-nothing', `${desk.name} ${name} ${tag}`);
    if (acted === 'disk') count('a command is refused for the disk');
  }

  async function meddleWithCentre(): Promise<void> {
    if (chance(profile.nodeKilled)) nodes[pick(2)]?.kill();
    if (chance(profile.clockJumps)) {
      const node = nodes[pick(2)];
      if (node) node.clockOffset = [0, 3_600_000, -3_600_000, TEN_YEARS_MS, -TEN_YEARS_MS][pick(5)] ?? 0;
    }
    if (chance(profile.rowsMove)) {
      const scope = ALL_SCOPES[pick(2)] ?? NORTH;
      if (await centre.moveRow('a', 'note', `n${pick(8)}`, scope)) count('a row moves');
    }
    if (chance(profile.logPruned)) {
      count('the log is pruned');
      await centre.prune('a');
      for (const { watch } of people) watch.cause();
    }
    if (chance(profile.schemaRaised)) {
      count('old desks are refused');
      minSchema = 1;
    }
    await meddleWithDatabase();
  }

  async function meddleWithDatabase(): Promise<void> {
    if (chance(profile.centreRestored * 2)) backups.push(centre.backup());
    const backup = backups.at(-1);
    if (backup && chance(profile.centreRestored)) {
      count('the centre is restored');
      for (const node of nodes) node.kill();
      centre.restore(backup);
      for (const { watch } of people) watch.cause();
    }
    if (chance(profile.centreWiped)) {
      count('the centre is wiped');
      for (const node of nodes) node.kill();
      centre.wipe();
      backups.length = 0;
      for (const { watch } of people) watch.cause();
    }
  }

  /** Everything works again, and everybody has the newest version. */
  function heal(): void {
    say(() => '--- the faults end');
    profile = NO_FAULTS;
    for (const node of nodes) node.restart();
    for (const person of people) {
      person.isCut = false;
      if (person.isOld) upgrade(person);
      else if (person.isSignedOut) {
        person.isSignedOut = false;
        person.desk.signIn();
      }
      person.isSignedOut = false;
    }
  }

  function isCalm(): boolean {
    return people.every(({ desk, watch }) => {
      if (!desk.isRunning || watch.waiting.size > 0 || !watch.isSettled) return false;
      const state = desk.raw.prepare('SELECT epoch, cursor, resetting FROM sync_state').get() as {
        epoch: string | null;
        cursor: number;
        resetting: number;
      };
      return (
        state.epoch === centre.epoch &&
        state.cursor === centre.head(desk.actor.tenantId) &&
        state.resetting === 0
      );
    });
  }

  function checkEnd(): void {
    if (!isCalm()) {
      const left = people.map(({ desk, watch }) => `${desk.name} ${[...watch.waiting].join(' ')}`).join('; ');
      violations.add('settles', `still at work: ${left}`);
    }
    for (const { desk, watch, scopes } of people) {
      if (watch.waiting.size > 0) continue;
      watch.look();
      const due = new Map<string, string>();
      for (const [key, list] of truth.versions(centre.epoch, desk.actor.tenantId)) {
        const last = list.at(-1);
        if (last?.row != null && scopes.includes(last.scope)) due.set(key, last.row);
      }
      const shown = watch.shown();
      for (const key of new Set([...due.keys(), ...shown.keys()])) {
        if (due.get(key) !== shown.get(key))
          violations.add(
            'agrees-at-the-end',
            `${desk.name}: ${key} is ${shown.get(key)}, should be ${due.get(key)}`,
          );
      }
    }
    const waiting = new Set(people.flatMap(({ watch }) => [...watch.waiting]));
    for (const tag of ledger.lost(waiting)) violations.add('no-command-lost', `${tag} is nowhere`);
  }
}
