import { parseArgs } from 'node:util';
import { AppError } from '#shared/kernel/app-error.ts';
import { findMutant, mutants } from './mutants.ts';
import type { Mutant } from './mutant.ts';

export type SimulateFlags =
  | { readonly kind: 'list' }
  | {
      readonly kind: 'run';
      readonly seeds: number;
      readonly from: number;
      readonly workers: number;
      readonly mutant: Mutant | undefined;
      readonly store: 'sqlite' | 'postgres';
    };

const options = {
  seeds: { type: 'string', default: '200' },
  from: { type: 'string', default: '1' },
  workers: { type: 'string', default: '2' },
  mutant: { type: 'string' },
  store: { type: 'string', default: 'sqlite' },
  list: { type: 'boolean', default: false },
} as const;

/** @throws {AppError} `flags.bad` for what cannot be understood */
export function readSimulateFlags(args: readonly string[]): SimulateFlags {
  let values;
  try {
    ({ values } = parseArgs({ args: [...args], options, strict: true }));
  } catch (error) {
    throw new AppError('flags.bad', error instanceof Error ? error.message : String(error));
  }
  if (values.list) return { kind: 'list' };
  const mutant = values.mutant === undefined ? undefined : findMutant(values.mutant);
  if (values.mutant !== undefined && !mutant) {
    const names = mutants.map(({ name }) => name).join(', ');
    throw new AppError('flags.bad', `--mutant: there is no ${values.mutant}; there are ${names}`);
  }
  const { store } = values;
  if (store !== 'sqlite' && store !== 'postgres')
    throw new AppError('flags.bad', `--store: sqlite or postgres, not ${store}`);
  return {
    kind: 'run',
    store,
    seeds: count('seeds', values.seeds, 1, 10_000_000),
    from: count('from', values.from, 0, 2 ** 31 - 1),
    workers: count('workers', values.workers, 1, 64),
    mutant,
  };
}

function count(flag: string, text: string, least: number, most: number): number {
  const number = Number(text);
  if (!/^\d{1,10}$/.test(text) || number < least || number > most)
    throw new AppError('flags.bad', `--${flag} takes a number from ${least} to ${most}, not ${text}`);
  return number;
}
