/**
 * How much of what goes wrong in a seed. Every seed draws its own mixture, so that some faults also meet a world that
 * is otherwise well: a bug that needs two things in a row is not always hidden by a third.
 */
export interface Profile {
  /** Of requests and of replies. */
  readonly loss: number;
  readonly duplicate: number;
  readonly truncate: number;
  /** An older page in place of the one asked for. */
  readonly late: number;
  /** A message that takes up to 20 s. */
  readonly slow: number;
  readonly latencyMs: number;
  /** Per statement. */
  readonly deskDies: number;
  readonly diskFails: number;
  readonly nodeDies: number;
  /** Per second of the world. */
  readonly deskKilled: number;
  readonly nodeKilled: number;
  readonly cut: number;
  readonly clockJumps: number;
  readonly tokenEnds: number;
  readonly scopesChange: number;
  readonly rowsMove: number;
  readonly centreRestored: number;
  readonly centreWiped: number;
  readonly fileRestored: number;
  readonly logPruned: number;
  readonly schemaRaised: number;
  /** A hint channel that looks open. */
  readonly halfOpen: number;
  /** The centre offers its rows as a file: all of the world, or nothing. */
  readonly snapshots: number;
  /** Per second of the world: a row on a desk is damaged; somebody has a desk compared with the centre. */
  readonly rowsRot: number;
  readonly compared: number;
  /** The centre answers pulls that are laid down: all of the world, or nothing. */
  readonly standing: number;
}

export const NO_FAULTS: Profile = {
  loss: 0,
  duplicate: 0,
  truncate: 0,
  late: 0,
  slow: 0,
  latencyMs: 20,
  deskDies: 0,
  diskFails: 0,
  nodeDies: 0,
  deskKilled: 0,
  nodeKilled: 0,
  cut: 0,
  clockJumps: 0,
  tokenEnds: 0,
  scopesChange: 0,
  rowsMove: 0,
  centreRestored: 0,
  centreWiped: 0,
  fileRestored: 0,
  logPruned: 0,
  schemaRaised: 0,
  halfOpen: 0,
  snapshots: 0,
  rowsRot: 0,
  compared: 0,
  standing: 0,
};

/** Drawn by themselves, so that the others stay what they were in each seed. */
const LATER: Pick<Profile, 'snapshots' | 'rowsRot' | 'compared' | 'standing'> = {
  snapshots: 1,
  rowsRot: 0.05,
  compared: 0.05,
  standing: 1,
};

const WORST: Omit<Profile, keyof typeof LATER> = {
  loss: 0.15,
  duplicate: 0.15,
  truncate: 0.05,
  late: 0.1,
  slow: 0.1,
  latencyMs: 2_000,
  deskDies: 0.003,
  diskFails: 0.005,
  nodeDies: 0.003,
  deskKilled: 0.02,
  nodeKilled: 0.03,
  cut: 0.03,
  clockJumps: 0.05,
  tokenEnds: 0.03,
  scopesChange: 0.03,
  rowsMove: 0.1,
  centreRestored: 0.015,
  centreWiped: 0.004,
  fileRestored: 0.02,
  logPruned: 0.03,
  schemaRaised: 0.01,
  halfOpen: 0.3,
};

/** About half of the faults, each up to its worst. */
export function drawProfile(random: () => number, later: () => number, more: Partial<Profile> = {}): Profile {
  return { ...NO_FAULTS, ...draw(WORST, random), ...draw(LATER, later), ...more };
}

function draw(worst: Partial<Profile>, random: () => number): Partial<Profile> {
  return Object.fromEntries(
    Object.entries(worst).map(([name, most]) => {
      const share = random() < 0.5 ? random() : 0;
      return [name, name === 'latencyMs' ? 20 + most * share : most * share] as const;
    }),
  );
}
