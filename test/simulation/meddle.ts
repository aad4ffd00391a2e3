import {
  act,
  backUpCentre,
  changeScopes,
  copyFile,
  cutLine,
  damageRow,
  endToken,
  moveRow,
  pruneLog,
  refuseOldDesks,
  restoreCentre,
  restoreFile,
  upgrade,
  wipeCentre,
} from './deeds.ts';
import type { Cast } from './deeds.ts';
import type { Person } from './person.ts';
import { ALL_SCOPES, NORTH, SOUTH } from './scopes.ts';

const TEN_YEARS_MS = 315_576_000_000;
const CLOCKS = [0, 3_600_000, -3_600_000, TEN_YEARS_MS, -TEN_YEARS_MS];
/** How long desks are waited for with the log. */
const TERMS_MS = [0, 3_000, 20_000];
const SCOPES = [[NORTH], [SOUTH], [NORTH, SOUTH], [SOUTH, NORTH]];

/**
 * What the seed draws for this second of the world. Each second and each person draw numbers of their own: what
 * happens does not depend on how the product took what happened before.
 */
export async function meddle(cast: Cast, second: number): Promise<void> {
  for (const person of cast.people) meddleWith(cast, person, second);
  await meddleWithCentre(cast, second);
}

interface Dice {
  readonly pick: (n: number) => number;
  readonly chance: (share: number) => boolean;
  readonly random: () => number;
}

function diceOf({ world }: Cast, name: string): Dice {
  const random = world.stream(name);
  return {
    random,
    pick: (n) => Math.floor(random() * n),
    chance: (share) => share > 0 && random() < share,
  };
}

function meddleWith(cast: Cast, person: Person, second: number): void {
  const { desk } = person;
  const { profile } = cast.world;
  const dice = diceOf(cast, `${desk.name} at ${second}`);
  const { pick, chance, random } = dice;
  if (chance(0.35)) actAtRandom(cast, person, second, dice);
  if (chance(profile.deskKilled)) desk.kill();
  if (chance(profile.cut)) cutLine(cast, person, random() * 20_000);
  if (chance(profile.clockJumps)) {
    cast.world.count('a clock jumps');
    person.clockOffset = CLOCKS[pick(CLOCKS.length)] ?? 0;
  }
  if (chance(profile.tokenEnds)) endToken(cast, person);
  if (chance(profile.scopesChange)) changeScopes(cast, person, SCOPES[pick(SCOPES.length)] ?? person.scopes);
  if (chance(profile.fileRestored * 2)) copyFile(person);
  if (chance(profile.fileRestored)) restoreFile(cast, person);
  if (chance(0.01)) upgrade(cast, person);
  if (chance(profile.rowsRot)) damageRow(cast, person, random);
  if (chance(profile.compared)) desk.compare();
}

function actAtRandom(cast: Cast, person: Person, second: number, { pick, random }: Dice): void {
  const { tenantId } = person.desk.actor;
  const tag = `${tenantId}:${person.desk.name}-${second}`;
  const id = `n${pick(6 + Math.floor(second / 6))}`;
  const kind = random();
  if (kind < 0.3) act(cast, person, 'stroke.add', strokeOf(tag, id));
  else if (kind < 0.5) act(cast, person, 'note.create', titleOf(tag, id));
  else if (kind < 0.75) act(cast, person, 'note.title', titleOf(tag, id));
  else if (kind < 0.83) act(cast, person, 'note.finish', bodyOf(tag, id));
  else if (kind < 0.9) act(cast, person, 'note.remove', removalOf(tag, id));
  else if (kind < 0.95) act(cast, person, 'badge.add', badgeOf(tag));
  else act(cast, person, 'note.poison', poisonOf(tag));
}

/* The commands of model.ts, each with the tag that no other one has. */
export const strokeOf = (tag: string, noteId: string) => ({ id: tag, noteId, by: tag, tag });
export const titleOf = (tag: string, id: string) => ({ id, title: tag, tag });
export const bodyOf = (tag: string, id: string) => ({ id, body: tag, tag });
export const removalOf = (tag: string, id: string) => ({ id, tag });
export const badgeOf = (tag: string) => ({ id: tag, name: tag, tag });
export const poisonOf = (tag: string) => ({ id: tag, tag });

async function meddleWithCentre(cast: Cast, second: number): Promise<void> {
  const { world, nodes } = cast;
  const { profile } = world;
  const { pick, chance } = diceOf(cast, `centre at ${second}`);
  if (chance(profile.nodeKilled)) nodes[pick(nodes.length)]?.kill();
  if (chance(profile.clockJumps)) {
    const node = nodes[pick(nodes.length)];
    if (node) node.clockOffset = CLOCKS[pick(CLOCKS.length)] ?? 0;
  }
  if (chance(profile.rowsMove)) await moveRow(cast, `n${pick(8)}`, ALL_SCOPES[pick(2)] ?? NORTH);
  if (chance(profile.logPruned)) await pruneLog(cast, TERMS_MS[pick(TERMS_MS.length)] ?? 0);
  if (chance(profile.schemaRaised)) refuseOldDesks(cast);
  if (chance(profile.centreRestored * 2)) await backUpCentre(cast);
  if (chance(profile.centreRestored)) await restoreCentre(cast);
  if (chance(profile.centreWiped)) await wipeCentre(cast);
}
