import { upgrade } from './deeds.ts';
import type { Cast } from './deeds.ts';
import { NO_FAULTS } from './profile.ts';

/** Everything works again, and everybody has the newest version. */
export function heal(cast: Cast): void {
  const { world, nodes, people } = cast;
  world.say(() => '--- the faults end');
  world.profile = NO_FAULTS;
  for (const node of nodes) node.restart();
  for (const person of people) {
    person.isCut = false;
    person.disk = 'well';
    person.diesAt = undefined;
    person.fates.length = 0;
    const wasSignedOut = person.isSignedOut;
    person.isSignedOut = false;
    if (person.isOld) upgrade(cast, person);
    else if (wasSignedOut) person.desk.signIn();
  }
}

/** Whether every desk runs, has nothing to send, and is at the head of the centre's history. */
export function isCalm({ world: { centre }, people }: Cast): boolean {
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

/** Has the desks whose files are damaged compared. @returns whether there is none */
export function isSound({ people }: Cast): boolean {
  const damaged = people.filter(({ watch }) => watch.hasDamage);
  for (const { desk } of damaged) desk.compare();
  return damaged.length === 0;
}

/** What must be so when it is calm. */
export function checkPeace(cast: Cast): void {
  const { world, people } = cast;
  const { violations, truth, centre, ledger } = world;
  if (!isCalm(cast)) {
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
  const atWork = new Set(people.flatMap(({ watch }) => [...watch.waiting]));
  for (const tag of ledger.lost(atWork)) violations.add('no-command-lost', `${tag} is nowhere`);
}
