/** Only the fields that were said: an optional one may also be there as undefined. */
export function withoutUndefined<T extends object>(value: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(
    Object.entries(value).filter(([, field]: [string, unknown]) => field !== undefined),
  ) as { [K in keyof T]?: Exclude<T[K], undefined> };
}
