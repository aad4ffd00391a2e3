interface Place {
  readonly at: number;
  readonly count: number;
  /** Rows a page key moves by. */
  readonly page: number;
}

/** Where a key leads to in a list; undefined: nowhere, the key means something else. */
export function stepOf(key: string, { at, count, page }: Place): number | undefined {
  const steps: Readonly<Record<string, number>> = {
    ArrowDown: at + 1,
    ArrowUp: at - 1,
    PageDown: at + page,
    PageUp: at - page,
    Home: 0,
    End: count - 1,
  };
  const next = steps[key];
  return next === undefined || count === 0 ? undefined : Math.max(0, Math.min(count - 1, next));
}
