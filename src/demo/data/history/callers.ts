import type { NumberPool } from '../film-numbers.ts';
import type { PartyDraft, World } from '../world.ts';

/** Who may call: a party of the crowd and the number it calls from. */
export interface Reachable {
  readonly party: PartyDraft;
  readonly digits: string;
}

/** Whom the calls come from; the people of the stories are left alone. */
export interface Callers {
  /** Of this country; undefined where there is nobody. */
  somebody(): Reachable | undefined;
  somebodyAbroad(): Reachable | undefined;
  stranger: NumberPool['stranger'];
  strangerAbroad: NumberPool['strangerAbroad'];
  /** An extension nobody has noted, and whose switchboard it is. */
  unknownExtension(): Reachable | undefined;
}

export function createCallers({ context: { random }, pool, parties, switchboards }: World): Callers {
  const crowd = parties.filter(({ isOfStory }) => !isOfStory);
  const all = crowd.flatMap((party) =>
    party.contacts.flatMap(({ digits }) => (digits === null ? [] : [{ party, digits }])),
  );
  const [here, abroad] = [true, false].map((isHere) =>
    all.filter(({ digits }) => digits.startsWith('49') === isHere),
  ) as [Reachable[], Reachable[]];
  const known = new Set(all.map(({ digits }) => digits));
  const boards = switchboards.filter(({ owner }) => !owner.isOfStory);
  return {
    somebody: () => (here.length > 0 ? random.pick(here) : undefined),
    somebodyAbroad: () => (abroad.length > 0 ? random.pick(abroad) : undefined),
    stranger: pool.stranger,
    strangerAbroad: pool.strangerAbroad,
    unknownExtension() {
      if (boards.length === 0) return undefined;
      const { board, owner } = random.pick(boards);
      const digits = `${board.stem}${String(10 + random.int(90))}`;
      return known.has(digits) ? this.unknownExtension() : { party: owner, digits };
    },
  };
}
