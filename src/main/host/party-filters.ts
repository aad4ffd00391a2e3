import { AppError } from '#shared/kernel/app-error.ts';
import type { MainFeature } from './host.ts';
import type { Narrow, Narrowing } from './narrowing.ts';

/**
 * The features' ways to narrow a list of customers, by name.
 *
 * Throws AppError `filter.unknown` for a name nobody has declared: a list that silently shows everything would lie.
 */
export function createNarrow(features: readonly MainFeature[]): Narrow {
  const all = new Map<string, (value: string) => Narrowing>();
  for (const { shared, partyFilters } of features)
    for (const [name, filter] of Object.entries(partyFilters ?? {})) {
      if (all.has(name))
        throw new Error(`${shared.name} filters by ${name}, which another feature does already`);
      all.set(name, filter);
    }
  return (filters) =>
    Object.entries(filters).map(([name, value]) => {
      const filter = all.get(name);
      if (!filter) throw new AppError('filter.unknown', `no filter ${name}`, { name });
      return filter(value);
    });
}
