import type { MortalNode } from './nodes.ts';
import type { Person } from './person.ts';
import { ALL_SCOPES } from './scopes.ts';
import type { World } from './world.ts';

/** Everybody and everything that something can befall. */
export interface Cast {
  readonly world: World;
  readonly nodes: readonly MortalNode[];
  readonly people: readonly Person[];
}

/* What can happen, whether a seed drew it or a script says so. */

export function act({ world }: Cast, { desk, watch }: Person, name: string, args: { tag: string }): void {
  if (!desk.isRunning) return;
  const { tag } = args;
  const { violations } = world;
  world.happened['commands tried'] = (world.happened['commands tried'] ?? 0) + 1;
  const before = watch.waiting.has(tag);
  const acted = desk.act(name, args);
  world.say(() => `${desk.name} ${name} ${JSON.stringify(args)}: ${JSON.stringify(acted)}`);
  const isThere = watch.waiting.has(tag);
  if (typeof acted === 'object') violations.add('refused-in-words', `${desk.name} ${name}: ${acted.threw}`);
  if (acted === 'done' && !isThere) violations.add('accepted-is-kept', `${desk.name} ${name} ${tag}`);
  if ((acted === 'refused' || acted === 'disk') && (isThere || before))
    violations.add('refused-leaves-nothing', `${desk.name} ${name} ${tag}`);
  if (acted === 'disk') world.count('a command is refused for the disk');
}

export function cutLine({ world }: Cast, person: Person, ms: number): void {
  world.count('a line is cut');
  person.isCut = true;
  world.scheduler.after(ms, () => {
    person.isCut = false;
  });
}

export function endToken({ world }: Cast, person: Person): void {
  world.count('a token ends');
  person.isSignedOut = true;
}

export function changeScopes({ world }: Cast, person: Person, scopes: readonly string[]): void {
  world.count('scopes change');
  const before = person.scopes;
  person.scopes = scopes;
  if (scopes.length === before.length && before.includes(scopes[0] ?? '')) return;
  person.era++;
  person.watch.scopesChanged(before);
}

export function copyFile(person: Person): void {
  // A damaged copy would bring back a damage that nobody knows of.
  if (person.desk.isRunning && !person.watch.hasDamage) person.copy = person.desk.copyFile();
}

/** Puts the copy in the place of the desk's file, if there is one. */
export function restoreFile({ world }: Cast, person: Person): void {
  if (!person.copy) return;
  world.count('a file is restored');
  person.desk.kill();
  person.desk.putFile(person.copy);
  person.copy = undefined;
  person.watch.fileReplaced();
}

export function upgrade({ world }: Cast, person: Person): void {
  if (!person.isOld) return;
  world.count('a desk is upgraded');
  person.isOld = false;
  person.desk.kill();
  person.desk.upgrade();
  person.watch.cause();
  // A copy from before would be a downgrade and an upgrade in one.
  person.copy = undefined;
}

export async function moveRow({ world }: Cast, id: string, scope: string): Promise<void> {
  if (!ALL_SCOPES.includes(scope)) throw new Error(`no scope ${scope}`);
  if (await world.centre.moveRow('a', 'note', id, scope)) world.count('a row moves');
}

/** @param termMs a desk not seen for so long is not waited for */
export async function pruneLog({ world, people }: Cast, termMs: number): Promise<void> {
  world.count('the log is pruned');
  await world.centre.prune('a', termMs);
  for (const { watch } of people) watch.cause();
}

/** A row in the desk's file is not what it was: the disk, or a bug. `random` says which, and how. */
export function damageRow({ world }: Cast, { desk, watch }: Person, random: () => number): void {
  const { raw } = desk;
  if (!desk.isRunning || raw.inTransaction) return;
  // A waiting command may have had no effect for the very row that is hit.
  if (watch.waiting.size > 0) return;
  const table = desk.tables[Math.floor(random() * desk.tables.length)]?.name ?? 'note';
  const rows = raw
    .prepare<[string], { id: string }>(
      `SELECT id FROM ${table} WHERE ver > 0 AND id NOT IN (SELECT pk FROM shadow WHERE tbl = ?) ORDER BY id`,
    )
    .all(table);
  const id = rows[Math.floor(random() * rows.length)]?.id;
  if (id === undefined) return;
  world.count('a row rots');
  world.say(() => `${desk.name} ${table}/${id} rots`);
  const text = { note: 'title', stroke: 'by', badge: 'name' }[table];
  const isGone = text === undefined || random() < 0.5;
  raw
    .prepare(
      isGone
        ? `DELETE FROM ${table} WHERE id = ?`
        : `UPDATE ${table} SET ${text} = ${text} || '?' WHERE id = ?`,
    )
    .run(id);
  watch.damaged(`${table}/${id}`, world.scheduler.now());
}

export function refuseOldDesks({ world }: Cast): void {
  world.count('old desks are refused');
  world.minSchema = 1;
}

export async function backUpCentre({ world }: Cast): Promise<void> {
  world.backups.push(await world.centre.backup());
}

/** Goes back to the last backup, if there is one. */
export async function restoreCentre({ world, nodes, people }: Cast): Promise<void> {
  const backup = world.backups.at(-1);
  if (!backup) return;
  world.count('the centre is restored');
  for (const node of nodes) node.kill();
  await world.centre.restore(backup);
  for (const { watch } of people) watch.cause();
}

export async function wipeCentre({ world, nodes, people }: Cast): Promise<void> {
  world.count('the centre is wiped');
  for (const node of nodes) node.kill();
  await world.centre.wipe();
  world.backups.length = 0;
  for (const { watch } of people) watch.cause();
}
