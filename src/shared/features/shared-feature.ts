import type { Command } from '../commands/command.ts';
import type { Contract } from '../ipc/contract.ts';
import type { Table } from '../rows/table.ts';

/** The part of a feature that both the desk and the centre know. */
export interface SharedFeature {
  /** Also the name of the feature's folder on every side. */
  readonly name: string;
  readonly tables: readonly Table[];
  readonly commands: readonly Command[];
  readonly contract?: Contract;
}

export function defineFeature<const F extends SharedFeature>(feature: F): F {
  return feature;
}
