import type { Resource } from '#server/resource.ts';

/** How a change of the log is told. */
export const ENDINGS = { insert: 'created', update: 'changed', remove: 'removed' } as const;

export function eventOf(type: string, op: keyof typeof ENDINGS): string {
  return `${type}.${ENDINGS[op]}`;
}

/** Every event there is, and the right it takes to hear of it. */
export function eventsOf(resources: readonly Resource[]): ReadonlyMap<string, string> {
  return new Map(
    resources.flatMap(({ type, name, rightsOf = name }) =>
      Object.values(ENDINGS).map((ending) => [`${type}.${ending}`, `${rightsOf}:read`] as const),
    ),
  );
}
